import type { GitReader } from '../reconcile/GitReader';
import { placeIn, type SandboxCluster } from '../reconcile/places';
import { readWorkload } from '../reconcile/readWorkload';
import { behaviourOf } from '../services/behaviours';
import type { ServedVersion } from './history';

/** From a commit until its deployment was through. */
const DEPLOY_MS = 35_000;

function componentIn(cluster: SandboxCluster, folder: string): string {
  return placeIn(cluster, folder)?.component ?? folder;
}

interface Start {
  image: string;
  at: Date;
}

/** What cannot be read replaced nothing: what served before went on. */
function workloadOf(component: string, files: Map<string, string>) {
  try {
    return readWorkload(component, files);
  } catch {
    return undefined;
  }
}

async function startsOf(
  reader: GitReader,
  cluster: SandboxCluster,
  folder: string,
  commits: readonly { sha: string; at: Date }[],
): Promise<Start[]> {
  const component = componentIn(cluster, folder);
  const starts: Start[] = [];
  for (const { sha, at } of [...commits].reverse()) {
    const blobs = (await reader.folders(sha)).get(folder);
    const workload = blobs && workloadOf(component, await reader.read(blobs));
    const start =
      workload && behaviourOf(workload.image, cluster.environment).start;
    const serves = start === 'ready' || start === 'unstable';
    if (workload && serves && workload.image !== starts.at(-1)?.image) {
      const live = new Date(at.getTime() + DEPLOY_MS);
      starts.push({ image: workload.image, at: live });
    }
  }
  return starts;
}

/** Which version served in each folder and when, as Git tells it. */
export async function servedVersions(
  reader: GitReader,
  clusters: readonly SandboxCluster[],
): Promise<ServedVersion[]> {
  const commits = await reader.commits(await reader.head());
  const all: ServedVersion[] = [];
  for (const [folder, own] of commits) {
    const cluster = clusters.find(each => placeIn(each, folder));
    if (cluster) {
      const component = componentIn(cluster, folder);
      const starts = await startsOf(reader, cluster, folder, own);
      for (const [index, { image, at }] of starts.entries()) {
        const to = starts[index + 1]?.at;
        all.push({ cluster, folder, component, image, from: at, to });
      }
    }
  }
  return all;
}
