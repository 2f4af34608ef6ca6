import { TestApiProvider } from '@backstage/test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CONTRACTS_SIGNAL_CHANNEL } from '@slipway/backstage-plugin-contracts-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { contractsApiRef } from '../api/ContractsApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals } from '../__testUtils__/render';
import { RETRY_SECONDS, useLoaded } from './useLoaded';

type Load = (asked: { key: string; signal: AbortSignal }) => Promise<string>;

function start(load: Load, props: { name?: string } = { name: 'a' }) {
  const signals = fakeSignals();
  const asked: { key: string; signal: AbortSignal }[] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider
      apis={[
        [contractsApiRef, fakeApi()],
        [signalApiRef, signals.api],
      ]}
    >
      {children}
    </TestApiProvider>
  );
  const hook = renderHook(
    ({ name }: { name?: string }) =>
      useLoaded(name, (_, { signal }) => {
        const request = { key: String(name), signal };
        asked.push(request);
        return load(request);
      }),
    { wrapper, initialProps: props },
  );
  return { ...hook, asked, signals };
}

const settle = (ms = 0) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

describe('useLoaded', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('loads, and then has the value', async () => {
    const { result } = start(async ({ key }) => `value of ${key}`);
    expect(result.current).toMatchObject({ loading: true, value: undefined });

    await settle();

    expect(result.current).toMatchObject({
      ...{ loading: false, value: 'value of a', error: undefined },
    });
  });

  it('asks nothing while there is nothing to load', async () => {
    const { result, asked } = start(async () => 'value', {});
    await settle();

    expect(result.current).toMatchObject({ loading: false, value: undefined });
    expect(asked).toEqual([]);
  });

  it('shows no value of what was loaded before, and ends its request', async () => {
    const { result, asked, rerender } = start(async ({ key }) => key);
    await settle();

    rerender({ name: 'b' });

    expect(result.current).toMatchObject({ value: undefined, loading: true });
    expect(asked[0].signal.aborted).toBe(true);
    await settle();
    expect(result.current.value).toBe('b');
  });

  it('does not show an answer for which nobody waits any more', async () => {
    const answers: ((text: string) => void)[] = [];
    const { result, rerender } = start(
      () => new Promise(resolve => answers.push(resolve)),
    );
    await settle();
    rerender({ name: 'b' });
    await settle();

    await act(async () => answers[0]('late'));

    expect(result.current.value).toBeUndefined();
  });

  it('keeps the old value when a later request fails', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('old')
      .mockRejectedValueOnce(new Error('no network'));
    const { result } = start(load);
    await settle();

    act(() => result.current.refresh());
    await settle();

    expect(result.current.value).toBe('old');
    expect(result.current.error?.message).toBe('no network');
  });

  it('tries again by itself after a failure, and forgets it then', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('no network'))
      .mockResolvedValueOnce('new');
    const { result } = start(load);
    await settle();
    expect(result.current.error).toBeDefined();

    await settle(RETRY_SECONDS * 1000);

    expect(result.current).toMatchObject({ value: 'new', error: undefined });
  });

  it('counts from the failure, so that a slow answer is waited for', async () => {
    const slow = RETRY_SECONDS * 3 * 1000;
    const load = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('no network'))
      .mockImplementationOnce(
        () => new Promise(resolve => setTimeout(() => resolve('slow'), slow)),
      );
    const { result, asked } = start(load);
    await settle();

    await settle(RETRY_SECONDS * 1000);
    await settle(slow);

    expect(result.current.value).toBe('slow');
    expect(asked).toHaveLength(2);
  });

  it('does not ask again what was refused', async () => {
    const refusal = await failure(403, 'You may not.');
    const { result, asked } = start(async () => {
      throw refusal;
    });
    await settle();

    await settle(RETRY_SECONDS * 5 * 1000);

    expect(result.current.error).toBe(refusal);
    expect(asked).toHaveLength(1);
  });

  it('turns what is thrown at once into a failure', async () => {
    const { result } = start(() => {
      throw new TypeError('no reference');
    });

    await settle();

    expect(result.current.error?.message).toBe('no reference');
  });

  it('loads once more after several signals in a row', async () => {
    const { asked, signals } = start(async () => 'value');
    await settle();

    await signals.send(CONTRACTS_SIGNAL_CHANNEL);
    await signals.send(CONTRACTS_SIGNAL_CHANNEL);
    await settle(2_500);

    expect(asked).toHaveLength(2);
  });

  it('listens to its own channel only', async () => {
    const { asked, signals } = start(async () => 'value');
    await settle();

    await signals.send('delivery');
    await settle(2_500);

    expect(asked).toHaveLength(1);
  });

  it('ends its request, its timer and its listening with the page', async () => {
    const { asked, signals, unmount } = start(async () => {
      throw new Error('no network');
    });
    await settle();

    unmount();
    await settle(RETRY_SECONDS * 2 * 1000);

    expect(asked).toHaveLength(1);
    expect(asked[0].signal.aborted).toBe(true);
    expect(signals.listening()).toBe(0);
  });
});
