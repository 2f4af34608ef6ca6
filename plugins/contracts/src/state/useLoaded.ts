import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CONTRACTS_SIGNAL_CHANNEL } from '@slipway/backstage-plugin-contracts-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';

/** Seconds between two tries while the portal is away. */
export const RETRY_SECONDS = 10;

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
    latest.current(api, { signal: end.signal }).then(
      value => !end.signal.aborted && setState({ key, value }),
      error =>
        !end.signal.aborted &&
        setState(before => ({
          ...{ key, error: error as Error },
          value: before.key === key ? before.value : undefined,
        })),
    );
    return () => end.abort();
  }, [api, key, round]);

  const failed = state.key === key && state.error !== undefined;
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setTimeout(refresh, RETRY_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [failed, refresh, round]);

  const isCurrent = state.key === key;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    loading: key !== undefined && !isCurrent,
    refresh,
  };
}
