import { exceptProbes } from '../promql/probeRoutes';
import type { HealthProfile, RequestMetrics } from './HealthProfile';

const NO_PROBES = exceptProbes('route', 'path', 'handler');

const STATUS_LABELS = ['status_code', 'code', 'status'];
const FAILED = '5..';
const DURATION = 'http_request_duration_seconds';

function everyLabel(
  metrics: (label: string) => RequestMetrics,
): RequestMetrics[] {
  return STATUS_LABELS.map(metrics);
}

/** What most exporters for Node.js, and many others, name their metrics. */
export const promClient: HealthProfile = {
  id: 'prom-client',
  title: 'prom-client',
  description:
    'Node.js with prom-client or express-prom-bundle, and whatever else names its metrics so.',
  labels: 'target',
  requests: [
    ...everyLabel(label => ({
      metric: `${DURATION}_count`,
      histogram: DURATION,
      only: NO_PROBES,
      unit: 's',
      errors: { label, matches: FAILED },
    })),
    ...everyLabel(label => ({
      metric: DURATION,
      native: true,
      only: NO_PROBES,
      unit: 's',
      errors: { label, matches: FAILED },
    })),
    ...everyLabel(label => ({
      metric: 'http_requests_total',
      histogram: DURATION,
      only: NO_PROBES,
      unit: 's',
      errors: { label, matches: FAILED },
    })),
  ],
};
