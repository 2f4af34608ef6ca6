/** One kind of object that the simulated API serves. */
export interface ResourceKind {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
}

function kind(
  group: string,
  version: string,
  plural: string,
  name: string,
  namespaced = true,
): ResourceKind {
  return {
    group,
    version,
    plural,
    singular: name.toLowerCase(),
    kind: name,
    namespaced,
  };
}

/** All that the simulated API serves. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  kind('', 'v1', 'namespaces', 'Namespace', false),
  kind('', 'v1', 'pods', 'Pod'),
  kind('', 'v1', 'events', 'Event'),
  kind('apps', 'v1', 'deployments', 'Deployment'),
  kind('apps', 'v1', 'replicasets', 'ReplicaSet'),
  kind('argoproj.io', 'v1alpha1', 'applications', 'Application'),
];

/** `v1`, or `apps/v1`. */
export function apiVersionOf({ group, version }: ResourceKind): string {
  return group ? `${group}/${version}` : version;
}

/** `pods`, or `deployments.apps`, as messages of Kubernetes name it. */
export function qualifiedName({ group, plural }: ResourceKind): string {
  return group ? `${plural}.${group}` : plural;
}

/** The kind of that plural name. */
export function resourceKind(plural: string): ResourceKind {
  const found = RESOURCE_KINDS.find(resource => resource.plural === plural);
  if (!found) {
    throw new Error(`The simulated API serves no ${plural}`);
  }
  return found;
}
