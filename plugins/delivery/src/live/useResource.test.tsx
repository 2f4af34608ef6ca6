import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { failure } from '../__testUtils__/fakeApi';
import { fakeSignals } from '../__testUtils__/render';
import { LiveProvider, useLive } from './Live';
import { RETRY_SECONDS, useResource } from './useResource';

const SOURCES: DeliverySignal = { type: 'sources' };

interface Given {
  deaf?: boolean;
  reach?: 'narrow' | 'wide';
  affectedBy?: (signal: DeliverySignal, value?: string) => boolean;
}

function setUp(load: jest.Mock, options: Given = {}) {
  const signals = fakeSignals();
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider
      apis={(options.deaf ? [] : [[signalApiRef, signals.api]]) as []}
    >
      <LiveProvider>{props.children}</LiveProvider>
    </TestApiProvider>
  );
  const hook = renderHook(
    ({ key }) => ({
      live: useLive(),
      resource: useResource<string>({
        key,
        load,
        affectedBy: options.affectedBy ?? (signal => signal.type === 'sources'),
        reach: options.reach,
      }),
    }),
    { wrapper, initialProps: { key: 'a' } },
  );
  return { hook, signals };
}

const pass = (millis: number) =>
  act(() => jest.advanceTimersByTimeAsync(millis));

