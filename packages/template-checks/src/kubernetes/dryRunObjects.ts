import type { KubeApiServer } from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { KubernetesObject } from '../helm/renderChart';

/** Kinds that a cluster has without anything installed: where they are served. */
const BUILT_IN: Record<string, string> = {
  ConfigMap: 'configmaps',
  Deployment: 'deployments',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  Ingress: 'ingresses',
  LimitRange: 'limitranges',
  Namespace: 'namespaces',
  NetworkPolicy: 'networkpolicies',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  ResourceQuota: 'resourcequotas',
  Role: 'roles',
  RoleBinding: 'rolebindings',
  Secret: 'secrets',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  StatefulSet: 'statefulsets',
};

/** Whether a cluster knows the kind without anything installed. */
export function isBuiltIn(object: KubernetesObject): boolean {
  return object.kind in BUILT_IN && !object.apiVersion.includes('argoproj.io');
}

/** Where an object is created. */
export function pathOf(object: KubernetesObject, namespace: string): string {
  const root = object.apiVersion.includes('/') ? '/apis' : '/api';
  const place =
    object.kind === 'Namespace'
      ? ''
      : `/namespaces/${object.metadata.namespace ?? namespace}`;
  return `${root}/${object.apiVersion}${place}/${BUILT_IN[object.kind]}`;
}

/**
 * Places where the second value lacks what the first one says. An API server
 * drops fields that it does not know without a word, so what does not come back
 * was misspelled or stands in a wrong place.
 */
export function lostFields(sent: unknown, got: unknown, path = ''): string[] {
  if (sent === undefined || sent === null) {
    return [];
  }
  if (Array.isArray(sent)) {
    return sent.flatMap((item, index) =>
      lostFields(
        item,
        Array.isArray(got) ? got[index] : undefined,
        `${path}[${index}]`,
      ),
    );
  }
  if (typeof sent === 'object') {
    const other = (got ?? {}) as Record<string, unknown>;
    const entries = Object.entries(sent);
    return entries.length || got !== undefined
      ? entries.flatMap(([key, value]) =>
          lostFields(value, other[key], path ? `${path}.${key}` : key),
        )
      : [path];
  }
  return got === undefined ? [path] : [];
}

async function dryRun(
  server: KubeApiServer,
  object: KubernetesObject,
  namespace: string,
): Promise<string[]> {
  const name = `${object.kind} ${object.metadata.name}`;
  const path = `${pathOf(object, namespace)}?dryRun=All`;
  const { status, body } = await server.client.post(path, object);
  // The namespace is there: it was made for the others.
  if (status === 409 && object.kind === 'Namespace') {
    return [];
  }
  if (status !== 201) {
    return [`${name}: ${status} ${body?.message ?? ''}`];
  }
  return lostFields(object, body).map(
    lost => `${name}: the API does not know ${lost}`,
  );
}

/**
 * Lets a real API judge each built-in object, without creating it.
 *
 * @returns what it says against them; empty when all is well
 */
export async function dryRunObjects(
  server: KubeApiServer,
  objects: readonly KubernetesObject[],
  namespace: string,
): Promise<string[]> {
  await server.client.post('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const problems: string[] = [];
  for (const object of objects.filter(isBuiltIn)) {
    problems.push(...(await dryRun(server, object, namespace)));
  }
  return problems;
}
