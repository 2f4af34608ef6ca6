import type { HealthProfile } from './HealthProfile';
import { istio } from './istio';
import { kubernetesContainers } from './kubernetesContainers';
import { kubernetesDeployments } from './kubernetesDeployments';
import { linkerd } from './linkerd';
import { micrometer } from './micrometer';
import { nomad } from './nomad';
import { openTelemetry } from './openTelemetry';
import { promClient } from './promClient';
import { rabbitmq } from './rabbitmq';
import { swarm } from './swarm';
import { traefik } from './traefik';

/**
 * All profiles, in the order in which they are preferred: what the software
 * says of itself, then what its mesh sees, then what comes in from outside.
 */
export function builtinProfiles(): HealthProfile[] {
  return [
    openTelemetry,
    micrometer,
    promClient,
    linkerd,
    istio,
    traefik,
    kubernetesContainers,
    kubernetesDeployments,
    rabbitmq,
    nomad,
    swarm,
  ];
}
