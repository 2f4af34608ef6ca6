import type { HealthProfile } from './HealthProfile';

const SATURATION = {
  id: 'saturation',
  title: 'Saturation',
  unit: 'ratio',
} as const;
const RESTARTS = { id: 'restarts', title: 'Restarts', unit: 'count' } as const;

/** Allocations of a Nomad job that is named like the component. */
export const nomad: HealthProfile = {
  id: 'nomad',
  title: 'Nomad allocations',
  description:
    'CPU, memory, restarts and kills for memory of a job, when its agents publish metrics of allocations.',
  labels: { exported_job: '{component}' },
  lines: [
    {
      family: 'nomad_client_allocs_cpu_total_percent',
      group: SATURATION,
      id: 'cpu',
      title: 'CPU of what it was given',
      query: 'avg(nomad_client_allocs_cpu_total_percent{$selector}) / 100',
    },
    {
      family: 'nomad_client_allocs_memory_usage',
      group: SATURATION,
      id: 'memory',
      title: 'Memory of what it was given',
      query:
        'sum(nomad_client_allocs_memory_usage{$selector}) / sum(nomad_client_allocs_memory_allocated{$selector})',
    },
    {
      family: 'nomad_client_allocs_restart',
      group: RESTARTS,
      id: 'restarts',
      title: 'Restarts',
      query: 'sum(increase(nomad_client_allocs_restart{$selector}[$window]))',
    },
    {
      family: 'nomad_client_allocs_oom_killed',
      group: RESTARTS,
      id: 'out-of-memory',
      title: 'Killed out of memory',
      query:
        'sum(increase(nomad_client_allocs_oom_killed{$selector}[$window]))',
    },
  ],
};
