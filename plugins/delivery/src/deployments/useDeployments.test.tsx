import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { LiveProvider } from '../live/Live';
import { useDeployments, useEnvironments, useSources } from './useDeployments';
import { useVersions } from './useSuggestion';

function hook<T>(use: () => T, change: Partial<DeliveryApi> = {}) {
  const api = fakeApi(change);
  const signals = fakeSignals();
  const { result } = renderHook(use, {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider
        apis={
          [
            [deliveryApiRef, api],
            [signalApiRef, signals.api],
          ] as never
        }
      >
        <LiveProvider>{props.children}</LiveProvider>
      </TestApiProvider>
    ),
  });
  return { api, signals, result };
}

/** As many pages as asked for, of one deployment each. */
const paged = (pages: number): Partial<DeliveryApi> => ({
  deployments: async (_, { cursor = '0' } = {}) => {
    const next = Number(cursor) + 1;
    return {
      items: [story.deployment({ tenant: `t${cursor}` })],
      totalItems: pages,
      nextCursor: next < pages ? String(next) : undefined,
    };
  },
});

// As soon as the pace of a wide question allows.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('useDeployments', () => {
  it('reads all pages of one entity', async () => {
    const { api, result } = hook(
      () => useDeployments(story.ENTITY_REF),
      paged(3),
    );

    await waitFor(() => expect(result.current.value?.items).toHaveLength(3));
    expect(result.current.value?.total).toBe(3);
    for (const [filter] of api.deployments.mock.calls) {
      expect(filter).toEqual({ entityRef: story.ENTITY_REF });
    }
  });

  it('stops after some pages, and says how many there are', async () => {
    const { api, result } = hook(() => useDeployments(), paged(40));

    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(result.current.value).toMatchObject({ total: 40 });
    expect(result.current.value?.items).toHaveLength(5);
    expect(api.deployments).toHaveBeenCalledTimes(5);
  });

  it('shows no half of a list when a later page fails', async () => {
    const { result } = hook(() => useDeployments(), {
      deployments: async (_, { cursor } = {}) => {
        if (cursor) {
          throw new TypeError('Failed to fetch');
        }
        return {
          items: [story.deployment()],
          totalItems: 2,
          nextCursor: 'next',
        };
      },
    });

    await waitFor(() => expect(result.current.error).toBeDefined());

    expect(result.current.value).toBeUndefined();
  });

  const change: DeliverySignal = {
    type: 'deployments',
    topics: ['another'],
  };

  it.each([
    ['its own change', { ...change, topics: ['another', story.TOPIC] }],
    [
      'an operation on it',
      { type: 'operation', operationId: 'o', topics: [story.TOPIC] },
    ],
    ['a source', { type: 'sources' }],
  ] as [string, DeliverySignal][])('asks again after %s', async (_, signal) => {
    const { api, signals, result } = hook(() =>
      useDeployments(story.ENTITY_REF),
    );
    await waitFor(() => expect(result.current.loading).toBe(false));

    await signals.send(signal);

    await waitFor(() => expect(api.deployments).toHaveBeenCalledTimes(2));
  });

  it.each([
    ['the change of another entity', change],
    [
      'an operation on another entity',
      { type: 'operation', operationId: 'o', topics: ['another'] },
    ],
    ['a sign of life', { type: 'alive', everySeconds: 30 }],
  ] as [string, DeliverySignal][])('stays calm at %s', async (_, signal) => {
    jest.useFakeTimers();
    const { api, signals } = hook(() => useDeployments(story.ENTITY_REF));
    await act(() => jest.advanceTimersByTimeAsync(0));

    await signals.send(signal);
    await act(() => jest.advanceTimersByTimeAsync(10_000));

    expect(api.deployments).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });

  it('asks again after any change while nothing of the entity is deployed', async () => {
    const { api, signals, result } = hook(
      () => useDeployments(story.ENTITY_REF),
      { deployments: async () => ({ items: [], totalItems: 0 }) },
    );
    await waitFor(() => expect(result.current.loading).toBe(false));

    await signals.send(change);

    await waitFor(() => expect(api.deployments).toHaveBeenCalledTimes(2));
  });

  it('asks again after any change where all entities are shown', async () => {
    const { api, signals, result } = hook(() => useDeployments());
    await waitFor(() => expect(result.current.loading).toBe(false));

    await signals.send(change);

    await waitFor(() => expect(api.deployments).toHaveBeenCalledTimes(2));
  });
});

describe('what else a page needs', () => {
  it('asks for environments again when deployments change, not when sources do', async () => {
    const { api, signals, result } = hook(() => useEnvironments());
    await waitFor(() => expect(result.current.value).toHaveLength(4));

    await signals.send({ type: 'sources' });
    await signals.send({ type: 'deployments', topics: ['another'] });

    await waitFor(() => expect(api.environments).toHaveBeenCalledTimes(2));
  });

  it('asks for sources again when one of them changed', async () => {
    const { api, signals, result } = hook(() => useSources());
    await waitFor(() => expect(result.current.value).toHaveLength(3));

    await signals.send({ type: 'sources' });

    await waitFor(() => expect(api.sources).toHaveBeenCalledTimes(2));
  });

  it('asks for no versions while no deployment is meant', async () => {
    const { api, result } = hook(() => useVersions(undefined));

    await waitFor(() => expect(result.current.value).toEqual([]));
    expect(api.versions).not.toHaveBeenCalled();
  });

  it('asks for the versions again when that deployment changed', async () => {
    const { api, signals, result } = hook(() => useVersions(story.acme()));
    await waitFor(() => expect(result.current.value).toHaveLength(4));

    await signals.send({ type: 'deployments', topics: ['another'] });
    await signals.send({ type: 'deployments', topics: [story.TOPIC] });

    await waitFor(() => expect(api.versions).toHaveBeenCalledTimes(2));
  });
});
