import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Deployment,
  DeploymentPlace,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { assertPlace, describePlace } from './placeInput';

/** Where to look, and in which repository if several have it. */
export interface DeploymentQuery extends DeploymentPlace {
  repository?: string;
}

/**
 * The one deployment at a place.
 *
 * @throws NotFoundError when there is none
 * @throws ConflictError when there are several
 */
export async function findDeployment(
  delivery: Pick<DeliveryClient, 'deployments'>,
  query: DeploymentQuery,
  options: CallOptions,
): Promise<Deployment> {
  assertPlace(query);
  const { environment, component, tenant, cluster, repository } = query;
  const all = await delivery.deployments(
    { environment, component, tenant, cluster },
    options,
  );
  const found = all.filter(
    item =>
      item.tenant === tenant && (!repository || item.repository === repository),
  );
  if (!found.length) {
    throw new NotFoundError(
      `There is no deployment of ${describePlace(query)}.`,
    );
  }
  if (found.length > 1) {
    const paths = found.map(item => `${item.repository}:${item.path}`);
    throw new ConflictError(
      `There are several deployments of ${describePlace(query)}: ${paths.join(', ')}. Name cluster or repository.`,
    );
  }
  return found[0];
}