describe('useResource', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks once and never by a timer while the stream works', async () => {
    const load = jest.fn(async () => 'one');
    const { hook, signals } = setUp(load);
    for (let minute = 0; minute < 10; minute++) {
      await signals.send({ type: 'alive', everySeconds: 60 });
      await pass(60_000);
    }

    expect(hook.result.current.resource.value).toBe('one');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks once for several signals of one change', async () => {
    const load = jest.fn(async () => 'one');
    const { signals } = setUp(load);
    await pass(0);

    await signals.send(SOURCES);
    await signals.send(SOURCES);
    await pass(500);

    expect(load).toHaveBeenCalledTimes(2);
  });

  it('stays calm when the change is about something else', async () => {
    const load = jest.fn(async () => 'one');
    const { signals } = setUp(load);
    await pass(0);

    await signals.send({
      type: 'operation',
      operationId: 'o',
      topics: ['t'],
    });
    await pass(500);

    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is not put off for ever where something always changes', async () => {
    const load = jest.fn(async () => 'one');
    const { signals } = setUp(load);
    for (let turn = 0; turn < 100; turn++) {
      await signals.send(SOURCES);
      await pass(100);
    }

    // Ten seconds: no more than twice a second, and no less than once.
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(10);
    expect(load.mock.calls.length).toBeLessThanOrEqual(21);
  });

  it('asks seldom for what is of everything, however much changes', async () => {
    const load = jest.fn(async () => 'one');
    const { signals } = setUp(load, { reach: 'wide' });
    for (let turn = 0; turn < 600; turn++) {
      await signals.send(SOURCES);
      await pass(100);
    }

    expect(load.mock.calls.length).toBeGreaterThanOrEqual(60 / 7);
    expect(load.mock.calls.length).toBeLessThanOrEqual(60 / 5 + 2);
  });

  it('does not ask in the same moment as every other tab', async () => {
    const moments = [];
    for (const random of [0, 0.5, 0.99]) {
      jest.spyOn(Math, 'random').mockReturnValue(random);
      const load = jest.fn(async () => 'one');
      const { hook, signals } = setUp(load, { reach: 'wide' });
      await pass(0);
      const from = Date.now();
      await signals.send(SOURCES);
      while (load.mock.calls.length < 2) {
        await pass(50);
      }
      moments.push(Date.now() - from);
      hook.unmount();
      jest.restoreAllMocks();
    }

    const [first, second, third] = moments;
    expect(second - first).toBeGreaterThanOrEqual(900);
    expect(third - second).toBeGreaterThanOrEqual(900);
    expect(third).toBeLessThanOrEqual(2_250);
  });

  it('leaves a page that nobody sees alone, and asks once it is seen', async () => {
    const load = jest.fn(async () => 'one');
    const { signals } = setUp(load);
    await pass(0);
    const seen = jest
      .spyOn(document, 'visibilityState', 'get')
      .mockReturnValue('hidden');
    await signals.send(SOURCES);
    await pass(5_000);
    expect(load).toHaveBeenCalledTimes(1);

    seen.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });

    expect(load).toHaveBeenCalledTimes(2);
    seen.mockRestore();
  });

  it('judges a signal by the value that is shown', async () => {
    const load = jest.fn(async () => 'one');
    const affectedBy = jest.fn(() => false);
    const { signals } = setUp(load, { affectedBy });
    await signals.send(SOURCES);
    await pass(0);
    await signals.send(SOURCES);

    expect(affectedBy.mock.calls).toEqual([
      [SOURCES, undefined],
      [SOURCES, 'one'],
    ]);
  });

  it('forgets a signal of a page that has gone', async () => {
    const load = jest.fn(async () => 'one');
    const { hook, signals } = setUp(load);
    await pass(0);
    await signals.send(SOURCES);

    hook.unmount();
    await pass(5_000);

    expect(load).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('asks slowly while there is no stream', async () => {
    const load = jest.fn(async () => 'one');
    const { hook } = setUp(load, { deaf: true });
    for (let turn = 0; turn < 3; turn++) {
      await pass(RETRY_SECONDS * 1000);
    }

    expect(hook.result.current.live.connected).toBe(false);
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('does not ask for a page that nobody sees', async () => {
    const load = jest.fn(async () => 'one');
    setUp(load, { deaf: true });
    await pass(0);
    const seen = jest
      .spyOn(document, 'visibilityState', 'get')
      .mockReturnValue('hidden');
    await pass(RETRY_SECONDS * 5000);
    expect(load).toHaveBeenCalledTimes(1);

    seen.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(load).toHaveBeenCalledTimes(2);
    seen.mockRestore();
  });

  it('keeps the last value when a later request fails, and tries again', async () => {
    const load = jest.fn(async () => 'one');
    const { hook, signals } = setUp(load);
    await pass(0);
    load.mockRejectedValueOnce(new TypeError('fetch failed'));
    load.mockResolvedValue('two');

    await signals.send(SOURCES);
    await pass(500);
    expect(hook.result.current.resource).toMatchObject({
      value: 'one',
      error: new TypeError('fetch failed'),
    });
    await pass(RETRY_SECONDS * 1000);

    expect(hook.result.current.resource).toMatchObject({
      value: 'two',
      error: undefined,
    });
  });

  it('does not ask again for what one may not see', async () => {
    const load = jest.fn();
    load.mockRejectedValue(await failure(403, 'No', 'NotAllowedError'));
    setUp(load);
    await pass(RETRY_SECONDS * 5000);

    expect(load).toHaveBeenCalledTimes(1);
  });

  it('never shows the value of another key', async () => {
    const load = jest.fn(async () => 'one');
    const { hook } = setUp(load);
    await pass(0);
    load.mockReturnValue(new Promise(() => {}));

    hook.rerender({ key: 'b' });

    expect(hook.result.current.resource.value).toBeUndefined();
    expect(hook.result.current.resource.loading).toBe(true);
  });

  it('is not live when signs of life stay away, and asks again when they return', async () => {
    const load = jest.fn(async () => 'one');
    const { hook, signals } = setUp(load);
    await pass(0);
    await signals.send({ type: 'alive', everySeconds: 30 });
    await pass(70_000);
    expect(hook.result.current.live.connected).toBe(true);

    await pass(10_000);
    expect(hook.result.current.live.connected).toBe(false);
    const asked = load.mock.calls.length;
    await signals.send({ type: 'alive', everySeconds: 30 });

    expect(hook.result.current.live.connected).toBe(true);
    expect(load.mock.calls.length).toBeGreaterThan(asked);
  });

  it('is not live while the browser is offline', async () => {
    const { hook } = setUp(jest.fn(async () => 'one'));
    await pass(0);
    const online = jest
      .spyOn(navigator, 'onLine', 'get')
      .mockReturnValue(false);

    await act(async () => {
      window.dispatchEvent(new Event('offline'));
    });

    await waitFor(() => expect(hook.result.current.live.connected).toBe(false));
    online.mockRestore();
  });
});
