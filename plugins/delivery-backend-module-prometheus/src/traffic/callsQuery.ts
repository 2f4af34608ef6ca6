import { renderBy, renderSelector } from '../promql/promql';
import type { CallProfile } from './CallProfile';

/** Seconds of an hour. */
export const HOUR = 3600;

/** Requests of the hour before a time, by the labels of both sides. */
export function callsQuery({
  metric,
  only = [],
  caller = {},
  called,
}: CallProfile): string {
  const labels = [...new Set([...Object.keys(caller), ...Object.keys(called)])];
  const by = renderBy('sum', labels.sort());
  // What did not happen is not answered, which keeps quiet pairs out.
  return `${by}(increase(${renderSelector(metric, only)}[${HOUR}s])) > 0`;
}
