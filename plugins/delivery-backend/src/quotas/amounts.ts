import {
  parseQuantity,
  type TenantAmounts,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import { type YamlText, isMap } from '../formats';

/** What manifests ask for. */
export interface Ask {
  /** Cores and bytes, as far as it is said. */
  asked: TenantAmounts;
  /** What could not be told, in clauses for a person. */
  untold: string[];
}

export function emptyAsk(): Ask {
  return { asked: {}, untold: [] };
}

/** Adds amounts, some times over. */
export function addAmounts(to: TenantAmounts, more: TenantAmounts, times = 1) {
  for (const name of TENANT_AMOUNTS) {
    const amount = more[name];
    if (amount !== undefined) to[name] = (to[name] ?? 0) + amount * times;
  }
}

/** The smaller of each amount; an amount that only one names counts. */
export function tightest(all: readonly TenantAmounts[]): TenantAmounts {
  const result: TenantAmounts = {};
  for (const name of TENANT_AMOUNTS) {
    const known = all.flatMap(each => each[name] ?? []);
    if (known.length) result[name] = Math.min(...known);
  }
  return result;
}

/** An amount that stands in a manifest; undefined when it is none. */
export function quantityOf(value: YamlText | undefined): number | undefined {
  return typeof value === 'string' ? parseQuantity(value) : undefined;
}

/** A number of replicas that stands in a manifest. */
export function countOf(value: YamlText | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,6}$/.test(value)
    ? Number(value)
    : undefined;
}

const HARD: Record<keyof TenantAmounts, readonly string[]> = {
  cpu: ['requests.cpu', 'cpu'],
  memory: ['requests.memory', 'memory'],
  storage: ['requests.storage'],
};

/** What `spec.hard` of a ResourceQuota allows to be asked for. */
export function hardOf(hard: YamlText | undefined): TenantAmounts {
  const result: TenantAmounts = {};
  if (!isMap(hard)) return result;
  for (const name of TENANT_AMOUNTS) {
    const known = HARD[name].flatMap(key => quantityOf(hard[key]) ?? []);
    if (known.length) result[name] = Math.min(...known);
  }
  return result;
}
