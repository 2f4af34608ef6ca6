import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { isInTrouble } from '../state/judge';
import type { DeliveryWords } from '../translation';
import { seenOf, stateOf } from './tenantLook';

/** How much is risked with a tenant now, least first. */
export const RISKS = ['calm', 'unsure', 'budget', 'trouble'] as const;
export type Risk = (typeof RISKS)[number];

/** A tenant with why it comes early or late. */
export interface RankedTenant {
  tenant: Tenant;
  risk: Risk;
}

/** Whether one of its objectives is spent, or spent too fast. */
function burnsBudget({ services }: Tenant): boolean {
  return services.some(({ measured }) =>
    measured?.slos.some(
      ({ budgetLeft, burnRates }) =>
        (budgetLeft !== undefined && budgetLeft <= 0) ||
        burnRates.some(({ firing }) => firing),
    ),
  );
}

/** What is hidden or not known is never taken for healthy. */
function riskOf(tenant: Tenant, now: number, t: DeliveryWords): Risk {
  const { services, hidden } = tenant;
  if (services.some(each => isInTrouble(seenOf(each)))) return 'trouble';
  if (burnsBudget(tenant)) return 'budget';
  const isCalm =
    services.length > 0 &&
    !hidden &&
    services.every(each => stateOf(each, now, t).kind === 'healthy');
  return isCalm ? 'calm' : 'unsure';
}

/** How large a tenant is by what it may use; one that nobody knows is taken for large. */
function sizeOf({ quota, usage }: Tenant): [cpu: number, memory: number] {
  const { cpu, memory } = { ...usage?.hard, ...quota };
  return [cpu ?? Infinity, memory ?? Infinity];
}

function compareSizes(one: Tenant, other: Tenant): number {
  const [cpu, memory] = sizeOf(one);
  const [otherCpu, otherMemory] = sizeOf(other);
  if (cpu !== otherCpu) return cpu < otherCpu ? -1 : 1;
  if (memory !== otherMemory) return memory < otherMemory ? -1 : 1;
  return one.name.localeCompare(other.name);
}

/**
 * In which order tenants are best upgraded: where little can be lost first,
 * and who is in trouble last.
 */
export function leastRiskyFirst(
  tenants: readonly Tenant[],
  now: number,
  t: DeliveryWords,
): RankedTenant[] {
  return tenants
    .map(tenant => ({ tenant, risk: riskOf(tenant, now, t) }))
    .sort(
      (one, other) =>
        RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk) ||
        compareSizes(one.tenant, other.tenant),
    );
}

/** With more tenants than these they come together, after the first. */
const ONE_BY_ONE = 5;

/**
 * Waves to begin with: one tenant each; of many the first alone, then all that
 * are healthy, then the others.
 */
export function firstWaves(
  ranked: readonly RankedTenant[],
): Record<string, number> {
  const isFew = ranked.length <= ONE_BY_ONE;
  const [first, ...rest] = ranked;
  const risky = rest.some(({ risk }) => risk === 'calm') ? 3 : 2;
  const waveOf = ({ tenant, risk }: RankedTenant) => {
    if (tenant.name === first.tenant.name) return 1;
    return risk === 'calm' ? 2 : risky;
  };
  return Object.fromEntries(
    ranked.map((each, index) => [
      each.tenant.name,
      isFew ? index + 1 : waveOf(each),
    ]),
  );
}
