import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour } from '../services/behaviours';
import type { Workload } from './readWorkload';
import {
  addPod,
  markReady,
  setHealth,
  type SimulatedApplication,
  type SimulatedPod,
} from './SimulatedWorkload';

/** How long things take in the simulated cluster. */
export interface Pace {
  /** A pod from its creation until it is ready. */
  podMs: number;
  /** From a difference found to the manifests applied. */
  syncMs: number;
  /** After so long without progress a rollout counts as failed. */
  deadlineMs: number;
}

export interface RollOut {
  application: SimulatedApplication;
  workload: Workload;
  behaviour: Behaviour;
  pace: Pace;
  now: () => Date;
  /** Shows the state of the moment to who watches the cluster. */
  publish: () => void;
  signal: AbortSignal;
}

const WAITING = {
  'missing-image': 'ImagePullBackOff',
  crash: 'CrashLoopBackOff',
  unstable: 'CrashLoopBackOff',
  ready: undefined,
} as const;

/** Replaces pods one by one, and stops at the first that does not become ready. */
export async function rollOut(options: RollOut): Promise<void> {
  const { application, workload, behaviour, pace, now, publish, signal } =
    options;
  const isNew = (pod: SimulatedPod) => pod.hash === workload.hash;
  // What never became ready goes first, as a ReplicaSet is scaled down.
  drop(application, pod => !isNew(pod) && !pod.ready);
  for (;;) {
    const ready = application.pods.filter(pod => isNew(pod) && pod.ready);
    if (ready.length >= workload.replicas) {
      break;
    }
    progress(options, ready.length);
    const pod = addPod(application, workload, now());
    publish();
    await sleep(pace.podMs, undefined, { signal });
    if (behaviour.start === 'missing-image' || behaviour.start === 'crash') {
      await fail(options, pod);
      return;
    }
    markReady(pod);
    drop(application, old => !isNew(old), 1);
  }
  drop(application, pod => !isNew(pod));
  drop(application, isNew, application.pods.length - workload.replicas);
  setHealth(application, 'Healthy', now());
  publish();
  if (behaviour.start === 'unstable') {
    await sleep(pace.podMs, undefined, { signal });
    breakOnePod(application, behaviour, now());
    publish();
  }
}

function drop(
  application: SimulatedApplication,
  which: (pod: SimulatedPod) => boolean,
  atMost = Infinity,
): void {
  let left = atMost;
  application.pods = application.pods.filter(pod => !which(pod) || left-- <= 0);
}

/** The words of Argo CD while a Deployment rolls. */
function progress({ application, workload, now }: RollOut, updated: number) {
  setHealth(
    application,
    'Progressing',
    now(),
    `Waiting for rollout to finish: ${updated} out of ${workload.replicas} new replicas have been updated...`,
  );
}

async function fail(options: RollOut, pod: SimulatedPod): Promise<void> {
  const { application, behaviour, pace, now, publish, signal } = options;
  pod.waiting = WAITING[behaviour.start];
  publish();
  await sleep(pace.deadlineMs, undefined, { signal });
  failNow(application, behaviour, now());
  publish();
}

/** The state after a rollout that made no progress. */
export function failNow(
  application: SimulatedApplication,
  { cause }: Behaviour,
  now: Date,
): void {
  setHealth(
    application,
    'Degraded',
    now,
    `Deployment "${application.component}" exceeded its progress deadline: ${cause}`,
  );
}

/** The state after a release that starts well and then fails under load. */
export function breakOnePod(
  application: SimulatedApplication,
  { cause }: Behaviour,
  now: Date,
): void {
  const pod = application.pods[application.pods.length - 1];
  if (!pod) {
    return;
  }
  pod.ready = false;
  pod.waiting = 'CrashLoopBackOff';
  pod.restarts = 4;
  const ready = application.pods.filter(other => other.ready).length;
  setHealth(
    application,
    'Degraded',
    now,
    `Deployment "${application.component}" has ${ready} of ${application.pods.length} replicas ready: container ${application.component} in pod ${pod.name} is in CrashLoopBackOff because ${cause}`,
  );
}
