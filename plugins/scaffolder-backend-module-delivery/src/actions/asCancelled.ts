import { ConflictError } from '@backstage/errors';

/**
 * What a wait that failed is told as: in the log of a task an abort of Node's
 * own would say nothing.
 *
 * @param place - what was waited for, for people
 */
export function asCancelled(
  { signal }: { signal?: AbortSignal },
  place: string,
  error: unknown,
): unknown {
  return signal?.aborted
    ? new ConflictError(
        `${place} is not waited for any longer: the task was cancelled. What was committed stays.`,
      )
    : error;
}
