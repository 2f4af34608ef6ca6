import type { HealthWindow } from '@slipway/backstage-plugin-delivery-common';
import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { addHistograms, quantile } from './histogram';

/** Text form of a time in Unix seconds. */
export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** Adds the parts of a span up; undefined when nothing was measured in any of them. */
export function sumCounts(
  parts: readonly (RequestCounts | undefined)[],
): RequestCounts | undefined {
  const known = parts.filter(part => part !== undefined);
  if (!known.length) {
    return undefined;
  }
  const histograms = known.flatMap(({ buckets }) => (buckets ? [buckets] : []));
  return {
    requests: known.reduce((sum, { requests }) => sum + requests, 0),
    errors: known.reduce((sum, { errors }) => sum + errors, 0),
    buckets: addHistograms(histograms),
  };
}

/** Figures for a page: rounded counts, and no ratio where no request came. */
export function toWindow(
  from: number,
  to: number,
  counts: RequestCounts,
  measuredSeconds = to - from,
): HealthWindow {
  const { requests, errors, buckets = [] } = counts;
  const some = Math.round(requests) > 0;
  return {
    from: isoOf(from),
    to: isoOf(to),
    requests: Math.round(requests),
    errors: Math.round(errors),
    errorRatio: some ? Math.min(1, errors / requests) : undefined,
    rate: requests / Math.max(1, measuredSeconds),
    ...(some && {
      p50: quantile(0.5, buckets),
      p95: quantile(0.95, buckets),
      p99: quantile(0.99, buckets),
    }),
  };
}
