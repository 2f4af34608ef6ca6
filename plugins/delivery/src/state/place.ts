import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type {
  Deployment,
  Environment,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../translation';

/** `prod · acme`, or `acc` where there are no tenants. */
export function placeOf(
  where: Pick<Deployment, 'environment' | 'tenant'>,
  t: DeliveryWords,
): string {
  const { environment, tenant } = where;
  return tenant ? t('place.withTenant', { environment, tenant }) : environment;
}

/** The name of a person or group without kind and namespace. */
export function shortName(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'user' }).name;
  } catch {
    // What is no reference is a plain name.
    return ref;
  }
}

/** First seven digits, as git shows a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/**
 * Nearest to customers first; tenants by name below their environment.
 * Environments that are no longer configured come last.
 */
export function sortDeployments<T extends Deployment>(
  deployments: readonly T[],
  environments: readonly Pick<Environment, 'name' | 'order'>[],
): T[] {
  const order = new Map(environments.map(e => [e.name, e.order]));
  return [...deployments].sort(
    (a, b) =>
      (order.get(b.environment) ?? -1) - (order.get(a.environment) ?? -1) ||
      a.environment.localeCompare(b.environment) ||
      (a.tenant ?? '').localeCompare(b.tenant ?? '') ||
      (a.cluster ?? '').localeCompare(b.cluster ?? '') ||
      a.id.localeCompare(b.id),
  );
}

/** The owner's entity ref, when the entity names one. */
export function ownerOf(entity: Entity): string | undefined {
  const owner = entity.relations?.find(r => r.type === 'ownedBy');
  if (owner) {
    return owner.targetRef;
  }
  const named = entity.spec?.owner;
  if (typeof named !== 'string') {
    return undefined;
  }
  return stringifyEntityRef(
    parseEntityRef(named, {
      defaultKind: 'group',
      defaultNamespace: entity.metadata.namespace ?? 'default',
    }),
  );
}
