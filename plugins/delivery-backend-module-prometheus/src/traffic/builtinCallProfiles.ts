import type { CallProfile } from './CallProfile';
import { istio } from './profiles/istio';
import { linkerd } from './profiles/linkerd';
import { serviceGraph } from './profiles/serviceGraph';
import { traefik } from './profiles/traefik';

/**
 * All profiles of calls. Each that is there is asked, and what two of them see
 * between the same components is counted by the first of them.
 */
export function builtinCallProfiles(): CallProfile[] {
  return [linkerd, istio, serviceGraph, traefik];
}
