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

/** So long pods may take to end, and the next measuring to see it. */
const MINUTE_MS = 60_000;
const STOPPING_MS = 3 * 60_000;

/** Whether it was switched off so lately that what is left is on its way out. */
function isJustSuspended({ suspended }: Facts, now: number): boolean {
  const since = Date.parse(suspended?.since ?? '');
  const age = now - since;
  // A time to come is a slip, or a clock that is wrong; it stops nothing.
  return age >= -MINUTE_MS && age < STOPPING_MS;
}

/**
 * Services of a suspended tenant that are not known to be off. Right after it
 * was switched off they are being stopped, as far as their runtime is heard.
 */
export function leftOn(tenant: Facts, now: number) {
  const of = (power: Power) =>
    tenant.services.filter(service => powerOf(service, tenant) === power);
  const [on, unknown] = [of('on'), of('unknown')];
  if (!isJustSuspended(tenant, now)) return { stopping: [], on, unknown };
  const isStale = ({ deployment }: TenantService) => deployment.live.stale;
  return {
    stopping: [...on, ...unknown.filter(each => !isStale(each))],
    ...{ on: [], unknown: unknown.filter(isStale) },
  };
}
