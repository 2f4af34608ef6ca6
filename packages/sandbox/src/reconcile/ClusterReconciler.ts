import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../cluster/ObjectStore';
import { behaviourOf } from '../services/behaviours';
import { liveThrough, newApplication } from './beginning';
import type { FolderBlobs, FolderCommit, GitReader } from './GitReader';
import { placeIn, type SandboxCluster } from './places';
import { publish, withdraw } from './publish';
import { type Quota, readQuota } from './readQuota';
import { readWorkload, type Workload } from './readWorkload';
import { rollOut, type Pace } from './rollOut';
import type { SimulatedApplication } from './SimulatedWorkload';

const KEPT_SYNCS = 10;

interface Managed {
  application: SimulatedApplication;
  /** The folder's content that it was last compared with. */
  content: string;
  target?: Workload;
  /** Ends the sync that is under way. */
  controller: AbortController;
}

/** What all clusters see of Git at one moment. */
export interface GitState {
  head: string;
  folders: ReadonlyMap<string, FolderBlobs>;
  /** Files beside the folders of tenants, by the root of each tenant. */
  beside?: ReadonlyMap<string, FolderBlobs>;
}

/** Plays Argo CD in one cluster: makes it run what Git says. */
export class ClusterReconciler {
  readonly cluster: SandboxCluster;
  readonly #store: ObjectStore;
  readonly #reader: GitReader;
  readonly #repoUrl: string;
  readonly #pace: Pace;
  readonly #now: () => Date;
  readonly #managed = new Map<string, Managed>();
  #quotas: ReadonlyMap<string, Quota> = new Map();

  constructor(options: {
    cluster: SandboxCluster;
    store: ObjectStore;
    reader: GitReader;
    repoUrl: string;
    pace: Pace;
    now: () => Date;
  }) {
    this.cluster = options.cluster;
    this.#store = options.store;
    this.#reader = options.reader;
    this.#repoUrl = options.repoUrl;
    this.#pace = options.pace;
    this.#now = options.now;
  }

