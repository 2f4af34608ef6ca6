import type { DeploymentPlace } from '@slipway/backstage-plugin-delivery-common';
import type { Zod } from '../actions/types';
import { assertName, NAME_PATTERN } from '../names/assertName';

const nameOf = (z: Zod, words: string) =>
  z.string().min(1).max(63).regex(NAME_PATTERN).describe(words);

/** Inputs that say where a deployment stands. */
export const placeInput = {
  environment: (z: Zod) => nameOf(z, 'Stage, for example dev'),
  component: (z: Zod) => nameOf(z, 'Name of the component'),
  tenant: (z: Zod) => nameOf(z, 'Tenant, where folders have one').optional(),
  cluster: (z: Zod) => nameOf(z, 'Cluster, where folders have one').optional(),
};

/** Inputs of each change of a repository. */
export const changeInput = {
  repository: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Id of the GitOps repository; not needed when only one has such a folder',
      ),
  reason: (z: Zod) =>
    z.string().max(500).optional().describe('Why; stands in the commit'),
};

/** @throws InputError when a part of it can be no folder */
export function assertPlace(place: DeploymentPlace) {
  assertName('environment', place.environment);
  assertName('component', place.component);
  if (place.tenant) assertName('tenant', place.tenant);
  if (place.cluster) assertName('cluster', place.cluster);
}

/** A place in words. */
export function describePlace(place: DeploymentPlace): string {
  const { component, tenant, environment, cluster } = place;
  return [
    component,
    tenant && `of ${tenant}`,
    `in ${environment}`,
    cluster && `on ${cluster}`,
  ]
    .filter(Boolean)
    .join(' ');
}
