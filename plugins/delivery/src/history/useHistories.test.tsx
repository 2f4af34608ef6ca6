import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import * as story from '../__fixtures__/story';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { MOST_BARS, REVISIONS_PAGE, useHistories } from './useHistories';
import { useOlder } from './useOlder';

function hook<T>(use: () => T, change: Partial<DeliveryApi> = {}) {
  const api = fakeApi(change);
  const { result } = renderHook(use, {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider apis={[[deliveryApiRef, api]]}>
        {props.children}
      </TestApiProvider>
    ),
  });
  return { api, result };
}

const tenants = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    story.deployment({ tenant: `t${n}` }),
  );

describe('useHistories', () => {
  it('reads the first page of each, by its id', async () => {
    const { api, result } = hook(() => useHistories([story.acme()], undefined));

    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(api.revisions.mock.calls[0][0]).toBe('prod-acme');
    expect(api.revisions.mock.calls[0][1]).toMatchObject({
      limit: REVISIONS_PAGE,
    });
    expect(result.current.pages.get('prod-acme')?.items).toHaveLength(6);
  });

  it('reads no more than the bars need, and always the chosen one', async () => {
    const { api, result } = hook(() => useHistories(tenants(30), 'prod-t29'));

    await waitFor(() => expect(result.current.loading).toBe(false));

    const asked = api.revisions.mock.calls.map(([id]) => id);
    expect(asked).toHaveLength(MOST_BARS + 1);
    expect(asked).toContain('prod-t29');
  });

  it('does not read the chosen one twice', async () => {
    const { api, result } = hook(() => useHistories(tenants(3), 'prod-t1'));

    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(api.revisions).toHaveBeenCalledTimes(3);
  });

  it('finds the newest change of the version, not of the configuration', async () => {
    const items = [
      story.revision('c', 3, { kind: 'config', versionAfter: '2.4.0' }),
      story.revision('gone', 2, { versionAfter: '9.9.9', rewritten: true }),
      story.revision('v', 1, { versionAfter: '2.4.0' }),
    ];
    const { result } = hook(() => useHistories([story.acme()], undefined), {
      revisions: async () => ({ items, totalItems: 3 }),
    });

    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(result.current.newest.get('prod-acme')?.id).toBe('v');
  });

  it('keeps what could be read, and why the rest could not', async () => {
    const { result } = hook(() => useHistories(tenants(2), undefined), {
      revisions: async id => {
        if (id === 'prod-t0') {
          throw new Error('Broken');
        }
        return { items: [], totalItems: 0 };
      },
    });

    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(result.current.errors.get('prod-t0')).toEqual(new Error('Broken'));
    expect([...result.current.pages.keys()]).toEqual(['prod-t1']);
  });
});

describe('useOlder', () => {
  const all = story.revisions();
  const first = { items: all.slice(0, 2), totalItems: 6, nextCursor: 'c1' };
  const answers: Partial<DeliveryApi> = {
    revisions: async (_, { cursor } = {}) =>
      cursor === 'c1'
        ? { items: all.slice(2, 4), totalItems: 6, nextCursor: 'c2' }
        : { items: all.slice(4), totalItems: 6 },
  };

  it('goes on page by page to the end', async () => {
    const { api, result } = hook(() => useOlder('prod-acme', first), answers);
    expect(result.current).toMatchObject({ more: true, loading: false });

    await act(() => result.current.load());
    expect(result.current.items).toHaveLength(4);
    expect(result.current.more).toBe(true);
    await act(() => result.current.load());

    expect(result.current.items.map(r => r.id)).toEqual(all.map(r => r.id));
    expect(result.current.more).toBe(false);
    expect(api.revisions.mock.calls.map(([, o]) => o?.cursor)).toEqual([
      'c1',
      'c2',
    ]);
  });

  it('shows each change once when a new one moved the pages', async () => {
    const { result } = hook(() => useOlder('prod-acme', first), {
      revisions: async () => ({ items: all.slice(1, 4), totalItems: 7 }),
    });

    await act(() => result.current.load());

    expect(result.current.items.map(r => r.id)).toEqual(
      all.slice(0, 4).map(r => r.id),
    );
  });

  it('says why it could not go on, and tries from the same place', async () => {
    let fails = true;
    const { api, result } = hook(() => useOlder('prod-acme', first), {
      revisions: async (...call) => {
        if (fails) {
          throw new Error('Away');
        }
        return answers.revisions!(...call);
      },
    });
    await act(() => result.current.load());
    expect(result.current.error).toEqual(new Error('Away'));
    expect(result.current.items).toHaveLength(2);

    fails = false;
    await act(() => result.current.load());

    expect(result.current.error).toBeUndefined();
    expect(result.current.items).toHaveLength(4);
    expect(api.revisions.mock.calls.map(([, o]) => o?.cursor)).toEqual([
      'c1',
      'c1',
    ]);
  });

  it('has nothing older where the first page is all', () => {
    const { result } = hook(() =>
      useOlder('prod-acme', { items: all, totalItems: 6 }),
    );

    expect(result.current.more).toBe(false);
  });

  it('has nothing while the first page is not there', () => {
    const { result } = hook(() => useOlder('prod-acme', undefined));

    expect(result.current).toMatchObject({ items: [], more: false });
  });
});
