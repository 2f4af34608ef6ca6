import { useApi } from '@backstage/core-plugin-api';
import type {
  DeliverySignal,
  TenantsResponse,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

const OF_TENANTS: ReadonlySet<DeliverySignal['type']> = new Set([
  ...(['tenants', 'deployments', 'operation', 'health', 'sources'] as const),
]);

/** The tenants of an environment; nothing is asked before one is known. */
export function useTenants(
  environment: string | undefined,
): Resource<TenantsResponse | undefined> {
  const api = useApi(deliveryApiRef);
  return useResource<TenantsResponse | undefined>({
    key: `tenants:${environment ?? ''}`,
    load: async options =>
      environment ? api.tenants({ environment }, options) : undefined,
    affectedBy: signal => OF_TENANTS.has(signal.type),
    reach: 'wide',
  });
}

/** Upgrades in waves that are open, and those of the last week. */
export function useUpgrades(): Resource<Upgrade[]> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: 'upgrades',
    load: async options => (await api.upgrades(options)).items,
    affectedBy: signal => signal.type === 'tenants',
    reach: 'narrow',
  });
}
