import { createHash } from 'node:crypto';
import { parseQuantity } from '@slipway/backstage-plugin-delivery-common';
import { load } from 'js-yaml';

/** What a container asks for, in cores and bytes, as far as it says so. */
export interface Requests {
  cpu?: number;
  memory?: number;
}

/** What a folder asks a cluster to run. */
export interface Workload {
  component: string;
  /** Name and tag. */
  image: string;
  replicas: number;
  memory?: string;
  requests: Requests;
  /** Name of the ReplicaSet's template, as Kubernetes would hash it. */
  hash: string;
}

type Tree = Record<string, any>;

function parse(files: Map<string, string>, name: string): Tree | undefined {
  const text = files.get(name);
  if (text === undefined) {
    return undefined;
  }
  const value = load(text, { filename: name });
  if (typeof value !== 'object' || value === null) {
    throw new Error(`${name} holds no object`);
  }
  return value as Tree;
}

/** More pods than these would be a slip, and too many objects to simulate. */
const MOST_REPLICAS = 50;

function readReplicas(value: unknown = 1): number {
  const isCount = Number.isInteger(value) && (value as number) >= 0;
  if (!isCount || (value as number) > MOST_REPLICAS) {
    throw new Error(
      `replicas is ${JSON.stringify(value)}, and must be a number from 0 to ${MOST_REPLICAS} here`,
    );
  }
  return value as number;
}

/** What Kustomize makes of an image: found by its name without the tag. */
function overridden(image: string, overrides: readonly Tree[]): string {
  const [, name, tag] = /^(.*?)(?::([^:/@]+))?$/.exec(image) ?? [];
  const override = overrides.find(candidate => candidate.name === name);
  if (!override) {
    return image;
  }
  const newTag = override.newTag ?? tag;
  const newName = override.newName ?? name;
  return newTag === undefined ? newName : `${newName}:${newTag}`;
}

function readRequests(requests: Tree | undefined): Requests {
  const amount = (name: keyof Requests) => {
    const value = requests?.[name];
    return value === undefined ? undefined : parseQuantity(String(value));
  };
  return { cpu: amount('cpu'), memory: amount('memory') };
}

function fromHelm(
  files: Map<string, string>,
): Omit<Workload, 'component' | 'hash'> {
  const values = parse(files, 'values.yaml') ?? {};
  const dependency = parse(files, 'Chart.yaml')?.dependencies?.[0]?.name;
  const own: Tree = values.image ? values : (values[dependency] ?? {});
  const { repository, tag } = own.image ?? {};
  if (typeof repository !== 'string' || tag === undefined) {
    throw new Error('values.yaml names no image');
  }
  return {
    image: `${repository}:${tag}`,
    replicas: readReplicas(own.replicas),
    memory: own.resources?.limits?.memory,
    requests: readRequests(own.resources?.requests),
  };
}

function fromManifests(
  files: Map<string, string>,
): Omit<Workload, 'component' | 'hash'> {
  const deployment = parse(files, 'deployment.yaml');
  const container = deployment?.spec?.template?.spec?.containers?.[0];
  if (typeof container?.image !== 'string') {
    throw new Error('deployment.yaml names no image');
  }
  return {
    image: overridden(
      container.image,
      parse(files, 'kustomization.yaml')?.images ?? [],
    ),
    replicas: readReplicas(deployment?.spec?.replicas),
    memory: container.resources?.limits?.memory,
    requests: readRequests(container.resources?.requests),
  };
}

/**
 * Renders a folder as far as a simulated cluster needs it.
 *
 * @throws Error with the words of the parser when a file cannot be read
 */
export function readWorkload(
  component: string,
  files: Map<string, string>,
): Workload {
  const found = files.has('Chart.yaml')
    ? fromHelm(files)
    : fromManifests(files);
  const hash = createHash('sha256')
    .update(`${component} ${found.image} ${found.memory}`)
    .digest('hex')
    .slice(0, 10);
  return { component, hash, ...found };
}
