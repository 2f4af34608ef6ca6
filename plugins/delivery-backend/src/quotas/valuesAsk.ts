import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';
import { at } from '../belongings/yamlValues';
import { type YamlText, isMap, textAt } from '../formats';
import type { LocalChart } from '../tenants/folderDocuments';
import {
  addAmounts,
  type Ask,
  emptyAsk,
  hardOf,
  type Named,
  quantityOf,
  timesIn,
} from './amounts';
import { type DefaultRequests, requestsOf } from './podAsk';

const MAX_DEPTH = 8;
/** Blocks that limit others, and ask for nothing themselves. */
const NO_ASK = new Set(['quota', 'limits', 'limitRange', 'resources']);
const STORAGE = ['storage', 'size'];
/** A number without a unit is a count of something else. */
const WITH_UNIT = /[KMGTP]i?$/;

/** Values as Helm lays them over those of a chart. */
export function layOver(
  below: YamlText | undefined,
  above: YamlText | undefined,
): YamlText | undefined {
  if (above === undefined) return below;
  if (!isMap(below) || !isMap(above)) return above;
  const result: Record<string, YamlText> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const laid = layOver(below[key], value);
    if (laid !== undefined) result[key] = laid;
  }
  return result;
}

function timesOf(block: YamlText, of: string): Named {
  if (textAt(at(block, 'autoscaling'), 'enabled') === 'true') {
    const scaled = timesIn(at(block, 'autoscaling', 'minReplicas'), of);
    return { ...scaled, amount: scaled.amount ?? 1 };
  }
  const named = ['replicas', 'replicaCount', 'instances']
    .map(key => at(block, key))
    // A block of that name counts nothing.
    .filter(value => typeof value === 'string' && value !== '');
  return timesIn(named[0], of);
}

function storageOf(block: Record<string, YamlText>): TenantAmounts {
  const amounts = STORAGE.map(key => block[key]).flatMap(value =>
    typeof value === 'string' && WITH_UNIT.test(value)
      ? (quantityOf(value) ?? [])
      : [],
  );
  return amounts.length ? { storage: amounts[0] } : {};
}

interface Walk {
  ask: Ask;
  defaults: DefaultRequests;
  /** Whether anything says how much it asks for. */
  found: boolean;
}

/**
 * @param times - of a block in a list, which are containers of one pod. A block
 *   of its own is a thing of its own, and runs once unless it says more.
 */
function walk(
  value: YamlText | undefined,
  path: readonly string[],
  times: number,
  result: Walk,
) {
  if (path.length > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const each of value) walk(each, path, times, result);
    return;
  }
  if (!isMap(value) || textAt(value, 'enabled') === 'false') return;
  const of = path.length ? path.join('.') : 'values.yaml';
  const said = timesOf(value, of);
  const own = said.amount ?? times;
  const claimed = quantityOf(at(value.resources, 'requests', 'storage'));
  if (isMap(value.resources)) result.ask.untold.push(...said.untold);
  if (claimed !== undefined) {
    // Of a volume, which has no cores.
    addAmounts(result.ask.asked, { storage: claimed }, own);
  } else if (isMap(value.resources)) {
    const { asked, untold } = requestsOf(value.resources, result.defaults, of);
    addAmounts(result.ask.asked, asked, own);
    if (own) result.ask.untold.push(...untold);
    result.found = true;
  }
  addAmounts(result.ask.asked, storageOf(value), own);
  for (const [key, child] of Object.entries(value)) {
    if (NO_ASK.has(key)) continue;
    walk(child, [...path, key], Array.isArray(child) ? own : 1, result);
  }
}

function defaultsIn(values: YamlText | undefined): DefaultRequests {
  const limits = at(values, 'limits');
  if (textAt(limits, 'enabled') !== 'true') return {};
  return {
    cpu: quantityOf(at(limits, 'defaultRequest', 'cpu')),
    memory: quantityOf(at(limits, 'defaultRequest', 'memory')),
  };
}

/** What values of Helm ask for, by the names that charts give such things. */
export function valuesAsk(
  values: YamlText | undefined,
  { name, defaults }: { name?: string; defaults: DefaultRequests },
): Ask {
  const result: Walk = {
    ...{ ask: emptyAsk(), found: false },
    defaults: { ...defaults, ...withoutUnknown(defaultsIn(values)) },
  };
  walk(values, name ? [name] : [], 1, result);
  if (!result.found) {
    result.ask.untold.push(
      `the values of ${name ?? 'its chart'} say no requests`,
    );
  }
  return result.ask;
}

function withoutUnknown(amounts: DefaultRequests): DefaultRequests {
  return Object.fromEntries(
    Object.entries(amounts).filter(([, amount]) => amount !== undefined),
  );
}

/** What the quota of a chart of the repository allows, as Slipway's own one names it. */
export function quotaOfChart(
  { templates }: Pick<LocalChart, 'templates'>,
  values: YamlText | undefined,
): TenantAmounts {
  const makes = templates.some(text => text.includes('kind: ResourceQuota'));
  const isOn = textAt(at(values, 'quota'), 'enabled') === 'true';
  return makes && isOn ? hardOf(at(values, 'quota', 'hard')) : {};
}
