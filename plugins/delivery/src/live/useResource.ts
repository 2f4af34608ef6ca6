import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type MutableRefObject,
} from 'react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { failureKind } from '../api/errors';
import { useLive, type LiveStream } from './Live';

/** Seconds between two tries while the stream or the portal is away. */
export const RETRY_SECONDS = 10;

/** Several signals of one change become one request. */
const GATHER_MS = 150;

/**
 * How soon after a signal is asked again. `calm` is the least time between two
 * requests, however much changes; `spread` keeps the tabs that heard the same
 * signal from asking in the same moment.
 */
const PACES = {
  /** Of one thing: few have it open, and they look at it. */
  narrow: { calmMs: 500, spreadMs: 250 },
  /** Of everything: many have it open, and something always changes. */
  wide: { calmMs: 5_000, spreadMs: 2_000 },
} as const;

/** Something of the backend that keeps itself up to date. */
export interface Resource<T> {
  /** The newest value; it stays when a later request fails. */
  value?: T;
  /** Why the last request failed; absent when it did not. */
  error?: Error;
  loading: boolean;
  /** Milliseconds since 1970 of the newest value. */
  loadedAt?: number;
  refresh(): void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
  loadedAt?: number;
}

interface Options<T> {
  /** Names what is loaded: another key is another thing. */
  key: string;
  load(options: { signal: AbortSignal }): Promise<T>;
  /** Which changes make the value old; without a value any may. */
  affectedBy(signal: DeliverySignal, value: T | undefined): boolean;
  /** How much it is of; narrow when absent. */
  reach?: keyof typeof PACES;
}

interface Latest<T> {
  options: Options<T>;
  value?: T;
  /** Milliseconds since 1970 of the newest request that a signal caused. */
  askedAt: number;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A "you may not" and a "not found" stay true; only the rest is worth another try. */
function worthRetrying(error: Error | undefined): boolean {
  const kind = error && failureKind(error);
  return kind !== 'forbidden' && kind !== 'not-found';
}

/** Runs while the condition holds and somebody looks at the page. */
function useSlowTimer(active: boolean, run: () => void) {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') {
        run();
      }
    }, RETRY_SECONDS * 1000);
    return () => clearInterval(timer);
  }, [active, run]);
}

function useWhenShownAgain(run: () => void) {
  useEffect(() => {
    const shown = () => {
      if (document.visibilityState === 'visible') {
        run();
      }
    };
    document.addEventListener('visibilitychange', shown);
    return () => document.removeEventListener('visibilitychange', shown);
  }, [run]);
}

/** Asks for each key and each turn; the answer to an older question is dropped. */
function useAnswers<T>(
  latest: MutableRefObject<Latest<T>>,
  turn: number,
  connected: boolean,
): State<T> {
  const { key } = latest.current.options;
  const [state, setState] = useState<State<T>>({ key });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const answered = (change: (old: State<T>) => State<T>) => {
      if (!signal.aborted) {
        setState(old => change(old.key === key ? old : { key }));
      }
    };
    latest.current.options.load({ signal }).then(
      value => answered(() => ({ key, value, loadedAt: Date.now() })),
      error => answered(old => ({ ...old, error: asError(error) })),
    );
    return () => controller.abort();
    // `connected` is a reason of its own: what happened while deaf is unknown.
  }, [latest, key, turn, connected]);
  return state.key === key ? state : { key };
}

/** Asks again after a signal, in its pace, and only for a page that is seen. */
function useSignals<T>(
  latest: MutableRefObject<Latest<T>>,
  listen: LiveStream['listen'],
  refresh: () => void,
) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer = undefined;
      latest.current.askedAt = Date.now();
      // A hidden page asks when it is shown again.
      if (document.visibilityState !== 'hidden') {
        refresh();
      }
    };
    const stop = listen(signal => {
      const { options, value, askedAt } = latest.current;
      // A timer that runs is not put off: where something always changes, it
      // would never end.
      if (timer === undefined && options.affectedBy(signal, value)) {
        const { calmMs, spreadMs } = PACES[options.reach ?? 'narrow'];
        const calm = Math.max(GATHER_MS, askedAt + calmMs - Date.now());
        timer = setTimeout(ask, calm + Math.random() * spreadMs);
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [latest, listen, refresh]);
}

/**
 * Loads once, then again when the stream says that it changed. While the
 * stream or the portal is away, it asks slowly and only for a visible page.
 */
export function useResource<T>(options: Options<T>): Resource<T> {
  const latest = useRef<Latest<T>>({ options, askedAt: 0 });
  latest.current.options = options;
  const { connected, listen } = useLive();
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn(n => n + 1), []);
  const { value, error, loadedAt } = useAnswers(latest, turn, connected);
  latest.current.value = value;
  useSignals(latest, listen, refresh);
  useSlowTimer((!connected || Boolean(error)) && worthRetrying(error), refresh);
  useWhenShownAgain(refresh);
  const loading = value === undefined && !error;
  return { value, error, loadedAt, loading, refresh };
}
