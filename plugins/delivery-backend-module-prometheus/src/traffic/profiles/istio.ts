import type { CallProfile } from '../CallProfile';

/** What the mesh of Istio sees arrive, which both proxies would count otherwise. */
export const istio: CallProfile = {
  id: 'istio',
  title: 'Istio',
  description:
    'Requests that arrive at a workload in the mesh of Istio, by its proxy or a waypoint.',
  metric: 'istio_requests_total',
  only: [{ label: 'reporter', in: ['destination', 'waypoint'] }],
  caller: {
    source_workload_namespace: '{namespace}',
    source_workload: '{component}',
  },
  called: {
    destination_workload_namespace: '{namespace}',
    destination_workload: '{component}',
  },
};
