import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeSignals } from '../__testUtils__/render';
import { LiveProvider, useLive } from './Live';

const ALIVE: DeliverySignal = { type: 'alive', everySeconds: 30 };
const SOURCES: DeliverySignal = { type: 'sources' };

const pass = (seconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

function setUp(apis?: []) {
  const signals = fakeSignals();
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider apis={apis ?? ([[signalApiRef, signals.api]] as never)}>
      <LiveProvider>{props.children}</LiveProvider>
    </TestApiProvider>
  );
  const hook = renderHook(() => useLive(), { wrapper });
  return { hook, signals, live: () => hook.result.current };
}

describe('LiveProvider', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('trusts the stream at first and says nothing of when it was heard', () => {
    const { live } = setUp();

    expect(live()).toMatchObject({ connected: true, heardAt: undefined });
  });

  it('is not live where there is no stream at all', () => {
    const { live } = setUp([]);

    expect(live().connected).toBe(false);
  });

  it('is not live when the first sign of life never comes', async () => {
    const { live } = setUp();
    await pass(74);
    expect(live().connected).toBe(true);

    await pass(2);

    expect(live().connected).toBe(false);
  });

  it('stays live as long as signs of life come in time', async () => {
    const { live, signals } = setUp();
    for (let beat = 0; beat < 10; beat++) {
      await signals.send(ALIVE);
      await pass(30);
    }

    expect(live().connected).toBe(true);
  });

  it('forgives one that is late, and not two', async () => {
    const { live, signals } = setUp();
    await signals.send(ALIVE);

    await pass(60);
    expect(live().connected).toBe(true);
    await pass(16);

    expect(live().connected).toBe(false);
  });

  it('keeps to the pace that the backend names', async () => {
    const { live, signals } = setUp();
    await signals.send({ type: 'alive', everySeconds: 120 });

    await pass(200);
    expect(live().connected).toBe(true);
    await signals.send(SOURCES);
    await pass(200);
    expect(live().connected).toBe(true);
    await pass(101);

    expect(live().connected).toBe(false);
  });

  it('takes any word for a sign of life', async () => {
    const { live, signals } = setUp();
    await signals.send(ALIVE);
    await pass(70);
    await signals.send(SOURCES);
    await pass(70);

    expect(live().connected).toBe(true);
  });

  it('is live again with the first word after a silence', async () => {
    const { live, signals } = setUp();
    await pass(100);
    expect(live().connected).toBe(false);

    await signals.send(ALIVE);

    expect(live().connected).toBe(true);
    expect(live().heardAt).toBe(Date.now());
  });

  it('gives every word to every listener, also two in one moment', async () => {
    const { live, signals } = setUp();
    const [first, second] = [jest.fn(), jest.fn()];
    live().listen(first);
    live().listen(second);

    await signals.send(SOURCES);
    await signals.send({
      type: 'operation',
      operationId: 'o',
      topics: ['t'],
    });

    for (const listener of [first, second]) {
      expect(listener.mock.calls.map(([signal]) => signal.type)).toEqual([
        'sources',
        'operation',
      ]);
    }
  });

  it('tells nothing to who stopped listening', async () => {
    const { live, signals } = setUp();
    const listener = jest.fn();
    const stop = live().listen(listener);

    stop();
    await signals.send(SOURCES);

    expect(listener).not.toHaveBeenCalled();
  });

  it('keeps its listeners while it breaks and comes back', async () => {
    const { live, signals } = setUp();
    const listener = jest.fn();
    live().listen(listener);
    const before = live().listen;
    await pass(100);
    await signals.send(ALIVE);

    expect(live().listen).toBe(before);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('follows the browser offline and online again', async () => {
    const { live } = setUp();
    const online = jest.spyOn(navigator, 'onLine', 'get');
    online.mockReturnValue(false);
    await act(async () => {
      window.dispatchEvent(new Event('offline'));
    });
    expect(live().connected).toBe(false);

    online.mockReturnValue(true);
    await act(async () => {
      window.dispatchEvent(new Event('online'));
    });

    expect(live().connected).toBe(true);
  });

  it('ends its timers and its subscription with the page', async () => {
    const { hook, signals } = setUp();
    const listener = jest.fn();
    hook.result.current.listen(listener);

    hook.unmount();
    await signals.send(SOURCES);

    expect(listener).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});
