import { behaviourOf } from '../services/behaviours';
import type { FolderBlobs, FolderCommit, GitReader } from './GitReader';
import { placeIn, type SandboxCluster } from './places';
import { readWorkload, type Workload } from './readWorkload';
import { breakOnePod, failNow } from './rollOut';
import {
  addPod,
  markReady,
  setHealth,
  type SimulatedApplication,
} from './SimulatedWorkload';

/** From a commit until its deployment was through. */
const DEPLOY_MS = 35_000;
/** Kubernetes gives a rollout ten minutes. */
const DEADLINE_MS = 600_000;
/** The bad release held out for so long. */
const UNSTABLE_MS = 60_000;

/** An Application that has seen nothing yet. */
export function newApplication(
  cluster: SandboxCluster,
  folder: string,
  now: Date,
): SimulatedApplication {
  const { component, suffix } = placeIn(cluster, folder) ?? {
    ...{ component: folder, suffix: cluster.suffix },
  };
  return {
    name: `${component}-${suffix}`,
    folder,
    namespace: `retail-${suffix}`,
    component,
    pods: [],
    podsMade: 0,
    health: { status: 'Missing', since: now },
    sync: 'OutOfSync',
    revision: '',
    history: [],
    reconciledAt: now,
  };
}

/** A commit whose folder cannot be read never ran. */
async function readable(
  reader: GitReader,
  { component }: SimulatedApplication,
  blobs: FolderBlobs,
): Promise<Workload | undefined> {
  const files = await reader.read(blobs);
  try {
    return readWorkload(component, files);
  } catch {
    return undefined;
  }
}

/** The workload of the newest commit before the last that became ready. */
async function lastGoodWorkload(
  reader: GitReader,
  cluster: SandboxCluster,
  application: SimulatedApplication,
  commits: readonly FolderCommit[],
): Promise<{ workload: Workload; since: Date } | undefined> {
  for (const { sha, at } of commits.slice(1)) {
    const blobs = (await reader.folders(sha)).get(application.folder);
    const workload = blobs && (await readable(reader, application, blobs));
    if (
      workload &&
      behaviourOf(workload.image, cluster.environment).start === 'ready'
    ) {
      return { workload, since: new Date(at.getTime() + DEPLOY_MS) };
    }
  }
  return undefined;
}

function runAll(
  application: SimulatedApplication,
  workload: Workload,
  since: Date,
): void {
  while (application.pods.length < workload.replicas) {
    markReady(addPod(application, workload, since));
  }
}

/** Brings an Application into the state that its history in Git has led to. */
export async function liveThrough(options: {
  reader: GitReader;
  cluster: SandboxCluster;
  application: SimulatedApplication;
  workload: Workload;
  commits: readonly FolderCommit[];
  head: string;
}): Promise<void> {
  const { reader, cluster, application, workload, commits, head } = options;
  const last = commits[0]?.at ?? application.reconciledAt;
  const behaviour = behaviourOf(workload.image, cluster.environment);
  application.workload = workload;
  recordSyncs(application, { commits, head, last });
  if (behaviour.start === 'missing-image' || behaviour.start === 'crash') {
    const good = await lastGoodWorkload(reader, cluster, application, commits);
    if (good) {
      runAll(application, good.workload, good.since);
    }
    addPod(application, workload, deployed(last)).waiting =
      behaviour.start === 'crash' ? 'CrashLoopBackOff' : 'ImagePullBackOff';
    failNow(application, behaviour, new Date(last.getTime() + DEADLINE_MS));
    return;
  }
  runAll(application, workload, deployed(last));
  setHealth(application, 'Healthy', deployed(last));
  if (behaviour.start === 'unstable') {
    const brokenAt = new Date(deployed(last).getTime() + UNSTABLE_MS);
    breakOnePod(application, behaviour, brokenAt);
  }
}

function deployed(committed: Date): Date {
  return new Date(committed.getTime() + DEPLOY_MS);
}

/** What Argo CD would have written down on the way here. */
function recordSyncs(
  application: SimulatedApplication,
  past: { commits: readonly FolderCommit[]; head: string; last: Date },
): void {
  const { commits, head, last } = past;
  application.sync = 'Synced';
  application.revision = head;
  application.history = commits
    .map(({ sha, at }) => ({
      revision: sha,
      deployedAt: deployed(at),
    }))
    .reverse();
  application.operation = {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    revision: commits[0]?.sha ?? head,
    startedAt: last,
    finishedAt: deployed(last),
  };
}
