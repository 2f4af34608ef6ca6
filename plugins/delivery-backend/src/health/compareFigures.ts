import type {
  ComparisonResult,
  FigureComparison,
} from '@slipway/backstage-plugin-delivery-common';
import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { commonBounds, quantile, slowerThan } from './histogram';
import { type Trials, compareShares, total } from './statistics';
import { sumCounts } from './windows';

/** When a figure counts as bad, and how many requests it takes to say so. */
export interface HealthLimits {
  /** Error ratio above which a deployment fails, 0 to 1. */
  errorRatio: number;
  /** With fewer requests nothing is called healthy. */
  minRequests: number;
  /** How many times slower the 95th percentile must be to count as slow. */
  slowFactor: number;
}

/** Known parts of a span, oldest first. */
export type Parts = readonly RequestCounts[];

/**
 * Chance that a difference this large comes by itself, at one look. A fresh
 * version is looked at a hundred times in its first hour, so it is strict; see
 * the false-alarm rates in the package's docs.
 */
export const SIGNIFICANT = 0.001;

function unknown(message: string): FigureComparison {
  return { result: 'unknown', message };
}

const WORDS: Record<ComparisonResult, string> = {
  worse: 'not chance',
  better: 'better, not chance',
  same: 'no change',
  unknown: 'too few requests to judge',
};

function judged(
  before: readonly Trials[],
  after: readonly Trials[],
  minRequests: number,
): FigureComparison {
  const test = compareShares(before, after);
  if (!test) {
    return unknown('nothing to compare with');
  }
  const differs = test.pValue < SIGNIFICANT;
  if (!differs && total(after).trials < minRequests) {
    return { ...unknown(WORDS.unknown), pValue: test.pValue };
  }
  const direction = test.after > test.before ? 'worse' : 'better';
  const result = differs ? direction : 'same';
  return { result, pValue: test.pValue, message: WORDS[result] };
}

/** Share of failed requests, before and after. */
export function compareErrors(
  before: Parts,
  after: Parts,
  { minRequests }: HealthLimits,
): FigureComparison {
  const trials = (parts: Parts) =>
    parts.map(({ requests, errors }) => ({ trials: requests, bad: errors }));
  return judged(trials(before), trials(after), minRequests);
}

/**
 * Share of requests slower than what 95 of 100 were faster than before. The
 * bound is one that both histograms have, so nothing is interpolated.
 */
export function compareLatency(
  before: Parts,
  after: Parts,
  { minRequests, slowFactor }: HealthLimits,
): FigureComparison {
  const [was, is] = [sumCounts(before), sumCounts(after)];
  const [p95Before, p95After] = [was, is].map(counts =>
    quantile(0.95, counts?.buckets ?? []),
  );
  if (p95Before === undefined || p95After === undefined) {
    const some = [...before, ...after].some(({ buckets }) => buckets?.length);
    return unknown(some ? WORDS.unknown : 'not measured');
  }
  const bound = commonBounds([...before, ...after]).find(
    le => le >= p95Before && le < Infinity,
  );
  if (bound === undefined) {
    return unknown('the buckets of its histogram changed');
  }
  const trials = (parts: Parts) =>
    parts.map(part => ({
      trials: part.buckets?.[part.buckets.length - 1]?.count ?? 0,
      bad: slowerThan(part, bound),
    }));
  const verdict = judged(trials(before), trials(after), minRequests);
  // Beyond chance is not yet worth waking anybody.
  return verdict.result === 'worse' && p95After < slowFactor * p95Before
    ? { ...verdict, result: 'same', message: 'hardly slower' }
    : verdict;
}

const TRAFFIC_FACTOR = 2;

/** Requests a second, before and after; only a halving or a doubling is news. */
export function compareTraffic(
  before: { counts?: RequestCounts; seconds: number },
  after: { counts?: RequestCounts; seconds: number },
): FigureComparison {
  if (!before.counts || !after.counts) {
    return unknown('not measured');
  }
  const was = before.counts.requests / before.seconds;
  const is = after.counts.requests / after.seconds;
  if (is * TRAFFIC_FACTOR < was) {
    const none = Math.round(after.counts.requests) === 0;
    return { result: 'worse', message: none ? 'no request any more' : 'fell' };
  }
  return is > was * TRAFFIC_FACTOR
    ? { result: 'better', message: 'rose' }
    : { result: 'same', message: WORDS.same };
}
