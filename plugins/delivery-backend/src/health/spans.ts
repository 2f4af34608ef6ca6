import type {
  HealthSpan,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { MeasuredSpan } from './compareDeploy';

const HOUR = 3600;
const BEFORE_PARTS = 12;
const MOST_PARTS = 12;
const STAY_PARTS = 24;
const SHORTEST_PART = 60;
/** Less than this tells nothing: no counter has been read twice. */
export const SHORTEST_SPAN = 30;

/** The hour before a version went live. */
export function spanBefore(at: number): HealthSpan {
  return { from: at - HOUR, to: at, parts: BEFORE_PARTS };
}

/**
 * The hour after it, as far as it has passed.
 *
 * @returns undefined while it is too early to count anything
 */
export function spanAfter(at: number, until: number): HealthSpan | undefined {
  const to = Math.min(until, at + HOUR);
  if (to - at < SHORTEST_SPAN) {
    return undefined;
  }
  const parts = Math.floor((to - at) / SHORTEST_PART);
  return equalParts(at, to, Math.max(1, Math.min(MOST_PARTS, parts)));
}

/** The whole stay of a version that left. */
export function spanOfStay(at: number, until: number): HealthSpan {
  return equalParts(at, until, STAY_PARTS);
}

/** Parts are whole seconds; the few seconds that are over are left out at the end. */
function equalParts(from: number, to: number, parts: number): HealthSpan {
  const length = Math.floor((to - from) / parts);
  return { from, to: from + length * parts, parts };
}

/** A span with what was counted in it. */
export function measured(
  span: HealthSpan,
  parts: readonly (RequestCounts | undefined | null)[],
): MeasuredSpan {
  const { from, to } = span;
  return { from, to, parts: parts.map(part => part ?? undefined) };
}
