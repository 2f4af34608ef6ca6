import {
  type ClusterRoom,
  parseQuantity,
  type PlanOffer,
  TENANT_AMOUNTS,
  type TenantAmounts,
} from '@slipway/backstage-plugin-delivery-common';

type Amounts = Pick<PlanOffer, 'cpu' | 'memory' | 'storage'>;

/** A plan as it is allowed: amounts that are named themselves stand in place of its own. */
export function withQuota(plan: PlanOffer, quota: unknown): PlanOffer {
  if (typeof quota !== 'object' || quota === null) return plan;
  const named = quota as Record<string, unknown>;
  const other: Amounts = {};
  for (const name of TENANT_AMOUNTS) {
    const text = Object.hasOwn(named, name) ? named[name] : undefined;
    if (typeof text === 'string' && text) other[name] = text;
  }
  return { ...plan, ...other };
}

/** One amount of a cluster, before and after. */
export interface RoomAmount {
  name: keyof TenantAmounts;
  /** What is promised now; absent when nobody measures it. */
  before?: number;
  /** What the plan takes; absent where it sets no limit. */
  wanted?: number;
  after?: number;
  capacity?: number;
}

/** Whether a plan fits: `unknown` unless processors and memory are known to. */
export type Fit = 'fits' | 'full' | 'unknown';

/** What a plan would take of a cluster. */
export function roomFor(
  plan: Amounts,
  { reserved, capacity }: Pick<ClusterRoom, 'reserved' | 'capacity'>,
): RoomAmount[] {
  return TENANT_AMOUNTS.map(name => {
    const asked = plan[name];
    const wanted = asked === undefined ? undefined : parseQuantity(asked);
    const before = reserved[name];
    return {
      ...{ name, before, wanted, capacity: capacity[name] },
      ...(before !== undefined &&
        wanted !== undefined && { after: before + wanted }),
    };
  });
}

/** Storage is often made as it is asked for, so its end may be unknown. */
const MUST_BE_KNOWN: readonly (keyof TenantAmounts)[] = ['cpu', 'memory'];

/** Whether all of it fits, as far as anybody knows. */
export function fitOf(
  amounts: readonly RoomAmount[],
  { silentSince }: Pick<ClusterRoom, 'silentSince'>,
): { fit: Fit; full: (keyof TenantAmounts)[] } {
  const full = amounts
    .filter(
      ({ after, capacity }) =>
        after !== undefined && capacity !== undefined && after > capacity,
    )
    .map(({ name }) => name);
  if (full.length) return { fit: 'full', full };
  const isKnown = amounts
    .filter(({ name }) => MUST_BE_KNOWN.includes(name))
    .every(
      ({ after, capacity }) => after !== undefined && capacity !== undefined,
    );
  // As last seen there may have been room.
  return { fit: isKnown && !silentSince ? 'fits' : 'unknown', full };
}
