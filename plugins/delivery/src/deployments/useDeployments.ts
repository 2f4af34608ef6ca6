import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type Environment,
  type Source,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';
import { type DeploymentList, readDeployments } from './readDeployments';

/** All deployments of an entity, or of all entities the person may see. */
export function useDeployments(entityRef?: string): Resource<DeploymentList> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: `deployments:${entityRef ?? '*'}`,
    load: ({ signal }) => readDeployments(api, { entityRef }, signal),
    affectedBy: (signal, list) =>
      signal.type === 'sources' ||
      isAbout(signal, entityRef ? list?.items.map(d => d.topic) : undefined),
    reach: entityRef ? 'narrow' : 'wide',
  });
}

/** The configured environments. */
export function useEnvironments(): Resource<Environment[]> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: 'environments',
    load: async options => (await api.environments(options)).items,
    affectedBy: signal => signal.type === 'deployments',
    reach: 'wide',
  });
}

/** What is observed, and whether it answers. */
export function useSources(): Resource<Source[]> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: 'sources',
    load: async options => (await api.sources(options)).items,
    affectedBy: signal => signal.type === 'sources',
    reach: 'wide',
  });
}
