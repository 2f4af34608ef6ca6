import { pairwise } from '..';
import { render } from './serviceChart';

/** Parts of the chart, each on or off; two that exclude each other have one choice. */
const PARTS = {
  ingress: ['', 'ingress: { enabled: true, host: web.example.org }'],
  runs: [
    '',
    'autoscaling: { enabled: true }',
    'replicas: 1\nvolume: { enabled: true }',
    'rollout: { strategy: blueGreen }',
  ],
  monitoring: [
    '',
    'monitoring: { enabled: true, port: 9464 }\nslo: { enabled: true }',
    'monitoring: { enabled: true, alerts: false }',
  ],
  mesh: ['', 'mesh: { linkerd: true }'],
  postgresql: ['', 'postgresql: { enabled: true, secretName: database }'],
  rabbitmq: [
    '',
    'rabbitmq: { enabled: true, secretName: bus, from: [{ name: shop }] }',
    'rabbitmq: { of: shop, secretName: bus }',
    'rabbitmq: { host: bus.example.org, addresses: [10.0.0.0/8], secretName: bus }',
  ],
  backup: ['', 'backup: { enabled: true }'],
  files: ['', 'files: { a.yaml: "x" }'],
  networkPolicy: [
    '',
    'networkPolicy: { from: [{ name: shop }], to: [{ name: ledger, port: 8080 }] }',
    'networkPolicy: { enabled: false }',
  ],
  secrets: [
    '',
    'sealedSecrets: [{ name: bus, encryptedData: { password: AgA= } }]',
  ],
} as const;

/** Values of the chart in which each two of its parts meet. */
export function chartCombinations(): string[] {
  return pairwise(PARTS).map(parts => Object.values(parts).join('\n'));
}

/** Group and kind of all that the chart makes in a folder of a deployment. */
export function kindsOfTheChart(): string[] {
  const kinds = chartCombinations()
    .flatMap(values => render(values))
    .map(({ apiVersion, kind }) => {
      const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
      return `${group}/${kind}`;
    });
  return [...new Set(kinds)].sort();
}
