import { join } from 'node:path';
import { type KubernetesObject, TEMPLATES, renderChart } from '..';

/** The chart that all folders share. */
export const CHART = join(
  TEMPLATES,
  'gitops-repository/skeleton/kubernetes/charts/service',
);
/** Where the tests render it. */
export const PLACE = { release: 'web', namespace: 'dev--web' };
/** The least that a folder says. */
export const IMAGE =
  'image: { repository: registry.example.org/web, tag: "1.2.3" }\n';

/** Values that ask for each part of the chart. */
export const EVERYTHING = `
ingress: { enabled: true, host: web.example.org }
autoscaling: { enabled: true }
monitoring: { enabled: true, port: 9464 }
slo: { enabled: true }
mesh: { linkerd: true }
postgresql: { enabled: true, secretName: database }
rabbitmq: { enabled: true, secretName: bus }
backup: { enabled: true, ownSchedule: true }
files: { a.yaml: "x: {{ y }}" }
networkPolicy:
  from: [{ namespace: dev--shop, name: shop }]
  to: [{ namespace: dev--ledger, name: ledger, port: 8080 }]
  toAddresses: [{ cidr: 10.0.0.0/8, ports: [443] }]
sealedSecrets:
  - { name: database, encryptedData: { password: AgA= } }
  - { name: bus, scope: namespace-wide, encryptedData: { password: AgB= } }
`;

/** Objects that the chart makes of an image and more values. */
export function render(values = '', kubeVersion?: string): KubernetesObject[] {
  return renderChart(CHART, { ...PLACE, kubeVersion, values: IMAGE + values });
}

/** Objects that make pods. */
export function workloads(objects: KubernetesObject[]): KubernetesObject[] {
  return objects.filter(({ kind }) =>
    ['Deployment', 'Rollout', 'StatefulSet'].includes(kind),
  );
}

/** What a workload says of its pods. */
export function podOf(workload: KubernetesObject) {
  return workload.spec.template.spec;
}

/** Whether a selector means these labels. */
export function selects(
  selector: object,
  labels: Record<string, string> = {},
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}
