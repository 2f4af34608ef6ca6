import { useEffect, useRef, useState } from 'react';

/** How a question stands. */
export interface Asked<T> {
  value?: T;
  error?: Error;
  loading: boolean;
}

interface State<T> {
  key?: string;
  value?: T;
  error?: Error;
}

/**
 * Asks once for each key, after a pause in which the key stays the same. The
 * answer to an older question is dropped, and its request ended.
 *
 * @param key - names what is asked; nothing is asked without one
 */
export function useAsked<T>(
  key: string | undefined,
  ask: (options: { signal: AbortSignal }) => Promise<T>,
  pauseMs = 0,
): Asked<T> {
  const latest = useRef(ask);
  latest.current = ask;
  const [state, setState] = useState<State<T>>({});
  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const answer = (next: State<T>) => {
      if (!signal.aborted) setState({ ...next, key });
    };
    const timer = setTimeout(() => {
      latest.current({ signal }).then(
        value => answer({ value }),
        error => answer({ error: error as Error }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, pauseMs]);
  const isCurrent = key !== undefined && state.key === key;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    loading: key !== undefined && !isCurrent,
  };
}
