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

/** What is found on a path; undefined where it ends early. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (Object(found) as Record<string, unknown>)[key],
    value,
  );
}

/** Numbers are text, too, where YAML took one for such; what was left empty is not. */
function textAt(value: unknown, ...path: (string | number)[]) {
  const found = at(value, ...path) ?? undefined;
  return found === undefined ? undefined : String(found);
}

function parse(files: Map<string, string>, name: string): object | undefined {
  const text = files.get(name);
  if (text === undefined) {
    return undefined;
  }
  const value = load(text, { filename: name });
  if (typeof value !== 'object' || value === null) {
    throw new Error(`${name} holds no object`);
  }
  return value;
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
function overridden(image: string, overrides: unknown): string {
  const [, name, tag] = /^(.*?)(?::([^:/@]+))?$/.exec(image) ?? [];
  const candidates: unknown[] = Array.isArray(overrides) ? overrides : [];
  const override = candidates.find(each => at(each, 'name') === name);
  if (!override) {
    return image;
  }
  const newTag = textAt(override, 'newTag') ?? tag;
  const newName = textAt(override, 'newName') ?? name;
  return newTag === undefined ? newName : `${newName}:${newTag}`;
}

function readRequests(container: unknown): Requests {
  const amount = (name: keyof Requests) => {
    const text = textAt(container, 'resources', 'requests', name);
    return text === undefined ? undefined : parseQuantity(text);
  };
  return { cpu: amount('cpu'), memory: amount('memory') };
}

function fromHelm(
  files: Map<string, string>,
): Omit<Workload, 'component' | 'hash'> {
  const values = parse(files, 'values.yaml') ?? {};
  const chart = parse(files, 'Chart.yaml');
  const dependency = textAt(chart, 'dependencies', 0, 'name');
  const own =
    at(values, 'image') || !dependency ? values : at(values, dependency);
  const repository = at(own, 'image', 'repository');
  const tag = textAt(own, 'image', 'tag');
  if (typeof repository !== 'string' || tag === undefined) {
    throw new Error('values.yaml names no image');
  }
  return {
    image: `${repository}:${tag}`,
    replicas: readReplicas(at(own, 'replicas')),
    memory: textAt(own, 'resources', 'limits', 'memory'),
    requests: readRequests(own),
  };
}

function fromManifests(
  files: Map<string, string>,
): Omit<Workload, 'component' | 'hash'> {
  const deployment = parse(files, 'deployment.yaml');
  const pod = at(deployment, 'spec', 'template', 'spec');
  const container = at(pod, 'containers', 0);
  const image = at(container, 'image');
  if (typeof image !== 'string') {
    throw new Error('deployment.yaml names no image');
  }
  return {
    image: overridden(image, at(parse(files, 'kustomization.yaml'), 'images')),
    replicas: readReplicas(at(deployment, 'spec', 'replicas')),
    memory: textAt(container, 'resources', 'limits', 'memory'),
    requests: readRequests(container),
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
