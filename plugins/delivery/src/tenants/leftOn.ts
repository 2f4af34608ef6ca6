import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';

/** Whether a service that is meant to be off is: `unknown` is not off. */
export type Power = 'on' | 'off' | 'unknown';

type Facts = Pick<Tenant, 'services' | 'usage' | 'suspended'>;

/**
 * Whether it was measured, after it was switched off, that the tenant asks for
 * no processor. Under a quota no pod runs that asks for none.
 */
function usesNothing({ usage, suspended }: Facts): boolean {
  if (usage?.used.cpu !== 0 || usage.silentSince) return false;
  const since = suspended?.since;
  return !since || Date.parse(usage.measuredAt) >= Date.parse(since);
}

/** Not every runtime counts replicas; one that sees a version sees it run. */
export function powerOf({ deployment }: TenantService, tenant: Facts): Power {
  const { replicas, version, stale } = deployment.live;
  if (stale) return 'unknown';
  if (replicas) return replicas.desired || replicas.ready ? 'on' : 'off';
  if (version !== undefined) return 'on';
  return usesNothing(tenant) ? 'off' : 'unknown';
}

/** Services of a suspended tenant that are not known to be off. */
export function leftOn(tenant: Facts) {
  const of = (power: Power) =>
    tenant.services.filter(service => powerOf(service, tenant) === power);
  return { on: of('on'), unknown: of('unknown') };
}
