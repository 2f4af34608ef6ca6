import type {
  Change,
  ChangePlan,
} from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useRef, useState } from 'react';
import { failureMessage } from '../api/errors';
import { createIdempotencyKeys } from '../rollback/idempotency';

/** What a change would do, or why it cannot be done. */
export interface PlanState {
  plan?: ChangePlan;
  failure?: string;
}

/** Works out what a change would do, anew for each wish. */
export function usePlan(
  wish: string | undefined,
  load: (signal: AbortSignal) => Promise<ChangePlan>,
): PlanState {
  const [state, setState] = useState<PlanState & { of?: string }>({});
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const take = (next: PlanState) => {
      if (!signal.aborted) setState({ ...next, of: wish });
    };
    if (wish !== undefined) {
      latest.current(signal).then(
        plan => take({ plan }),
        error => take({ failure: failureMessage(error) }),
      );
    }
    return () => controller.abort();
  }, [wish]);
  // That of another wish would be a wrong promise.
  return state.of === wish ? state : {};
}

/** Sends a change once, however often it is pressed. */
export function useSending(onDone: (change: Change) => void) {
  const keys = useRef(createIdempotencyKeys());
  const busy = useRef(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = async (
    request: unknown,
    make: (idempotencyKey: string) => Promise<Change>,
  ) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setFailure(undefined);
    try {
      onDone(await make(keys.current(request)));
    } catch (error) {
      setFailure(failureMessage(error));
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, sending, failure };
}
