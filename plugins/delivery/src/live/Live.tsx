import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import {
  DELIVERY_SIGNAL_CHANNEL,
  type DeliverySignal,
} from '@slipway/backstage-plugin-delivery-common';

/** Hears of one change. */
export type SignalListener = (signal: DeliverySignal) => void;

/** The stream of changes, and whether it can be trusted now. */
export interface LiveStream {
  connected: boolean;
  /** Milliseconds since 1970 of the last word from the stream. */
  heardAt?: number;
  /** @returns how to stop listening */
  listen(listener: SignalListener): () => void;
}

/** How many signs of life may be late before the stream counts as broken. */
const MISSED_BEATS = 2.5;

/** How often a sign of life is expected until the first one says. */
const EXPECTED_SECONDS = 30;

const DEAF: LiveStream = { connected: false, listen: () => () => {} };
const LiveContext = createContext<LiveStream>(DEAF);

function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine !== false);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine !== false);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return online;
}

/**
 * The signals API does not say when its socket breaks or never opens, so the
 * backend's sign of life does: who misses two of them is not live.
 */
function usePulse() {
  const [overdue, setOverdue] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const seconds = useRef(EXPECTED_SECONDS);
  const wait = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => setOverdue(true),
      seconds.current * MISSED_BEATS * 1000,
    );
  }, []);
  useEffect(() => {
    wait();
    return () => clearTimeout(timer.current);
  }, [wait]);
  const beat = useCallback(
    (signal: DeliverySignal) => {
      if (signal.type === 'alive') {
        seconds.current = signal.everySeconds;
      }
      setOverdue(false);
      wait();
    },
    [wait],
  );
  return { overdue, beat };
}

/**
 * Listens once for everything below it.
 *
 * It subscribes at the API and not through `useSignal`: that hook keeps only
 * the newest message of a render, and two operations may end in one.
 */
export function LiveProvider(props: { children: ReactNode }) {
  const signals = useApiHolder().get(signalApiRef);
  const online = useOnline();
  const listeners = useRef(new Set<SignalListener>());
  const [heardAt, setHeardAt] = useState<number>();
  const { overdue, beat } = usePulse();

  useEffect(() => {
    const subscription = signals?.subscribe(
      DELIVERY_SIGNAL_CHANNEL,
      message => {
        setHeardAt(Date.now());
        const signal = message as unknown as DeliverySignal;
        beat(signal);
        for (const listener of [...listeners.current]) {
          listener(signal);
        }
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, beat]);

  // Must stay the same for good: who listens anew forgets what it gathered.
  const listen = useCallback((listener: SignalListener) => {
    listeners.current.add(listener);
    return () => {
      listeners.current.delete(listener);
    };
  }, []);
  const connected = Boolean(signals) && online && !overdue;
  const stream = useMemo<LiveStream>(
    () => ({
      connected,
      heardAt,
      listen,
    }),
    [connected, heardAt, listen],
  );
  return (
    <LiveContext.Provider value={stream}>{props.children}</LiveContext.Provider>
  );
}

/** The stream of the nearest {@link LiveProvider}. */
export function useLive(): LiveStream {
  return useContext(LiveContext);
}
