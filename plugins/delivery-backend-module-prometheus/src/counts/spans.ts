import type {
  HealthSpan,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';

/** A span as it can be asked for: scrapes must not be too far apart for its parts. */
export interface AskedSpan {
  from: number;
  /** Seconds of one part. */
  step: number;
  parts: number;
}

const SCRAPES_A_PART = 4;

/** A rate needs some scrapes to look back on. */
export function shortestWindow(scrapeInterval: number): number {
  return SCRAPES_A_PART * scrapeInterval;
}

/**
 * The span in parts that are long enough to count in.
 *
 * @returns undefined when the whole span is too short: a longer look back
 * would count what came before it
 */
export function askedSpan(
  { from, to, parts }: HealthSpan,
  scrapeInterval: number,
): AskedSpan | undefined {
  const length = to - from;
  const most = Math.floor(length / shortestWindow(scrapeInterval));
  if (most < 1) {
    return undefined;
  }
  const count = Math.min(parts, most);
  return { from, step: length / count, parts: count };
}

/** The end of each part, where it is asked. */
export function endsOf({ from, step, parts }: AskedSpan): number[] {
  return Array.from({ length: parts }, (_, index) => from + (index + 1) * step);
}

/** Spreads counts evenly over parts of another number: nothing is added, nothing lost. */
export function spread(
  counts: readonly (RequestCounts | undefined)[],
  parts: number,
): (RequestCounts | undefined)[] {
  if (counts.length === parts) {
    return [...counts];
  }
  const ratio = counts.length / parts;
  return Array.from({ length: parts }, (_, index) => {
    const from = index * ratio;
    const to = from + ratio;
    let sum: RequestCounts | undefined;
    for (let at = Math.floor(from); at < to && at < counts.length; at++) {
      const share = Math.min(to, at + 1) - Math.max(from, at);
      sum = add(sum, counts[at], share);
    }
    return sum;
  });
}

function add(
  sum: RequestCounts | undefined,
  counts: RequestCounts | undefined,
  share: number,
): RequestCounts | undefined {
  if (!counts || share <= 1e-9) {
    return sum;
  }
  const before = new Map(sum?.buckets?.map(({ le, count }) => [le, count]));
  return {
    requests: (sum?.requests ?? 0) + counts.requests * share,
    errors: (sum?.errors ?? 0) + counts.errors * share,
    buckets: counts.buckets?.map(({ le, count }) => ({
      ...{ le, count: (before.get(le) ?? 0) + count * share },
    })),
  };
}
