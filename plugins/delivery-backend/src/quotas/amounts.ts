import {
  parseQuantity,
  type TenantAmounts,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import { at, listOf } from '../belongings/yamlValues';
import { type YamlText, isMap, textAt } from '../formats';

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

/** What stands there as a person would read it aloud. */
function quote(value: YamlText): string {
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : 'a block';
}

/** An amount that a manifest may name; one that cannot be read is told of. */
export interface Named {
  amount?: number;
  untold: string[];
}

/**
 * Reads an amount, three-valued: not there, a number, or something that is none.
 *
 * @param of - what it would be, for a sentence: "cpu of shop"
 */
export function amountIn(
  value: YamlText | undefined,
  of: string,
  read: (value: YamlText) => number | undefined = quantityOf,
): Named {
  // `cpu:` with nothing behind it is as good as no line.
  if (value === undefined || value === null) return { untold: [] };
  const amount = read(value);
  return amount === undefined
    ? { untold: [`${of} is ${quote(value)}, which is no amount`] }
    : { amount, untold: [] };
}

function countOf(value: YamlText): number | undefined {
  return typeof value === 'string' && /^\d{1,6}$/.test(value)
    ? Number(value)
    : undefined;
}

/** A number of replicas; where it cannot be read, it is told of and counts once. */
export function timesIn(value: YamlText | undefined, of: string): Named {
  const { amount, untold } = amountIn(value, `replicas of ${of}`, countOf);
  return { amount: amount ?? (untold.length ? 1 : undefined), untold };
}

/** The items of lists in the place of the lists. */
export function withoutLists(objects: readonly YamlText[]): YamlText[] {
  return objects.flatMap(each =>
    /List$/.test(textAt(each, 'kind') ?? '') && Array.isArray(at(each, 'items'))
      ? withoutLists(listOf(at(each, 'items')))
      : [each],
  );
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
