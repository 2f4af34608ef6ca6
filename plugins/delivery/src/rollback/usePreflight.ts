import { useApi } from '@backstage/core-plugin-api';
import type {
  ExpectedState,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { useCallback, useEffect, useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';

/** The button waits this long for the checks. */
export const PATIENCE_MS = 2000;

/** Answers of the checks for one version; older ones stay while new ones run. */
export interface PreflightRun {
  value?: Preflight;
  error?: Error;
  /** The checks of what is chosen now have not answered yet. */
  pending: boolean;
  /** They have not answered within the patience of a person. */
  slow: boolean;
  rerun(): void;
}

interface Ended {
  key: string;
  value?: Preflight;
  error?: Error;
}

interface Asked {
  /** Another key is another question. */
  key: string;
  deploymentId: string;
  version: string | undefined;
  expected: ExpectedState;
}

/** Asks once for each key, and says when it takes longer than a person waits. */
function useAnswer({ key, deploymentId, version, expected }: Asked) {
  const api = useApi(deliveryApiRef);
  const [ended, setEnded] = useState<Ended>();
  const [slowKey, setSlowKey] = useState<string>();
  const { version: from, commit } = expected;

  useEffect(() => {
    if (version === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const request = { version, expected: { version: from, commit } };
    const timer = setTimeout(() => setSlowKey(key), PATIENCE_MS);
    const end = (outcome: Omit<Ended, 'key'>) => {
      clearTimeout(timer);
      if (!signal.aborted) {
        setEnded(old => ({ value: old?.value, ...outcome, key }));
      }
    };
    api
      .preflight(deploymentId, request, { signal })
      .then(value => end({ value, error: undefined }))
      .catch(error => end({ error }));
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, key, deploymentId, version, from, commit]);
  return { ended, slowKey };
}

/** Runs the checks again for each version that is chosen. */
export function usePreflight(
  deploymentId: string,
  version: string | undefined,
  expected: ExpectedState,
): PreflightRun {
  const [turn, setTurn] = useState(0);
  const key = [
    ...[deploymentId, version, expected.version, expected.commit, turn],
  ].join('\n');
  const { ended, slowKey } = useAnswer({
    key,
    deploymentId,
    version,
    expected,
  });
  const rerun = useCallback(() => setTurn(n => n + 1), []);
  const pending = version !== undefined && ended?.key !== key;
  return {
    value: ended?.value,
    error: pending ? undefined : ended?.error,
    pending,
    slow: pending && slowKey === key,
    rerun,
  };
}
