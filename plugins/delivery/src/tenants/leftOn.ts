import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';

/** Whether a service that is meant to be off is: `unknown` is not off. */
export type Power = 'on' | 'off' | 'unknown';

/** By the replicas alone: of a suspended tenant nothing else is looked at. */
export function powerOf({ deployment }: TenantService): Power {
  const { replicas, stale } = deployment.live;
  if (!replicas || stale) return 'unknown';
  return replicas.desired || replicas.ready ? 'on' : 'off';
}

/** Services of a suspended tenant that are not known to be off. */
export function leftOn({ services }: Pick<Tenant, 'services'>) {
  const of = (power: Power) =>
    services.filter(service => powerOf(service) === power);
  return { on: of('on'), unknown: of('unknown') };
}
