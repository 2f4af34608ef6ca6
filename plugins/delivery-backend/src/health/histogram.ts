import type {
  HistogramBucket,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';

/** Number of requests in a histogram. */
export function histogramCount(buckets: readonly HistogramBucket[]): number {
  return buckets[buckets.length - 1]?.count ?? 0;
}

/**
 * Quantile by linear interpolation within a bucket, as Prometheus'
 * `histogram_quantile` does it: the upper bound of the last finite bucket when
 * the quantile lies above it.
 *
 * @returns seconds; undefined without a request
 */
export function quantile(
  share: number,
  buckets: readonly HistogramBucket[],
): number | undefined {
  const all = histogramCount(buckets);
  if (!(all > 0)) {
    return undefined;
  }
  const rank = share * all;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const { le, count } = buckets[index];
  const below = index > 0 ? buckets[index - 1] : { le: 0, count: 0 };
  if (le === Infinity) {
    return index > 0 ? below.le : undefined;
  }
  const width = count - below.count;
  return width > 0
    ? below.le + ((le - below.le) * (rank - below.count)) / width
    : le;
}

/** Buckets of several histograms: only bounds that all of them have can be added up. */
export function addHistograms(
  histograms: readonly (readonly HistogramBucket[])[],
): HistogramBucket[] | undefined {
  const [first, ...others] = histograms.filter(({ length }) => length > 0);
  if (!first) {
    return undefined;
  }
  const maps = others.map(
    buckets => new Map(buckets.map(({ le, count }) => [le, count])),
  );
  return first
    .filter(({ le }) => maps.every(map => map.has(le)))
    .map(({ le, count }) => ({
      le,
      count: maps.reduce((sum, map) => sum + map.get(le)!, count),
    }));
}

/** Bounds that every part of two spans has, ascending. */
export function commonBounds(parts: readonly RequestCounts[]): number[] {
  const lists = parts.flatMap(({ buckets }) => (buckets ? [buckets] : []));
  const [first, ...others] = lists;
  if (!first || lists.length < parts.length) {
    return [];
  }
  const sets = others.map(list => new Set(list.map(({ le }) => le)));
  return first.map(({ le }) => le).filter(le => sets.every(set => set.has(le)));
}

/** How many requests of a part were slower than a bound of its histogram. */
export function slowerThan(part: RequestCounts, bound: number): number {
  const buckets = part.buckets ?? [];
  const within = buckets.find(({ le }) => le === bound)?.count ?? 0;
  return Math.max(0, histogramCount(buckets) - within);
}
