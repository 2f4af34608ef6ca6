import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CONTRACTS_SIGNAL_CHANNEL } from '@slipway/backstage-plugin-contracts-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';
import { isRefusal } from '../api/errors';

/** Seconds between two tries while the portal is away. */
export const RETRY_SECONDS = 10;
const RETRY_MS = RETRY_SECONDS * 1_000;

/** Tabs that heard the same signal do not ask in the same moment. */
const SPREAD_MS = 1_500;
const CALM_MS = 500;

/** Something of the backend that keeps itself up to date. */
export interface Loaded<T> {
  /** The newest value; it stays when a later request fails. */
  value?: T;
  error?: Error;
  loading: boolean;
  refresh(): void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
}

/** Calls back some time after each change that the backend tells of. */
function useChanges(onChange: () => void) {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe(CONTRACTS_SIGNAL_CHANNEL, () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          onChange();
        },
        CALM_MS + Math.random() * SPREAD_MS,
      );
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals, onChange]);
}

/**
 * Loads something, and again when the backend says that something changed.
 *
 * @param key - names what is loaded; undefined while there is nothing to load
 */
export function useLoaded<T>(
  key: string | undefined,
  load: (api: ContractsApi, options: { signal: AbortSignal }) => Promise<T>,
): Loaded<T> {
  const api = useApi(contractsApiRef);
  const latest = useRef(load);
  latest.current = load;
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ key: '' });
  const refresh = useCallback(() => setRound(each => each + 1), []);
  useChanges(refresh);

  useEffect(() => {
    if (key === undefined) return undefined;
    const end = new AbortController();
    const { signal } = end;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      try {
        const value = await latest.current(api, { signal });
        if (!signal.aborted) setState({ key, value });
      } catch (error) {
        if (signal.aborted) return;
        setState(before => ({
          ...{ key, error: error as Error },
          value: before.key === key ? before.value : undefined,
        }));
        // Counted from the failure, so that a slow answer is never cut short.
        if (!isRefusal(error)) timer = setTimeout(refresh, RETRY_MS);
      }
    };
    run();
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [api, key, round, refresh]);

  const isCurrent = state.key === key;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    loading: key !== undefined && !isCurrent,
    refresh,
  };
}
