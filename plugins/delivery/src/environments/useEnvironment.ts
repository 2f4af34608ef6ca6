import { useApi } from '@backstage/core-plugin-api';
import type {
  EnvironmentDetails,
  EnvironmentsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

/** One environment with its folders, as long as it is there. */
export function useEnvironment(name: string): Resource<EnvironmentDetails> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: `environment:${name}`,
    load: options => api.environment(name, options),
    affectedBy: signal => signal.type === 'deployments',
  });
}

/** All environments, and what looks like one. */
export function useAllEnvironments(): Resource<EnvironmentsResponse> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: 'environments:all',
    load: options => api.environments(options),
    affectedBy: signal => signal.type === 'deployments',
    reach: 'wide',
  });
}
