import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type Deployment,
  type Environment,
  type Source,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

/** Size of a page and how many are read before the page says "of". */
const PAGE = 200;
const MOST_PAGES = 5;

/** Deployments that were read, and how many there are. */
export interface DeploymentList {
  items: Deployment[];
  total: number;
}

async function readAll(
  api: DeliveryApi,
  filter: { entityRef?: string },
  signal: AbortSignal,
): Promise<DeploymentList> {
  const items: Deployment[] = [];
  let cursor: string | undefined;
  let total = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.deployments(filter, {
      cursor,
      limit: PAGE,
      signal,
    });
    items.push(...answer.items);
    total = answer.totalItems;
    cursor = answer.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { items, total };
}

/** All deployments of an entity, or of all entities the person may see. */
export function useDeployments(entityRef?: string): Resource<DeploymentList> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: `deployments:${entityRef ?? '*'}`,
    load: ({ signal }) => readAll(api, { entityRef }, signal),
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
