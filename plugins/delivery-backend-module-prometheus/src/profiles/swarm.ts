import type { HealthProfile } from './HealthProfile';

const SATURATION = {
  id: 'saturation',
  title: 'Saturation',
  unit: 'ratio',
} as const;

/** Containers of a Swarm service, named `<stack>_<component>`, by cAdvisor. */
export const swarm: HealthProfile = {
  id: 'swarm',
  title: 'Swarm containers',
  description:
    'Memory of the containers of a Swarm service, named like stack and component, by cAdvisor.',
  labels: {
    container_label_com_docker_swarm_service_name: '{namespace}_{component}',
  },
  lines: [
    {
      family: 'container_memory_working_set_bytes',
      group: SATURATION,
      id: 'memory',
      title: 'Memory of its limit',
      query:
        'sum(container_memory_working_set_bytes{$selector}) / sum(container_spec_memory_limit_bytes{$selector} > 0)',
    },
    {
      family: 'container_cpu_usage_seconds_total',
      group: SATURATION,
      id: 'cpu',
      title: 'CPU of its quota',
      query:
        'sum(rate(container_cpu_usage_seconds_total{$selector}[$window])) / sum(container_spec_cpu_quota{$selector} / container_spec_cpu_period{$selector})',
    },
  ],
};
