/**
 * A kind of object that a suite can create and change.
 *
 * @public
 */
export interface KubernetesSuiteResource {
  /** For example `/apis/apps/v1`. */
  api: string;
  group: string;
  apiVersion: string;
  kind: string;
  plural: string;
  make(name: string, labels: Record<string, string>): Record<string, unknown>;
  /** A merge-patch of the spec; 0 is what a new object has. */
  change(value: number): Record<string, unknown>;
}

/** @public */
export const APPLICATIONS: KubernetesSuiteResource = {
  api: '/apis/argoproj.io/v1alpha1',
  group: 'argoproj.io',
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  plural: 'applications',
  make: (name, labels) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', labels },
    spec: {
      project: 'project-0',
      source: {
        repoURL: 'https://git.example.org/gitops.git',
        path: `prod/${name}`,
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: name,
      },
    },
  }),
  change: value => ({ spec: { project: `project-${value}` } }),
};

/** @public */
export const DEPLOYMENTS: KubernetesSuiteResource = {
  api: '/apis/apps/v1',
  group: 'apps',
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  plural: 'deployments',
  make: (name, labels) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'argocd', labels },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: 'example.org/app:1.0.0' }] },
      },
    },
  }),
  change: value => ({ spec: { revisionHistoryLimit: 1 + value } }),
};
