import type { HealthProfile } from './HealthProfile';

/** What the mesh of Istio sees arrive. */
export const istio: HealthProfile = {
  id: 'istio',
  title: 'Istio',
  description: 'Requests that arrive at a workload in the mesh of Istio.',
  labels: {
    destination_workload_namespace: '{namespace}',
    destination_workload: '{component}',
  },
  requests: [
    {
      metric: 'istio_requests_total',
      only: [{ label: 'reporter', equals: 'destination' }],
      errors: { label: 'response_code', matches: '5..' },
      histogram: 'istio_request_duration_milliseconds',
      unit: 'ms',
    },
    // Without proxies beside the workloads only a waypoint reports.
    {
      metric: 'istio_requests_total',
      only: [{ label: 'reporter', equals: 'waypoint' }],
      errors: { label: 'response_code', matches: '5..' },
      histogram: 'istio_request_duration_milliseconds',
      unit: 'ms',
    },
  ],
};
