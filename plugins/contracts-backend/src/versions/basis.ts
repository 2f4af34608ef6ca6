import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import { digestOfParts } from './digest';

const HOUR_MS = 3_600_000;

/** The rule of a comparison that was ended before its end. */
export const NOT_FINISHED = 'comparison-not-finished';

/** Whether a comparison came to its end. */
export function isFinished(
  changes: readonly Pick<ContractChange, 'rule'>[],
): boolean {
  return changes.every(({ rule }) => rule !== NOT_FINISHED);
}

/**
 * Names what something was made from. What was not finished has another name
 * each hour, so that it is tried again then, and not again and again.
 */
export function basisOf(...parts: string[]) {
  const finished = digestOfParts(parts);
  return {
    finished,
    unfinished: (now: Date): string =>
      digestOfParts([
        finished,
        String(Math.floor(now.getTime() / HOUR_MS)),
        'unfinished',
      ]),
  };
}
