import type { Matcher } from './promql';

/** Paths that probes and scrapes ask for, many times a minute and always with success. */
const PROBES =
  '/actuator(/.*)?|/health(z|check|-check)?(/.*)?|/livez(/.*)?|/readyz(/.*)?|/metrics';

/** Lets all routes through but those of probes and scrapes, and what has no such label. */
export function exceptProbes(...labels: string[]): Matcher[] {
  return labels.map(label => ({ label, notMatches: PROBES }));
}
