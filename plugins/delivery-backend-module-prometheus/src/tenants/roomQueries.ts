import { renderBy, renderSelector } from '../promql/promql';
import { QUOTA_RESOURCES } from './tenantQueries';

/** What is asked of a server to know how much room its clusters have. */
export interface RoomQueries {
  capacity: string;
  quotas: string;
  requests: string;
  volumes: string;
}

/**
 * Of clusters told apart by a label, or of all that the server knows. Several
 * replicas of kube-state-metrics say the same, so the most of each counts.
 */
export function roomQueries(
  clusters: readonly string[],
  clusterLabel: string | undefined,
): RoomQueries {
  const own = clusterLabel ? [clusterLabel] : [];
  const here = clusterLabel ? [{ label: clusterLabel, in: clusters }] : [];
  const amounts = { label: 'resource', in: ['cpu', 'memory'] };
  const max = (labels: string[], metric: string, more: typeof here = []) =>
    `${renderBy('max', [...labels, ...own])}(${renderSelector(metric, [...more, ...here])})`;
  const pod = ['namespace', 'pod'];
  const ended = `${max(pod, 'kube_pod_status_phase', [
    { label: 'phase', in: ['Succeeded', 'Failed'] },
  ])} > 0`;
  const asked = max(
    [...pod, 'container', 'resource'],
    'kube_pod_container_resource_requests',
    [amounts],
  );
  return {
    capacity: `${renderBy('sum', ['resource', ...own])}(${max(['node', 'resource'], 'kube_node_status_allocatable', [amounts])})`,
    quotas: max(
      ['namespace', 'resourcequota', 'resource'],
      'kube_resourcequota',
      [
        { label: 'resource', in: Object.values(QUOTA_RESOURCES).flat() },
        { label: 'type', in: ['hard'] },
      ],
    ),
    // What has ended holds nothing any more.
    requests: `${renderBy('sum', ['namespace', 'resource', ...own])}(${asked} unless on (${[...pod, ...own].join(', ')}) (${ended}))`,
    volumes: `${renderBy('sum', ['namespace', ...own])}(${max(
      ['namespace', 'persistentvolumeclaim'],
      'kube_persistentvolumeclaim_resource_requests_storage_bytes',
    )})`,
  };
}
