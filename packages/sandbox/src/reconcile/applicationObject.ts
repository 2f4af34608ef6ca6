import type { KubernetesObject } from '../cluster/KubernetesObject';
import { toSeconds } from '../cluster/ObjectStore';
import { runningImages, type SimulatedApplication } from './SimulatedWorkload';

/** Namespace that Argo CD lives in. */
export const ARGOCD_NAMESPACE = 'argocd';

function specOf(application: SimulatedApplication, repoUrl: string) {
  return {
    project: 'default',
    source: {
      repoURL: repoUrl,
      path: application.folder,
      targetRevision: 'main',
    },
    destination: {
      server: 'https://kubernetes.default.svc',
      namespace: application.namespace,
    },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  };
}

type Spec = ReturnType<typeof specOf>;

function operationState({ operation }: SimulatedApplication, { source }: Spec) {
  if (!operation) {
    return undefined;
  }
  const { phase, message, revision, startedAt, finishedAt } = operation;
  return {
    operation: {
      sync: { revision, prune: true },
      initiatedBy: { automated: true },
      retry: { limit: 5 },
    },
    phase,
    message,
    startedAt: toSeconds(startedAt),
    finishedAt: finishedAt && toSeconds(finishedAt),
    syncResult: { revision, source },
  };
}

function resourceStatus(application: SimulatedApplication) {
  const { status, message } = application.health;
  return {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    namespace: application.namespace,
    name: application.component,
    status: application.sync,
    health: { status, message },
  };
}

function statusOf(application: SimulatedApplication, spec: Spec) {
  const { health, sync, history, comparisonError } = application;
  const { source, destination } = spec;
  return {
    sync: {
      status: sync,
      revision: application.revision,
      comparedTo: { source, destination },
    },
    health: {
      status: health.status,
      message: health.message,
      lastTransitionTime: toSeconds(health.since),
    },
    history: history.map(({ revision, deployedAt }, id) => ({
      id,
      revision,
      source,
      deployedAt: toSeconds(deployedAt),
      deployStartedAt: toSeconds(new Date(deployedAt.getTime() - 1_000)),
      initiatedBy: { automated: true },
    })),
    operationState: operationState(application, spec),
    resources: [resourceStatus(application)],
    summary: { images: runningImages(application) },
    conditions: comparisonError && [
      {
        type: 'ComparisonError',
        message: comparisonError,
        lastTransitionTime: toSeconds(application.reconciledAt),
      },
    ],
    reconciledAt: toSeconds(application.reconciledAt),
    sourceType: 'Helm',
    controllerNamespace: ARGOCD_NAMESPACE,
  };
}

/** The Application as the API holds it. */
export function applicationObject(
  application: SimulatedApplication,
  repoUrl: string,
): KubernetesObject {
  const spec = specOf(application, repoUrl);
  return {
    metadata: {
      name: application.name,
      namespace: ARGOCD_NAMESPACE,
      labels: { 'app.kubernetes.io/name': application.component },
    },
    spec,
    status: statusOf(application, spec),
  };
}
