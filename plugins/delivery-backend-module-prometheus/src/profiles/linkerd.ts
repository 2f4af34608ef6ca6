import type { HealthProfile } from './HealthProfile';

/** What the proxy of Linkerd sees come in. */
export const linkerd: HealthProfile = {
  id: 'linkerd',
  title: 'Linkerd',
  description:
    'Requests that the proxy of Linkerd lets in. Its latency is the time to the first byte.',
  labels: { namespace: '{namespace}', deployment: '{component}' },
  requests: [
    {
      metric: 'response_total',
      only: [{ label: 'direction', equals: 'inbound' }],
      errors: { label: 'classification', matches: 'failure' },
      histogram: 'response_latency_ms',
      unit: 'ms',
    },
  ],
};
