import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type Source,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import {
  type DeploymentList,
  readDeployments,
} from '../deployments/readDeployments';
import { type SeenList, useSeen } from '../health/useHealth';
import { useResource, type Resource } from '../live/useResource';

/** What stands in an environment, with what runs and how it is. */
export function useStanding(
  environment: string,
  sources: Resource<Source[]>,
): Resource<SeenList> {
  const api = useApi(deliveryApiRef);
  const deployments = useResource<DeploymentList>({
    key: `deployments-in:${environment}`,
    load: ({ signal }) => readDeployments(api, { environment }, signal),
    affectedBy: signal =>
      signal.type === 'sources' || isAbout(signal, undefined),
    reach: 'wide',
  });
  return useSeen(deployments, sources, { environment });
}
