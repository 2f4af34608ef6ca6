import type { HealthProfile, ProfileLine } from './HealthProfile';

const SATURATION = {
  id: 'saturation',
  title: 'Saturation',
  unit: 'ratio',
} as const;
const RESTARTS = { id: 'restarts', title: 'Restarts', unit: 'count' } as const;

const RESOURCES: ProfileLine[] = [
  {
    family: 'container_cpu_usage_seconds_total',
    group: SATURATION,
    id: 'cpu',
    title: 'CPU of its limit',
    query:
      'sum(rate(container_cpu_usage_seconds_total{$selector}[$window])) / sum(kube_pod_container_resource_limits{$selector,resource="cpu"})',
  },
  {
    family: 'container_cpu_usage_seconds_total',
    group: SATURATION,
    id: 'cpu-of-request',
    title: 'CPU of its request',
    query:
      'sum(rate(container_cpu_usage_seconds_total{$selector}[$window])) / sum(kube_pod_container_resource_requests{$selector,resource="cpu"})',
  },
  {
    family: 'container_memory_working_set_bytes',
    group: SATURATION,
    id: 'memory',
    title: 'Memory of its limit',
    query:
      'sum(container_memory_working_set_bytes{$selector}) / sum(kube_pod_container_resource_limits{$selector,resource="memory"})',
  },
  {
    family: 'container_cpu_cfs_periods_total',
    group: SATURATION,
    id: 'throttled',
    title: 'Periods throttled',
    query:
      'sum(rate(container_cpu_cfs_throttled_periods_total{$selector}[$window])) / sum(rate(container_cpu_cfs_periods_total{$selector}[$window]))',
  },
];

/** CPU, memory, restarts and waiting of containers that are named like the component. */
export const kubernetesContainers: HealthProfile = {
  id: 'kubernetes',
  title: 'Kubernetes containers',
  description:
    'CPU and memory by cAdvisor; restarts, kills for memory and waiting by kube-state-metrics. The container is named like the component.',
  labels: { namespace: '{namespace}', container: '{component}' },
  lines: [
    ...RESOURCES,
    {
      family: 'kube_pod_container_status_restarts_total',
      group: RESTARTS,
      id: 'restarts',
      title: 'Restarts',
      query:
        'sum(increase(kube_pod_container_status_restarts_total{$selector}[$window]))',
    },
    {
      family: 'kube_pod_container_status_last_terminated_reason',
      group: RESTARTS,
      id: 'out-of-memory',
      title: 'Last ended out of memory',
      query:
        'sum(kube_pod_container_status_last_terminated_reason{$selector,reason="OOMKilled"})',
    },
    {
      family: 'kube_pod_container_status_waiting_reason',
      group: RESTARTS,
      id: 'waiting',
      title: 'Waiting',
      query:
        'sum by (reason) (kube_pod_container_status_waiting_reason{$selector})',
      dimension: 'reason',
    },
  ],
};
