import type { HealthProfile } from './HealthProfile';

const REPLICAS = { id: 'replicas', title: 'Replicas', unit: 'count' } as const;

/** Replicas of a Deployment that is named like the component. */
export const kubernetesDeployments: HealthProfile = {
  id: 'kubernetes-deployment',
  title: 'Kubernetes Deployment',
  description:
    'Replicas that are there, and those that are wanted, by kube-state-metrics.',
  labels: { namespace: '{namespace}', deployment: '{component}' },
  lines: [
    {
      family: 'kube_deployment_status_replicas_available',
      group: REPLICAS,
      id: 'available',
      title: 'Available',
      query: 'sum(kube_deployment_status_replicas_available{$selector})',
    },
    {
      family: 'kube_deployment_spec_replicas',
      group: REPLICAS,
      id: 'wanted',
      title: 'Wanted',
      query: 'sum(kube_deployment_spec_replicas{$selector})',
    },
  ],
};
