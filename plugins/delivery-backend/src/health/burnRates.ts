import type {
  BurnRate,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { histogramCount } from './histogram';
import type { DeclaredSlo } from './slos';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * Pairs of windows and factors of the SRE workbook (Google 2018, chapter 5,
 * table 5-8 and the one-day row): a factor is budget share × period / window,
 * written here for 30 days.
 */
export const BURN_PAIRS = [
  { long: HOUR, short: 5 * MINUTE, budget: 0.02, severity: 'page' },
  { long: 6 * HOUR, short: 30 * MINUTE, budget: 0.05, severity: 'page' },
  { long: DAY, short: 2 * HOUR, budget: 0.1, severity: 'ticket' },
  { long: 3 * DAY, short: 6 * HOUR, budget: 0.1, severity: 'ticket' },
] as const;

/** Every window that burn rates need, in seconds, ascending. */
export const BURN_WINDOWS: readonly number[] = [
  ...new Set(BURN_PAIRS.flatMap(({ long, short }) => [long, short])),
].sort((a, b) => a - b);

/** With fewer requests in a window one failure is a whole budget. */
export const LOW_TRAFFIC = 100;

/**
 * Share of requests that broke an objective. For a latency objective: those
 * slower than the largest bound of the histogram that is within the threshold.
 *
 * @returns undefined when it is not measured
 */
export function badShare(
  slo: Pick<DeclaredSlo, 'kind' | 'thresholdSeconds'>,
  counts: RequestCounts | undefined,
): { ratio: number; requests: number } | undefined {
  if (!counts || !(counts.requests > 0)) {
    return undefined;
  }
  if (slo.kind === 'availability') {
    const ratio = Math.min(1, counts.errors / counts.requests);
    return { ratio, requests: counts.requests };
  }
  const buckets = counts.buckets ?? [];
  const within = buckets.filter(({ le }) => le <= slo.thresholdSeconds!);
  const all = histogramCount(buckets);
  if (!within.length || !(all > 0)) {
    return undefined;
  }
  const ratio = Math.max(0, 1 - within[within.length - 1].count / all);
  return { ratio, requests: all };
}

type CountsOf = (window: number) => RequestCounts | undefined;

function burnRate(
  slo: DeclaredSlo,
  pair: (typeof BURN_PAIRS)[number],
  countsOf: CountsOf,
): BurnRate {
  const allowed = 1 - slo.objective;
  const [long, short] = [pair.long, pair.short].map(window =>
    badShare(slo, countsOf(window)),
  );
  const factor = (pair.budget * slo.period) / pair.long;
  const enough = (long?.requests ?? 0) >= LOW_TRAFFIC;
  const [longBurn, shortBurn] = [long, short].map(
    share => share && share.ratio / allowed,
  );
  return {
    longWindow: pair.long,
    shortWindow: pair.short,
    long: longBurn,
    short: shortBurn,
    factor,
    severity: pair.severity,
    firing: enough && (longBurn ?? 0) > factor && (shortBurn ?? 0) > factor,
  };
}

/** A budget may be spent before its period is over; the rest then lasts no time. */
function exhaustion(slo: DeclaredSlo, left?: number, burn?: number) {
  return left === undefined || !burn
    ? undefined
    : Math.max(0, (slo.period * left) / burn);
}

/** What is left of a budget, and how fast it goes, from counts of windows that end now. */
export function sloState(
  slo: DeclaredSlo,
  countsOf: CountsOf,
  coveredSeconds?: number,
): SloState {
  const whole = badShare(slo, countsOf(slo.period));
  const budgetLeft = whole && 1 - whole.ratio / (1 - slo.objective);
  const burnRates = BURN_PAIRS.filter(
    // In a short period the long windows would fire at less than the budget.
    ({ budget, long }) => (budget * slo.period) / long >= 1,
  ).map(pair => burnRate(slo, pair, countsOf));
  const { long, short } = burnRate(slo, BURN_PAIRS[0], countsOf);
  const shortCount = badShare(slo, countsOf(BURN_PAIRS[0].short))?.requests;
  // What it costs now, where five minutes are enough to tell.
  const burn = (shortCount ?? 0) >= LOW_TRAFFIC ? short : long;
  const low = (badShare(slo, countsOf(HOUR))?.requests ?? 0) < LOW_TRAFFIC;
  return {
    ...{ name: slo.name, kind: slo.kind, objective: slo.objective },
    ...{ period: slo.period, thresholdSeconds: slo.thresholdSeconds },
    ...{ declaredBy: slo.declaredBy, budgetLeft, burn, burnRates },
    requests: whole && Math.round(whole.requests),
    covered:
      coveredSeconds === undefined
        ? undefined
        : Math.min(1, coveredSeconds / slo.period),
    exhaustedIn: exhaustion(slo, budgetLeft, burn),
    message: sloMessage(whole !== undefined, low),
  };
}

function sloMessage(known: boolean, low: boolean): string | undefined {
  if (!known) {
    return 'Nothing was measured in its period.';
  }
  return low
    ? `Fewer than ${LOW_TRAFFIC} requests in an hour: no burn rate is judged.`
    : undefined;
}
