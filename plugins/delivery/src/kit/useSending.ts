import { useRef, useState } from 'react';
import { failureKind, failureMessage } from '../api/errors';
import { createIdempotencyKeys } from '../rollback/idempotency';

/**
 * Sends a request once, however often it is pressed, and keeps why it failed.
 *
 * @param onConflict - when somebody changed it first, and what was seen is old
 */
export function useSending<T>(
  done: (answer: T) => void,
  onConflict?: () => void,
) {
  const keys = useRef(createIdempotencyKeys());
  const busy = useRef(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = async (
    request: unknown,
    ask: (idempotencyKey: string) => Promise<T>,
  ) => {
    // A second click comes before the first one has been drawn.
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    setFailure(undefined);
    try {
      done(await ask(keys.current(request)));
    } catch (error) {
      setFailure(failureMessage(error));
      if (failureKind(error) === 'conflict') onConflict?.();
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, sending, failure };
}
