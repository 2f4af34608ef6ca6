import type {
  TenantReading,
  TenantTarget,
} from '@slipway/backstage-plugin-delivery-node';
import type { Series } from '../client/answers';
import { QUOTA_RESOURCES } from './tenantQueries';

type Amount = keyof typeof QUOTA_RESOURCES;

/** What the two questions gave. */
export interface TenantAnswers {
  quotas: readonly Series[];
  backups: readonly Series[];
  certificates: readonly Series[];
  clusterLabel?: string;
}

interface Namespace {
  namespace: string;
  cluster?: string;
}

/** The newest value of a series; undefined for what is no amount. */
export function valueOf({ points }: Series): number | undefined {
  const value = points[points.length - 1]?.value;
  return value !== undefined && Number.isFinite(value) && value >= 0
    ? value
    : undefined;
}

function keyOf({ namespace, cluster = '' }: Namespace, byCluster: boolean) {
  return JSON.stringify([namespace, byCluster ? cluster : '']);
}

/** Amounts of one namespace by resource; of several quotas the tightest. */
type Quotas = Map<string, { used: number; hard: number }>;

function quotasByNamespace({ quotas, clusterLabel }: TenantAnswers) {
  const parts = new Map<
    string,
    { key: string; resource: string } & Partial<Record<string, number>>
  >();
  for (const each of quotas) {
    const {
      namespace = '',
      resourcequota = '',
      resource = '',
      type,
    } = each.labels;
    const cluster = clusterLabel && each.labels[clusterLabel];
    const key = keyOf({ namespace, cluster }, clusterLabel !== undefined);
    const id = JSON.stringify([key, resourcequota, resource]);
    const part = parts.get(id) ?? ({ key, resource } as never);
    parts.set(id, part);
    const value = valueOf(each);
    if (value !== undefined && (type === 'used' || type === 'hard')) {
      part[type] = value as never;
    }
  }
  const byNamespace = new Map<string, Quotas>();
  for (const { key, resource, used, hard } of parts.values()) {
    if (used === undefined || hard === undefined) continue;
    const own: Quotas = byNamespace.get(key) ?? new Map();
    byNamespace.set(key, own);
    const known = own.get(resource);
    if (!known || hard < known.hard) own.set(resource, { used, hard });
  }
  return byNamespace;
}

/** The sum over all namespaces, or nothing where one of them says nothing. */
function sumOf(own: readonly (Quotas | undefined)[], amount: Amount) {
  const found = own.map(quotas =>
    QUOTA_RESOURCES[amount]
      .map(resource => quotas?.get(resource))
      .find(value => value !== undefined),
  );
  if (!found.length || found.some(value => !value)) return undefined;
  return found.reduce(
    (sum, value) => ({
      used: sum!.used + value!.used,
      hard: sum!.hard + value!.hard,
    }),
    { used: 0, hard: 0 },
  );
}

/** Schedules that may be a tenant's: those its file names, else by its name. */
export function schedulesOf(target: TenantTarget): string[] {
  const { tenant, environment, namespaces, backupSchedules } = target;
  return backupSchedules.length
    ? backupSchedules
    : [
        ...[tenant, `${tenant}-${environment}`],
        ...namespaces.map(({ namespace }) => namespace),
      ];
}

function backupOf(
  target: TenantTarget,
  { backups, clusterLabel }: TenantAnswers,
): Pick<TenantReading, 'backup'> {
  const clusters = target.namespaces.map(({ cluster }) => cluster);
  const isOwn = ({ labels }: Series) =>
    !clusterLabel || clusters.includes(labels[clusterLabel]);
  const at = (schedule: string) => {
    const values = backups
      .filter(each => each.labels.schedule === schedule && isOwn(each))
      .flatMap(each => valueOf(each) ?? []);
    return values.length ? { schedule, at: Math.max(...values) } : undefined;
  };
  const { tenant, environment, namespaces, backupSchedules } = target;
  const oldest = (names: readonly string[]) => {
    const found = names.map(at);
    // A namespace that nobody keeps is not kept by the schedule of another.
    return found.length && found.every(each => each)
      ? found.reduce((one, other) => (other!.at < one!.at ? other : one))
      : undefined;
  };
  const backup = backupSchedules.length
    ? oldest(backupSchedules)
    : (at(`${tenant}-${environment}`) ??
      at(tenant) ??
      oldest(namespaces.map(({ namespace }) => namespace)));
  return backup ? { backup } : {};
}

/** When the first certificate in a tenant's namespaces ends. */
function certificateOf(
  namespaces: readonly Namespace[],
  { certificates, clusterLabel }: TenantAnswers,
): Pick<TenantReading, 'certificate'> {
  const isOwn = ({ labels }: Series) =>
    namespaces.some(
      ({ namespace, cluster }) =>
        // Prometheus renames the label where it has one of its own.
        namespace === (labels.exported_namespace || labels.namespace) &&
        (!clusterLabel || labels[clusterLabel] === cluster),
    );
  const [first] = certificates
    .filter(isOwn)
    .flatMap(each => {
      const at = valueOf(each);
      return at ? [{ at, name: each.labels.name ?? '' }] : [];
    })
    .sort((one, other) => one.at - other.at);
  return first ? { certificate: first } : {};
}

/**
 * What was measured of each target. A namespace that several tenants share
 * tells of none of them.
 */
export function readTenants(
  targets: readonly TenantTarget[],
  answers: TenantAnswers,
): (TenantReading | undefined)[] {
  const byCluster = answers.clusterLabel !== undefined;
  const owners = new Map<string, Set<string>>();
  for (const { tenant, environment, namespaces } of targets) {
    for (const each of namespaces) {
      const key = keyOf(each, byCluster);
      owners.set(
        key,
        (owners.get(key) ?? new Set()).add(`${tenant} ${environment}`),
      );
    }
  }
  const quotas = quotasByNamespace(answers);
  return targets.map(target => {
    const keys = target.namespaces.map(each => keyOf(each, byCluster));
    const isAlone = keys.every(key => owners.get(key)?.size === 1);
    const own = isAlone ? keys.map(key => quotas.get(key)) : [];
    const reading: TenantReading = {
      ...{ used: {}, hard: {} },
      ...backupOf(target, answers),
      ...(isAlone && certificateOf(target.namespaces, answers)),
    };
    for (const amount of Object.keys(QUOTA_RESOURCES) as Amount[]) {
      const sum = sumOf(own, amount);
      if (sum) {
        reading.used[amount] = sum.used;
        reading.hard[amount] = sum.hard;
      }
    }
    const isMeasured =
      reading.backup || reading.certificate || Object.keys(reading.used).length;
    return isMeasured ? reading : undefined;
  });
}
