import { loadAll } from 'js-yaml';
import { runTool } from '../tools/runTool';

/** A Kubernetes object, as far as every one has the same parts. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // What a kind has of its own is looked at by the test that knows it.
  [key: string]: any;
}

/** What to render a chart with. */
export interface ChartOptions {
  release: string;
  namespace: string;
  /** Release of Kubernetes; decides which API versions are used. */
  kubeVersion?: string;
  /** YAML files, the last one wins. */
  valueFiles?: readonly string[];
  /** YAML text, over the files. */
  values?: string;
}

/** A chart that Helm does not take, in Helm's words. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
}

function flags({ namespace, kubeVersion, valueFiles }: ChartOptions) {
  return [
    ...['--namespace', namespace],
    ...['--kube-version', kubeVersion ?? '1.31.0'],
    ...(valueFiles ?? []).flatMap(file => ['--values', file]),
  ];
}

function helm(args: string[], values: string | undefined): string {
  const more = values === undefined ? [] : ['--values', '-'];
  const result = runTool('helm', [...args, ...more], { input: values });
  if (!result.ok) {
    throw new ChartError(`${result.message}${result.text}`.trim());
  }
  return result.text;
}

/** Brings the dependencies of a chart into its folder. */
export function buildDependencies(folder: string): void {
  helm(['dependency', 'build', folder], undefined);
}

/**
 * Lints a chart.
 *
 * @throws ChartError
 */
export function lintChart(folder: string, options: ChartOptions): void {
  helm(['lint', folder, '--strict', ...flags(options)], options.values);
}

/**
 * Renders a chart.
 *
 * @throws ChartError
 */
export function renderChart(
  folder: string,
  options: ChartOptions,
): KubernetesObject[] {
  const text = helm(
    ['template', options.release, folder, ...flags(options)],
    options.values,
  );
  return (loadAll(text) as (KubernetesObject | null)[]).filter(
    (object): object is KubernetesObject => object !== null,
  );
}

/** The one object of a kind and name. */
export function objectOf(
  objects: readonly KubernetesObject[],
  kind: string,
  name: string,
): KubernetesObject {
  const found = objects.filter(
    object => object.kind === kind && object.metadata.name === name,
  );
  if (found.length !== 1) {
    const all = objects.map(object => `${object.kind} ${object.metadata.name}`);
    throw new Error(
      `Wanted one ${kind} ${name}, found ${found.length} among: ${all.join(', ')}`,
    );
  }
  return found[0];
}
