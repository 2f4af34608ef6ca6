import type { ChangePlan } from '@slipway/backstage-plugin-delivery-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureMessage } from '../api/errors';

/** What a change would do, or why it cannot be done. */
export interface PlanState {
  plan?: ChangePlan;
  failure?: string;
  /** Works it out anew. */
  again(): void;
}

interface Answer {
  plan?: ChangePlan;
  failure?: string;
  of?: string;
}

/** Works out what a change would do, anew for each wish. */
export function usePlan(
  wish: string | undefined,
  load: (signal: AbortSignal) => Promise<ChangePlan>,
): PlanState {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Answer>({});
  const again = useCallback(() => setRound(n => n + 1), []);
  const asked = wish === undefined ? undefined : `${round} ${wish}`;
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const take = (next: Answer) => {
      if (!signal.aborted) setState({ ...next, of: asked });
    };
    if (asked !== undefined) {
      latest.current(signal).then(
        plan => take({ plan }),
        error => take({ failure: failureMessage(error) }),
      );
    }
    return () => controller.abort();
  }, [asked]);
  // That of another wish would be a wrong promise.
  const { plan, failure } = state.of === asked ? state : {};
  return { plan, failure, again };
}
