import type { HealthProfile } from './HealthProfile';

/** What Traefik passes on. It names a service by namespace, name and port. */
export const traefik: HealthProfile = {
  id: 'traefik',
  title: 'Traefik',
  description:
    'Requests that Traefik passes on to a service of Kubernetes, Swarm or Nomad.',
  labels: {
    service: {
      pattern:
        '(?:{namespace}[-_])?{component}(?:-[^-@]+)?@(?:kubernetes|kubernetescrd|kubernetesgateway|swarm|docker|nomad|consulcatalog)',
    },
  },
  requests: [
    {
      metric: 'traefik_service_requests_total',
      errors: { label: 'code', matches: '5..' },
      histogram: 'traefik_service_request_duration_seconds',
      unit: 's',
    },
  ],
};
