import type { Requests, Workload } from './readWorkload';

/** One pod, as far as the simulation thinks of it. */
export interface SimulatedPod {
  name: string;
  image: string;
  hash: string;
  requests: Requests;
  startedAt: Date;
  ready: boolean;
  /** Why its container does not run, as Kubernetes calls it. */
  waiting?: 'ContainerCreating' | 'ImagePullBackOff' | 'CrashLoopBackOff';
  restarts: number;
}

/** What Argo CD says of an Application's health. */
export interface SimulatedHealth {
  status: 'Healthy' | 'Progressing' | 'Degraded' | 'Missing' | 'Unknown';
  message?: string;
  since: Date;
}

/** What Argo CD remembers of a sync. */
export interface SimulatedSync {
  revision: string;
  deployedAt: Date;
}

/** One Application with what it runs. */
export interface SimulatedApplication {
  /** Name of the Application object. */
  name: string;
  folder: string;
  namespace: string;
  component: string;
  workload?: Workload;
  pods: SimulatedPod[];
  podsMade: number;
  health: SimulatedHealth;
  sync: 'Synced' | 'OutOfSync' | 'Unknown';
  /** Head of the branch when it was last compared. */
  revision: string;
  comparisonError?: string;
  operation?: {
    phase: 'Running' | 'Succeeded' | 'Failed';
    message: string;
    revision: string;
    startedAt: Date;
    finishedAt?: Date;
  };
  /** Oldest first. */
  history: SimulatedSync[];
  reconciledAt: Date;
}

/** Adds a pod that does not run yet. */
export function addPod(
  application: SimulatedApplication,
  workload: Workload,
  now: Date,
): SimulatedPod {
  application.podsMade++;
  const suffix = (application.podsMade * 48_271 + 11_939).toString(36);
  const pod: SimulatedPod = {
    name: `${workload.component}-${workload.hash}-${suffix.slice(-5).padStart(5, 'x')}`,
    image: workload.image,
    hash: workload.hash,
    requests: workload.requests,
    startedAt: now,
    ready: false,
    waiting: 'ContainerCreating',
    restarts: 0,
  };
  application.pods.push(pod);
  return pod;
}

/** Marks a pod as serving. */
export function markReady(pod: SimulatedPod): void {
  pod.ready = true;
  pod.waiting = undefined;
}

/** Changes the health; the time stays when the status does. */
export function setHealth(
  application: SimulatedApplication,
  status: SimulatedHealth['status'],
  now: Date,
  message?: string,
): void {
  const { health } = application;
  application.health = {
    status,
    message,
    since: health.status === status ? health.since : now,
  };
}

/** Images that serve: those of pods that are ready, or of all when none is. */
export function runningImages({ pods }: SimulatedApplication): string[] {
  const ready = pods.filter(pod => pod.ready || pod.restarts > 0);
  return [...new Set(ready.map(({ image }) => image))].sort();
}
