import { traefik as health } from '../../profiles/traefik';
import type { CallProfile } from '../CallProfile';

/** What Traefik passes on; who asked is outside. */
export const traefik: CallProfile = {
  id: 'traefik',
  title: 'Traefik',
  description:
    'Requests from outside that Traefik passes on to a service of Kubernetes, Swarm or Nomad.',
  metric: 'traefik_service_requests_total',
  called: health.labels as Exclude<typeof health.labels, 'target'>,
};
