import type { ClusterReconciler } from '../reconcile/ClusterReconciler';
import type { Quota } from '../reconcile/readQuota';
import type { Requests } from '../reconcile/readWorkload';
import type { SimulatedPod } from '../reconcile/SimulatedWorkload';
import { STORY_TENANTS, type StoryTenant } from '../story/tenants';

const GIB = 2 ** 30;
const HOUR = 3600;
/** Nodes of a simulated cluster, and what each can give. */
const NODES = 4;
const OF_NODE = { cpu: 24, memory: 96 * GIB };
/** A certificate is made anew so many days before it ends. */
const RENEWED = { days: 90, before: 30 };
const DAY = 24 * HOUR;

/** A backup is through so many seconds after the full hour. */
const BACKUP_TAKES = 780;

function sumOf(pods: readonly SimulatedPod[], name: keyof Requests): number {
  return pods.reduce((sum, { requests }) => sum + (requests[name] ?? 0), 0);
}

function quotaLines(
  quota: Quota,
  namespace: string,
  cluster: string,
  pods: readonly SimulatedPod[],
): string[] {
  const stored = storedOf(namespace) * GIB;
  const amounts: [resource: string, used: number, hard?: number][] = [
    ['requests.cpu', sumOf(pods, 'cpu'), quota.cpu],
    ['requests.memory', sumOf(pods, 'memory'), quota.memory],
    ['requests.storage', stored, quota.storage],
  ];
  return amounts.flatMap(([resource, used, hard]) => {
    if (hard === undefined) return [];
    const labels = `cluster="${cluster}",namespace="${namespace}",resourcequota="quota",resource="${resource}"`;
    return [
      `kube_resourcequota{${labels},type="used"} ${used}`,
      `kube_resourcequota{${labels},type="hard"} ${hard}`,
    ];
  });
}

/** GiB; what somebody made here has no data yet. */
function storedOf(namespace: string): number {
  const tenant = STORY_TENANTS.find(({ name }) => isOf(name, namespace));
  return tenant?.stored ?? 0;
}

function isOf(tenant: string, namespace: string): boolean {
  return namespace === `retail-${tenant}`;
}

function nodeLines(cluster: string): string[] {
  return Array.from({ length: NODES }, (_, n) =>
    Object.entries(OF_NODE).map(
      ([resource, amount]) =>
        `kube_node_status_allocatable{cluster="${cluster}",node="${cluster}-${n + 1}",resource="${resource}"} ${amount}`,
    ),
  ).flat();
}

/** What each pod of the cluster asks for, whoever it belongs to. */
function requestLines(
  applications: ReturnType<ClusterReconciler['applications']>,
  cluster: string,
): string[] {
  return applications.flatMap(({ namespace, pods }) =>
    pods.flatMap(pod => {
      const labels = `cluster="${cluster}",namespace="${namespace}",pod="${pod.name}",container="main"`;
      // Of what a container does not ask for there is no line.
      return Object.entries(pod.requests).flatMap(([resource, amount]) =>
        amount === undefined
          ? []
          : `kube_pod_container_resource_requests{${labels},resource="${resource}"} ${amount}`,
      );
    }),
  );
}

/** Volumes of the tenants; nothing else of the story keeps data. */
function volumeLine({ name, stored }: StoryTenant, cluster: string) {
  return `kube_persistentvolumeclaim_resource_requests_storage_bytes{cluster="${cluster}",namespace="retail-${name}",persistentvolumeclaim="data"} ${stored * GIB}`;
}

/** Renewed in time, so that it always ends some weeks from now. */
function certificateLine({ name }: StoryTenant, cluster: string, now: Date) {
  const round = (RENEWED.days - RENEWED.before) * DAY;
  const made = Math.floor(now.getTime() / 1000 / round) * round;
  return `certmanager_certificate_expiration_timestamp_seconds{cluster="${cluster}",namespace="retail-${name}",name="shop-tls"} ${made + RENEWED.days * DAY}`;
}

function backupLine({ name }: StoryTenant, cluster: string, now: Date) {
  const seconds = now.getTime() / 1000 - BACKUP_TAKES;
  const at = Math.floor(seconds / HOUR) * HOUR + BACKUP_TAKES;
  return `velero_backup_last_successful_timestamp{cluster="${cluster}",schedule="${name}"} ${at}`;
}

/** What a cluster is, runs and allows. */
export interface MeasuredCluster extends Pick<ClusterReconciler, 'cluster'> {
  applications: ReturnType<ClusterReconciler['applications']>;
  quotas: ReturnType<ClusterReconciler['quotas']>;
}

/**
 * What kube-state-metrics and Velero of a cluster say of the tenants in it. A
 * tenant that somebody made here has no schedule of backups.
 */
export function tenantMetrics(
  { cluster, applications, quotas }: MeasuredCluster,
  now: Date,
): string {
  const runs = (namespace: string) =>
    applications.some(each => each.namespace === namespace);
  const here = STORY_TENANTS.filter(({ name }) => runs(`retail-${name}`));
  return [
    '# HELP kube_resourcequota Used and hard amounts of a quota.',
    '# TYPE kube_resourcequota gauge',
    ...[...quotas].flatMap(([namespace, quota]) => {
      const pods = applications
        .filter(each => each.namespace === namespace)
        .flatMap(each => each.pods);
      return quotaLines(quota, namespace, cluster.name, pods);
    }),
    '# HELP kube_node_status_allocatable What a node can give.',
    '# TYPE kube_node_status_allocatable gauge',
    ...nodeLines(cluster.name),
    '# HELP kube_pod_container_resource_requests What a container asks for.',
    '# TYPE kube_pod_container_resource_requests gauge',
    ...requestLines(applications, cluster.name),
    '# HELP kube_persistentvolumeclaim_resource_requests_storage_bytes What a volume asks for.',
    '# TYPE kube_persistentvolumeclaim_resource_requests_storage_bytes gauge',
    ...here.map(tenant => volumeLine(tenant, cluster.name)),
    '# HELP certmanager_certificate_expiration_timestamp_seconds When a certificate ends.',
    '# TYPE certmanager_certificate_expiration_timestamp_seconds gauge',
    ...here.map(tenant => certificateLine(tenant, cluster.name, now)),
    '# HELP velero_backup_last_successful_timestamp When a backup last succeeded.',
    '# TYPE velero_backup_last_successful_timestamp gauge',
    ...here.map(tenant => backupLine(tenant, cluster.name, now)),
    '',
  ].join('\n');
}
