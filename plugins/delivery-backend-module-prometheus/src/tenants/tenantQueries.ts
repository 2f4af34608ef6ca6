import { renderBy, renderSelector } from '../promql/promql';
import type { LabelTemplate } from '../profiles/HealthProfile';

/** Resources of a quota, as kube-state-metrics names them; the first that is there counts. */
export const QUOTA_RESOURCES = {
  cpu: ['requests.cpu', 'cpu', 'limits.cpu'],
  memory: ['requests.memory', 'memory', 'limits.memory'],
  storage: ['requests.storage'],
} as const;

/** A longer list of names would not fit a question; then all are asked for. */
const MOST_NAMES = 300;

/** The label by which a server tells clusters apart, if it does. */
export function clusterLabelOf(
  labels: Readonly<Record<string, LabelTemplate>>,
): string | undefined {
  return Object.keys(labels).find(
    name => labels[name] === '{cluster}' || labels[name] === '{cluster?}',
  );
}

function named(label: string, names: readonly string[]) {
  return names.length <= MOST_NAMES ? [{ label, in: names }] : [];
}

/** Used and hard amounts of the quotas of namespaces. */
export function quotaQuery(
  namespaces: readonly string[],
  clusterLabel: string | undefined,
): string {
  const resources = Object.values(QUOTA_RESOURCES).flat();
  const by = ['namespace', 'resourcequota', 'resource', 'type'];
  // Several replicas of kube-state-metrics say the same.
  const selector = renderSelector('kube_resourcequota', [
    ...named('namespace', namespaces),
    { label: 'resource', in: resources },
  ]);
  const labels = clusterLabel ? [...by, clusterLabel] : by;
  return `${renderBy('max', labels)}(${selector})`;
}

/** When the certificates of cert-manager in some namespaces end. */
export function certificateQuery(
  namespaces: readonly string[],
  clusterLabel: string | undefined,
): string {
  const metric = 'certmanager_certificate_expiration_timestamp_seconds';
  const labels = ['namespace', 'exported_namespace', 'name'];
  const by = renderBy('min', clusterLabel ? [...labels, clusterLabel] : labels);
  // Which of the labels holds it depends on who scrapes.
  const parts = ['namespace', 'exported_namespace'].map(
    label => `${by}(${renderSelector(metric, named(label, namespaces))} > 0)`,
  );
  return parts.join(' or ');
}

/** When each schedule of Velero last made a backup that succeeded. */
export function backupQuery(
  schedules: readonly string[],
  clusterLabel: string | undefined,
): string {
  const selector = renderSelector('velero_backup_last_successful_timestamp', [
    ...named('schedule', schedules),
  ]);
  const labels = clusterLabel ? ['schedule', clusterLabel] : ['schedule'];
  // One that never succeeded says 0.
  return `${renderBy('max', labels)}(${selector}) > 0`;
}
