import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';
import type { RoomReading } from '@slipway/backstage-plugin-delivery-node';
import type { Series } from '../client/answers';
import { valueOf } from './readTenants';
import type { RoomQueries } from './roomQueries';
import { QUOTA_RESOURCES } from './tenantQueries';

type Amount = keyof typeof QUOTA_RESOURCES;

const AMOUNTS = Object.keys(QUOTA_RESOURCES) as Amount[];

/** What the questions gave, and by which label clusters are told apart. */
export type RoomAnswers = Record<keyof RoomQueries, readonly Series[]> & {
  clusterLabel?: string;
};

/** Amounts by namespace. */
type ByNamespace = Map<string, number>;

function keep(all: ByNamespace, namespace: string, value: number) {
  all.set(namespace, Math.min(all.get(namespace) ?? Infinity, value));
}

/** What the tightest quota of each namespace lets it take. */
function quotasOf(quotas: readonly Series[], amount: Amount): ByNamespace {
  const found: ByNamespace = new Map();
  for (const resource of QUOTA_RESOURCES[amount]) {
    const of: ByNamespace = new Map();
    for (const each of quotas) {
      const value = valueOf(each);
      const isOther = each.labels.resource !== resource;
      if (isOther || value === undefined) continue;
      keep(of, each.labels.namespace ?? '', value);
    }
    // The first name of a resource that is there counts.
    for (const [namespace, value] of of) {
      if (!found.has(namespace)) found.set(namespace, value);
    }
  }
  return found;
}

/** What is asked for in each namespace. */
function asksOf(
  { requests, volumes }: Pick<RoomAnswers, 'requests' | 'volumes'>,
  amount: Amount,
): ByNamespace {
  const asked: ByNamespace = new Map();
  const own =
    amount === 'storage'
      ? volumes
      : requests.filter(({ labels }) => labels.resource === amount);
  for (const each of own) {
    const value = valueOf(each);
    if (value !== undefined) asked.set(each.labels.namespace ?? '', value);
  }
  return asked;
}

/**
 * What is promised: the quota of a namespace, else what it asks for. Quotas
 * alone would say that all other namespaces take nothing.
 */
function reservedOf(answers: RoomAnswers, amount: Amount): number | undefined {
  const quotas = quotasOf(answers.quotas, amount);
  const asked = asksOf(answers, amount);
  if (!asked.size) return undefined;
  const all = new Map([...asked, ...quotas]);
  return [...all.values()].reduce((sum, value) => sum + value, 0);
}

function roomOf(cluster: string, answers: RoomAnswers): RoomReading {
  const reserved: TenantAmounts = {};
  const capacity: TenantAmounts = {};
  for (const amount of AMOUNTS) {
    const promised = reservedOf(answers, amount);
    if (promised !== undefined) reserved[amount] = promised;
    const nodes = answers.capacity.find(
      ({ labels }) => labels.resource === amount,
    );
    const total = nodes && valueOf(nodes);
    if (total) capacity[amount] = total;
  }
  return { cluster, reserved, capacity };
}

/**
 * How much room each of some clusters has. Without a label that tells clusters
 * apart a server speaks for one of them only.
 */
export function readRooms(
  clusters: readonly string[],
  answers: RoomAnswers,
): RoomReading[] {
  const { clusterLabel } = answers;
  if (!clusterLabel && clusters.length !== 1) return [];
  return clusters
    .map(cluster => {
      const isOwn = ({ labels }: Series) =>
        !clusterLabel || labels[clusterLabel] === cluster;
      return roomOf(cluster, {
        ...{ clusterLabel, capacity: answers.capacity.filter(isOwn) },
        quotas: answers.quotas.filter(isOwn),
        requests: answers.requests.filter(isOwn),
        volumes: answers.volumes.filter(isOwn),
      });
    })
    .filter(
      ({ reserved, capacity }) =>
        Object.keys(reserved).length || Object.keys(capacity).length,
    );
}
