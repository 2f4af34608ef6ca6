import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { Source } from '@slipway/backstage-plugin-delivery-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { useDeployments, useSources } from '../deployments/useDeployments';
import { LiveProvider } from '../live/Live';
import { useHealthDetails, useSeen } from './useHealth';

const measuringSources = async () => ({
  items: [...story.sources(), story.healthSource()],
});

function setUp<T>(use: () => T, change: Partial<DeliveryApi> = {}) {
  const api = fakeApi({ sources: measuringSources, ...change });
  const signals = fakeSignals();
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider
      apis={[
        [deliveryApiRef, api],
        [signalApiRef, signals.api as never],
        mockApis.translation(),
        mockApis.error(),
      ]}
    >
      <LiveProvider>{props.children}</LiveProvider>
    </TestApiProvider>
  );
  return { api, signals, hook: renderHook(use, { wrapper }) };
}

const useStory = () =>
  useSeen(useDeployments(story.ENTITY_REF), useSources(), {
    entityRef: story.ENTITY_REF,
  });

describe('useSeen', () => {
  const acme = (items: ReturnType<typeof useStory>['value']) =>
    items?.items.find(({ id }) => id === 'prod-acme');

  it('puts measurements beside deployments', async () => {
    const { hook, api } = setUp(useStory, {
      health: async () => ({ items: [story.burning()] }),
    });

    await waitFor(() => expect(hook.result.current.value).toBeDefined());
    expect(acme(hook.result.current.value)?.measured?.status).toBe('burning');
    expect(api.health).toHaveBeenCalledWith(
      { entityRef: story.ENTITY_REF },
      expect.anything(),
    );
  });

  it('says of a deployment without an answer that it is not measured', async () => {
    const { hook } = setUp(useStory, { health: async () => ({ items: [] }) });

    await waitFor(() => expect(hook.result.current.value).toBeDefined());
    const statuses = hook.result.current.value!.items.map(
      ({ measured }) => measured?.status,
    );
    expect(new Set(statuses)).toEqual(new Set(['not-measured']));
  });

  it('asks for no measurements, and shows none, where nobody measures', async () => {
    const { hook, api } = setUp(useStory, {
      sources: async () => ({ items: story.sources() }),
    });

    await waitFor(() => expect(hook.result.current.value).toBeDefined());
    expect(api.health).not.toHaveBeenCalled();
    expect(acme(hook.result.current.value)?.measured).toBeUndefined();
  });

  it('shows no deployment before it knows how it is measured', async () => {
    let answer = (_: { items: Source[] }) => {};
    const { hook, api } = setUp(useStory, {
      sources: () => new Promise(resolve => (answer = resolve)),
    });

    await waitFor(() => expect(api.deployments).toHaveBeenCalled());
    await act(async () => {});
    expect(hook.result.current.value).toBeUndefined();
    expect(hook.result.current.loading).toBe(true);
    await act(async () => answer({ items: story.sources() }));
    await waitFor(() => expect(hook.result.current.value).toBeDefined());
  });

  it('takes the runtime’s word for nothing while the sources are unknown', async () => {
    const { hook } = setUp(useStory, {
      sources: async () => {
        throw await failure(503, 'The database does not answer');
      },
      health: async () => ({ items: [] }),
    });

    await waitFor(() => expect(hook.result.current.value).toBeDefined());
    expect(acme(hook.result.current.value)?.measured?.status).toBe(
      'not-measured',
    );
  });

  it('keeps the page and says why when measurements cannot be had', async () => {
    const { hook } = setUp(useStory, {
      health: async () => {
        throw await failure(503, 'The database does not answer');
      },
    });

    await waitFor(() => expect(hook.result.current.value).toBeDefined());
    const { value, error } = hook.result.current;
    expect(error).toBeUndefined();
    expect(acme(value)?.measured).toMatchObject({
      status: 'not-measured',
      message: expect.stringContaining('The database does not answer'),
    });
  });

  it('asks for measurements again after a round of measuring, and for no more', async () => {
    const { hook, api, signals } = setUp(useStory, {
      health: async () => ({ items: [story.burning()] }),
    });
    await waitFor(() => expect(hook.result.current.value).toBeDefined());

    await signals.send({ type: 'health' });
    await waitFor(() => expect(api.health).toHaveBeenCalledTimes(2));
    expect(api.deployments).toHaveBeenCalledTimes(1);
  });
});

describe('useHealthDetails', () => {
  const acme = { id: 'prod-acme', topic: story.TOPIC };

  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('asks for a length until now', async () => {
    const { api } = setUp(() =>
      useHealthDetails(acme, { lengthMs: 2 * story.HOUR }),
    );

    await waitFor(() =>
      expect(api.healthDetails).toHaveBeenCalledWith(
        'prod-acme',
        { from: story.iso(story.STORY_NOW - 2 * story.HOUR), to: undefined },
        expect.anything(),
      ),
    );
  });

  it('asks for a part of the past as it was given', async () => {
    const part = {
      from: story.iso(story.STORY_NOW - story.HOUR),
      to: story.iso(story.STORY_NOW - 30 * story.MINUTE),
    };
    const { api } = setUp(() => useHealthDetails(acme, part));

    await waitFor(() =>
      expect(api.healthDetails).toHaveBeenCalledWith(
        'prod-acme',
        part,
        expect.anything(),
      ),
    );
  });

  it('asks for nothing without a deployment', async () => {
    const { api, hook } = setUp(() =>
      useHealthDetails(undefined, { lengthMs: story.HOUR }),
    );

    await waitFor(() => expect(hook.result.current.loadedAt).toBeDefined());
    expect(api.healthDetails).not.toHaveBeenCalled();
  });

  it('asks again after a round of measuring', async () => {
    const { api, signals, hook } = setUp(() =>
      useHealthDetails(acme, { lengthMs: story.HOUR }),
    );
    await waitFor(() => expect(hook.result.current.value).toBeDefined());

    await signals.send({ type: 'health' });

    await waitFor(() => expect(api.healthDetails).toHaveBeenCalledTimes(2));
  });

  it('does not ask again after changes of other components', async () => {
    const { api, signals, hook } = setUp(() =>
      useHealthDetails(acme, { lengthMs: story.HOUR }),
    );
    await waitFor(() => expect(hook.result.current.value).toBeDefined());

    await signals.send({ type: 'deployments', topics: ['another'] });
    await signals.send({ type: 'sources' });
    await signals.send({ type: 'health' });

    await waitFor(() => expect(api.healthDetails).toHaveBeenCalledTimes(2));
  });
});
