import { exceptProbes } from '../promql/probeRoutes';
import type { HealthProfile } from './HealthProfile';

const NO_PROBES = exceptProbes('http_route');

/** The semantic conventions of OpenTelemetry, the stable ones and those before. */
export const openTelemetry: HealthProfile = {
  id: 'opentelemetry',
  title: 'OpenTelemetry',
  description:
    'HTTP servers by the semantic conventions: durations in seconds, and the older ones in milliseconds.',
  labels: 'target',
  requests: [
    {
      metric: 'http_server_request_duration_seconds_count',
      histogram: 'http_server_request_duration_seconds',
      only: NO_PROBES,
      unit: 's',
      errors: { label: 'http_response_status_code', matches: '5..' },
    },
    {
      metric: 'http_server_request_duration_seconds',
      native: true,
      only: NO_PROBES,
      unit: 's',
      errors: { label: 'http_response_status_code', matches: '5..' },
    },
    {
      metric: 'http_server_duration_milliseconds_count',
      histogram: 'http_server_duration_milliseconds',
      only: NO_PROBES,
      unit: 'ms',
      errors: { label: 'http_status_code', matches: '5..' },
    },
  ],
};
