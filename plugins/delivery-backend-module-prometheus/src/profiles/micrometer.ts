import { exceptProbes } from '../promql/probeRoutes';
import type { HealthProfile } from './HealthProfile';

const NO_PROBES = exceptProbes('uri');

/** Spring Boot and others on the JVM. */
export const micrometer: HealthProfile = {
  id: 'micrometer',
  title: 'Micrometer',
  description:
    'Spring Boot, Quarkus and Micronaut. Latency needs percentiles-histogram to be switched on.',
  labels: 'target',
  requests: [
    {
      metric: 'http_server_requests_seconds_count',
      histogram: 'http_server_requests_seconds',
      only: NO_PROBES,
      unit: 's',
      errors: { label: 'status', matches: '5..' },
    },
    {
      metric: 'http_server_requests_seconds_count',
      histogram: 'http_server_requests_seconds',
      only: NO_PROBES,
      unit: 's',
      errors: { label: 'outcome', matches: 'SERVER_ERROR' },
    },
  ],
};
