import type { FolderFormat } from './services';

/** What a folder of the GitOps repository says. */
export interface FolderState {
  component: string;
  format: FolderFormat;
  version: string;
  replicas: number;
  memoryMi: number;
  hold?: Pin & { until: string };
  bans: Pin[];
}

/** A hold or a ban as `delivery.yaml` keeps it. */
export interface Pin {
  version: string;
  by: string;
  reason: string;
  since: string;
}

const REGISTRY = 'registry.example.org/retail';

/** The repository of a service's container images. */
export function imageOf(component: string): string {
  return `${REGISTRY}/${component}`;
}

type Files = Record<string, string>;

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

function values(state: FolderState, indent: string): string[] {
  return [
    'image:',
    `  repository: ${imageOf(state.component)}`,
    `  tag: "${state.version}" # set by CI`,
    `replicas: ${state.replicas}`,
    'resources:',
    '  requests:',
    '    cpu: 100m',
    '    memory: 256Mi',
    '  limits:',
    `    memory: ${state.memoryMi}Mi`,
  ].map(line => `${indent}${line}`);
}

function chart(state: FolderState, dependency: string, version: string) {
  return lines(
    'apiVersion: v2',
    `name: ${state.component}-deployment`,
    'type: application',
    'version: 0.1.0',
    'dependencies:',
    `  - name: ${dependency}`,
    `    version: ${version}`,
    '    repository: oci://registry.example.org/charts',
  );
}

function library(state: FolderState): Files {
  return {
    'Chart.yaml': chart(state, 'service-library', '3.2.0'),
    'templates/service.yaml': lines('{{ include "service-library.all" . }}'),
    'values.yaml': lines(...values(state, '')),
  };
}

function umbrella(state: FolderState): Files {
  return {
    'Chart.yaml': chart(state, state.component, '1.4.0'),
    'values.yaml': lines(`${state.component}:`, ...values(state, '  ')),
  };
}

function deployment(state: FolderState, image: string): string {
  const { component } = state;
  return lines(
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    `  name: ${component}`,
    'spec:',
    `  replicas: ${state.replicas}`,
    '  selector:',
    '    matchLabels:',
    `      app: ${component}`,
    '  template:',
    '    metadata:',
    '      labels:',
    `        app: ${component}`,
    '    spec:',
    '      containers:',
    `        - name: ${component}`,
    `          image: ${image}`,
    '          resources:',
    '            requests:',
    '              cpu: 100m',
    '              memory: 256Mi',
    '            limits:',
    `              memory: ${state.memoryMi}Mi`,
  );
}

function kustomize(state: FolderState): Files {
  const image = imageOf(state.component);
  return {
    'deployment.yaml': deployment(state, image),
    'kustomization.yaml': lines(
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'resources:',
      '  - deployment.yaml',
      'images:',
      `  - name: ${image}`,
      `    newTag: "${state.version}" # set by CI`,
    ),
  };
}

function plain(state: FolderState): Files {
  const image = `${imageOf(state.component)}:${state.version}`;
  return { 'deployment.yaml': deployment(state, `${image} # set by CI`) };
}

const WRITERS: Record<FolderFormat, (state: FolderState) => Files> = {
  library,
  umbrella,
  kustomize,
  plain,
};

function pin(entry: Pin, first: string, indent: string): string[] {
  return [
    `${first}version: "${entry.version}"`,
    `${indent}by: ${entry.by}`,
    `${indent}reason: ${entry.reason}`,
    `${indent}since: "${entry.since}"`,
  ];
}

function pins({ hold, bans }: FolderState): Files {
  if (!hold && !bans.length) {
    return {};
  }
  return {
    'delivery.yaml': lines(
      ...(hold
        ? ['hold:', ...pin(hold, '  ', '  '), `  until: "${hold.until}"`]
        : []),
      ...(bans.length ? ['bans:'] : []),
      ...bans.flatMap(ban => pin(ban, '  - ', '    ')),
    ),
  };
}

/** All files of a folder, by their names in it. */
export function folderFiles(state: FolderState): Files {
  return { ...WRITERS[state.format](state), ...pins(state) };
}
