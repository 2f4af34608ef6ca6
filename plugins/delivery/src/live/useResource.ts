import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import { failureKind } from '../api/errors';
import { useLive } from './Live';

/** Seconds between two tries while the stream or the portal is away. */
export const RETRY_SECONDS = 10;

/** Several signals of one change become one request. */
const GATHER_MS = 150;

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
  /** Which changes make the value old. */
  affectedBy(signal: DeliverySignal): boolean;
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

/**
 * Loads once, then again when the stream says that it changed. While the
 * stream or the portal is away, it asks slowly and only for a visible page.
 */
export function useResource<T>(options: Options<T>): Resource<T> {
  const { key } = options;
  const latest = useRef(options);
  latest.current = options;
  const { connected, listen } = useLive();
  const [state, setState] = useState<State<T>>({ key });
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn(n => n + 1), []);
  const mine: State<T> = state.key === key ? state : { key };

  useEffect(() => {
    const controller = new AbortController();
    latest.current.load({ signal: controller.signal }).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ key, value, loadedAt: Date.now() });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(old => ({
            ...(old.key === key ? old : { key }),
            error: asError(error),
          }));
        }
      },
    );
    return () => controller.abort();
    // `connected` is a reason of its own: what happened while deaf is unknown.
  }, [key, turn, connected]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(signal => {
      if (latest.current.affectedBy(signal)) {
        clearTimeout(timer);
        timer = setTimeout(refresh, GATHER_MS);
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [listen, refresh]);

  useSlowTimer(
    (!connected || Boolean(mine.error)) && worthRetrying(mine.error),
    refresh,
  );
  useWhenShownAgain(refresh);
  return {
    value: mine.value,
    error: mine.error,
    loadedAt: mine.loadedAt,
    loading: mine.value === undefined && !mine.error,
    refresh,
  };
}