  /** What runs here. */
  applications(): SimulatedApplication[] {
    return [...this.#managed.values()].map(({ application }) => application);
  }

  /** What each namespace may ask for, where a quota says so. */
  quotas(): ReadonlyMap<string, Quota> {
    return this.#quotas;
  }

  /** Begins with the state that the history in Git has led to. */
  async begin(
    state: GitState,
    commits: ReadonlyMap<string, FolderCommit[]>,
  ): Promise<void> {
    await this.#readQuotas(state);
    for (const [folder, blobs] of this.#own(state)) {
      const managed = this.#manage(folder, blobs);
      const { application } = managed;
      const workload = await this.#read(application, blobs);
      if (workload) {
        managed.target = workload;
        await liveThrough({
          reader: this.#reader,
          cluster: this.cluster,
          application,
          workload,
          commits: commits.get(folder) ?? [],
          head: state.head,
        });
      }
      this.#publish(application);
    }
  }

  /** Compares with a new state of Git; what differs is synced in the background. */
  async compare(state: GitState): Promise<void> {
    const own = this.#own(state);
    await this.#readQuotas(state);
    for (const [folder, managed] of this.#managed) {
      if (!own.has(folder)) {
        managed.controller.abort();
        this.#managed.delete(folder);
        withdraw(this.#store, managed.application);
      }
    }
    for (const [folder, blobs] of own) {
      await this.#compareFolder(folder, blobs, state.head);
    }
  }

  /** Answers the wish to look at Git: shows that it was done. */
  refreshed(name: string): void {
    const application = this.applications().find(one => one.name === name);
    if (application) {
      application.reconciledAt = this.#now();
      this.#publish(application);
    }
  }

  /** Ends what is under way. */
  stop(): void {
    for (const { controller } of this.#managed.values()) {
      controller.abort();
    }
  }

  async #compareFolder(
    folder: string,
    blobs: FolderBlobs,
    head: string,
  ): Promise<void> {
    const known = this.#managed.get(folder);
    const managed = known ?? this.#manage(folder, blobs);
    const { application } = managed;
    const content = contentOf(blobs);
    if (!known || managed.content !== content) {
      managed.content = content;
      const workload = await this.#read(application, blobs);
      if (workload && !isSame(workload, managed.target)) {
        managed.target = workload;
        managed.controller.abort();
        managed.controller = new AbortController();
        this.#startSync(managed, workload, head);
      }
    }
    // Nobody may see the new revision before the difference that it makes.
    application.revision = head;
    application.reconciledAt = this.#now();
    this.#publish(application);
  }

  #startSync(managed: Managed, workload: Workload, head: string): void {
    const { signal } = managed.controller;
    this.#sync(managed.application, workload, head, signal).catch(error => {
      if (!signal.aborted) {
        throw error;
      }
    });
  }

  async #sync(
    application: SimulatedApplication,
    workload: Workload,
    head: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { syncMs } = this.#pace;
    application.sync = 'OutOfSync';
    await sleep(syncMs, undefined, { signal });
    const operation: SimulatedApplication['operation'] = {
      phase: 'Running',
      message: 'one or more tasks are running',
      revision: head,
      startedAt: this.#now(),
    };
    application.operation = operation;
    this.#publish(application);
    await sleep(syncMs, undefined, { signal });
    operation.phase = 'Succeeded';
    operation.message = 'successfully synced (all tasks run)';
    operation.finishedAt = this.#now();
    application.workload = workload;
    application.sync = 'Synced';
    application.history = [
      ...application.history,
      { revision: head, deployedAt: operation.finishedAt },
    ].slice(-KEPT_SYNCS);
    await rollOut({
      application,
      workload,
      behaviour: behaviourOf(workload.image, this.cluster.environment),
      pace: this.#pace,
      now: this.#now,
      publish: () => this.#publish(application),
      signal,
    });
  }

  async #read(
    application: SimulatedApplication,
    blobs: FolderBlobs,
  ): Promise<Workload | undefined> {
    try {
      const files = await this.#reader.read(blobs);
      const workload = readWorkload(application.component, files);
      if (application.comparisonError) {
        application.comparisonError = undefined;
        application.sync = 'Synced';
      }
      return workload;
    } catch (error) {
      application.sync = 'Unknown';
      application.comparisonError = `Failed to load target state: failed to generate manifest for source 1 of 1: ${(error as Error).message}`;
      return undefined;
    }
  }

  #manage(folder: string, blobs: FolderBlobs): Managed {
    const managed: Managed = {
      application: newApplication(this.cluster, folder, this.#now()),
      content: contentOf(blobs),
      controller: new AbortController(),
    };
    this.#managed.set(folder, managed);
    return managed;
  }

  async #readQuotas({ beside = new Map() }: GitState) {
    const quotas = new Map<string, Quota>();
    for (const [root, blobs] of beside) {
      // A quota holds for the namespace that folders of the tenant go to.
      if (!placeIn(this.cluster, `${root}/any`)) continue;
      const quota = readQuota((await this.#reader.read(blobs)).values());
      if (quota) {
        const { namespace } = newApplication(
          ...([this.cluster, `${root}/any`, this.#now()] as const),
        );
        quotas.set(namespace, quota);
      }
    }
    this.#quotas = quotas;
  }

  #own({ folders }: GitState): Map<string, FolderBlobs> {
    return new Map(
      [...folders].filter(([folder]) => placeIn(this.cluster, folder)),
    );
  }

  #publish(application: SimulatedApplication): void {
    publish(this.#store, application, this.#repoUrl);
  }
}

function contentOf(blobs: FolderBlobs): string {
  return [...blobs].map(([name, sha]) => `${name} ${sha}`).join('\n');
}

function isSame(a: Workload, b: Workload | undefined): boolean {
  return a.hash === b?.hash && a.replicas === b.replicas;
}
