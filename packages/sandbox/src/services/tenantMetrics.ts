import type { ClusterReconciler } from '../reconcile/ClusterReconciler';
import { STORY_TENANTS, type StoryTenant } from '../story/tenants';

const GIB = 2 ** 30;
const HOUR = 3600;
/** What a pod asks for, in cores and bytes. */
const OF_POD = { cpu: 0.35, memory: 0.9 * GIB };
/** A backup is through so many seconds after the full hour. */
const BACKUP_TAKES = 780;

function quotaLines(
  tenant: StoryTenant,
  namespace: string,
  cluster: string,
  pods: number,
): string[] {
  const { quota, stored } = tenant;
  const amounts: [resource: string, used: number, hard: number][] = [
    ['requests.cpu', pods * OF_POD.cpu, quota.cpu],
    ['requests.memory', pods * OF_POD.memory, quota.memory * GIB],
    ['requests.storage', stored * GIB, quota.storage * GIB],
  ];
  return amounts.flatMap(([resource, used, hard]) => {
    const labels = `cluster="${cluster}",namespace="${namespace}",resourcequota="quota",resource="${resource}"`;
    return [
      `kube_resourcequota{${labels},type="used"} ${used}`,
      `kube_resourcequota{${labels},type="hard"} ${hard}`,
    ];
  });
}

function backupLine({ name }: StoryTenant, cluster: string, now: Date) {
  const seconds = now.getTime() / 1000 - BACKUP_TAKES;
  const at = Math.floor(seconds / HOUR) * HOUR + BACKUP_TAKES;
  return `velero_backup_last_successful_timestamp{cluster="${cluster}",schedule="${name}"} ${at}`;
}

/**
 * What kube-state-metrics and Velero of a cluster say of the tenants in it. A
 * tenant that somebody made here has neither a quota nor a schedule.
 */
export function tenantMetrics(
  {
    cluster,
    applications,
  }: Pick<ClusterReconciler, 'cluster'> & {
    applications: ReturnType<ClusterReconciler['applications']>;
  },
  now: Date,
): string {
  const here = STORY_TENANTS.map(tenant => ({
    tenant,
    namespace: `retail-${tenant.name}`,
  })).filter(({ namespace }) =>
    applications.some(each => each.namespace === namespace),
  );
  return [
    '# HELP kube_resourcequota Used and hard amounts of a quota.',
    '# TYPE kube_resourcequota gauge',
    ...here.flatMap(({ tenant, namespace }) => {
      const pods = applications
        .filter(each => each.namespace === namespace)
        .reduce((sum, each) => sum + each.pods.length, 0);
      return quotaLines(tenant, namespace, cluster.name, pods);
    }),
    '# HELP velero_backup_last_successful_timestamp When a backup last succeeded.',
    '# TYPE velero_backup_last_successful_timestamp gauge',
    ...here.map(({ tenant }) => backupLine(tenant, cluster.name, now)),
    '',
  ].join('\n');
}
