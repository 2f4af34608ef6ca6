import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { type HealthLimits, SIGNIFICANT } from '../health/compareFigures';
import { quantile } from '../health/histogram';
import { count, percent, sample, seconds } from '../health/words';

/** What was counted since the version runs. */
export interface RecoveryEvidence {
  /** Since it runs, at most the last ten minutes. */
  long?: RequestCounts;
  /** The last minute of it. */
  short?: RequestCounts;
  /** Seconds since it runs, and how many it takes at least. */
  elapsed: number;
  atLeast: number;
  limits: HealthLimits;
  /** 95th percentile in seconds before the version that was rolled back. */
  p95Before?: number;
  /** Error ratio of the version that was rolled back. */
  errorsBefore?: number;
}

/** What it means. */
export type Recovery =
  | { recovered: string }
  /** Worse than the limit. */
  | { fails: string }
  /** Not enough to say. */
  | { unclear: string };

/** What was not measured as failing is held against so many times the limit. */
const TIMES_THE_LIMIT = 5;

function ratioOf({ requests, errors }: RequestCounts): number {
  return Math.min(1, errors / requests);
}

/** Chance of so few errors if requests failed at a ratio (binomial). */
function chanceOf({ requests, errors }: RequestCounts, ratio: number): number {
  const n = Math.round(requests);
  let chance = 0;
  // From none upwards, each from the one before.
  let term = n * Math.log1p(-ratio);
  for (let k = 0; k <= Math.min(n, Math.round(errors)); k++) {
    chance += Math.exp(term);
    term += Math.log(((n - k) / (k + 1)) * (ratio / (1 - ratio)));
  }
  return chance;
}

/**
 * Whether it would have been seen if requests failed on as before. A lucky
 * first minute is no recovery. What was never measured as failing is held
 * against several times the limit.
 */
function isSure(counts: RequestCounts, evidence: RecoveryEvidence): boolean {
  const { limits, errorsBefore = 0 } = evidence;
  const bad =
    errorsBefore > limits.errorRatio
      ? errorsBefore
      : TIMES_THE_LIMIT * limits.errorRatio;
  return chanceOf(counts, Math.min(bad, 0.999)) < SIGNIFICANT;
}

function backFrom(evidence: RecoveryEvidence, now: number): string {
  const { errorsBefore } = evidence;
  return errorsBefore !== undefined && errorsBefore > now
    ? `Failed requests are back from ${percent(errorsBefore)} to ${percent(now)}`
    : `${percent(now)} of requests fail`;
}

/**
 * Recovered only by evidence: below the limit in the short and the long
 * window, not slow, with enough requests.
 */
export function judgeRecovery(evidence: RecoveryEvidence): Recovery {
  const { long, short, elapsed, atLeast, limits, p95Before } = evidence;
  if (elapsed < atLeast || !long) {
    const none = elapsed >= atLeast;
    return {
      unclear: none ? 'None of its metrics is there.' : 'Counts requests.',
    };
  }
  if (Math.round(long.requests) === 0) {
    return { unclear: 'No request has come since it runs.' };
  }
  const now = ratioOf(long);
  const shortNow = short && short.requests > 0 ? ratioOf(short) : now;
  const n = sample(long.requests);
  const worst = Math.max(now, shortNow);
  if (worst > limits.errorRatio) {
    return {
      fails: `${percent(worst)} of requests fail (${n}), the limit is ${percent(limits.errorRatio)}.`,
    };
  }
  const p95 = quantile(0.95, long.buckets ?? []);
  if (p95Before && p95 && p95 > p95Before * limits.slowFactor) {
    return {
      fails: `p95 is ${seconds(p95)} (${n}), it was ${seconds(p95Before)} before.`,
    };
  }
  if (long.requests < limits.minRequests || !isSure(long, evidence)) {
    return {
      unclear: `${count(long.errors)} of ${count(long.requests)} requests failed, too few to be sure.`,
    };
  }
  return { recovered: `${backFrom(evidence, now)} (${n}).` };
}
