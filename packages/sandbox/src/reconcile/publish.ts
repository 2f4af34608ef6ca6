import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../cluster/KubernetesObject';
import type { ObjectStore } from '../cluster/ObjectStore';
import { resourceKind, type ResourceKind } from '../cluster/resources';
import { applicationObject, ARGOCD_NAMESPACE } from './applicationObject';
import type { SimulatedApplication } from './SimulatedWorkload';
import { workloadObjects } from './workloadObjects';

function put(
  store: ObjectStore,
  resource: ResourceKind,
  wanted: KubernetesObject,
): void {
  const { namespace, name } = wanted.metadata;
  const found = store.find(resource, namespace, name);
  if (!found) {
    store.create(resource, wanted);
    return;
  }
  store.change(resource, namespace, name, object => {
    const { metadata: _metadata, ...rest } = wanted;
    for (const [key, value] of Object.entries(rest)) {
      if (!isDeepStrictEqual(object[key], value)) {
        object[key] = value;
      }
    }
  });
}

function ensureNamespace(store: ObjectStore, name: string): void {
  const namespaces = resourceKind('namespaces');
  if (!store.find(namespaces, undefined, name)) {
    store.create(namespaces, {
      metadata: { name },
      status: { phase: 'Active' },
    });
  }
}

/** Makes the objects of a cluster say what an application is. */
export function publish(
  store: ObjectStore,
  application: SimulatedApplication,
  repoUrl: string,
): void {
  ensureNamespace(store, application.namespace);
  for (const [plural, objects] of Object.entries(
    workloadObjects(application),
  )) {
    const resource = resourceKind(plural);
    const names = new Set(objects.map(({ metadata }) => metadata.name));
    for (const { metadata } of owned(store, resource, application)) {
      if (!names.has(metadata.name)) {
        store.remove(resource, metadata.namespace, metadata.name);
      }
    }
    for (const object of objects) {
      put(store, resource, object);
    }
  }
  put(
    store,
    resourceKind('applications'),
    applicationObject(application, repoUrl),
  );
}

/** Takes an application and everything below it out of a cluster. */
export function withdraw(
  store: ObjectStore,
  application: SimulatedApplication,
): void {
  const applications = resourceKind('applications');
  if (store.find(applications, ARGOCD_NAMESPACE, application.name)) {
    store.remove(applications, ARGOCD_NAMESPACE, application.name);
  }
  for (const plural of ['events', 'pods', 'replicasets', 'deployments']) {
    const resource = resourceKind(plural);
    for (const { metadata } of owned(store, resource, application)) {
      store.remove(resource, metadata.namespace, metadata.name);
    }
  }
}

/** Objects of an application: named like it, in its namespace. */
function owned(
  store: ObjectStore,
  resource: ResourceKind,
  { namespace, component }: SimulatedApplication,
): KubernetesObject[] {
  const rest = /^(-[0-9a-f]{10}(-[0-9a-z]{5})?(\..+)?)?$/;
  return store
    .list(resource, namespace)
    .filter(
      ({ metadata: { name } }) =>
        name.startsWith(component) && rest.test(name.slice(component.length)),
    );
}
