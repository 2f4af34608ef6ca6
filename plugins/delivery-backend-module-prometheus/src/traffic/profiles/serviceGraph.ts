import type { CallProfile } from '../CallProfile';

/** What the service graph of an OpenTelemetry collector, Tempo or Alloy makes of traces. */
export const serviceGraph: CallProfile = {
  id: 'service-graph',
  title: 'Service graph of traces',
  description:
    'Requests that the service graph connector of OpenTelemetry, or that of Tempo, finds in traces.',
  metric: 'traces_service_graph_request_total',
  // Databases, queues and who is outside have a type; calls have none.
  only: [{ label: 'connection_type', equals: '' }],
  caller: { client: '{component}' },
  called: { server: '{component}' },
};
