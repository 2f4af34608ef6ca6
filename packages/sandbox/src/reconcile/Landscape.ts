import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '../cluster/KubernetesObject';
import { KubernetesServer } from '../cluster/KubernetesServer';
import { ObjectStore } from '../cluster/ObjectStore';
import { resourceKind } from '../cluster/resources';
import { ARGOCD_NAMESPACE } from './applicationObject';
import { ClusterReconciler } from './ClusterReconciler';
import { GitReader } from './GitReader';
import { SANDBOX_CLUSTERS, SILENT_CLUSTER } from './places';
import type { Pace } from './rollOut';

const REFRESH = 'argocd.argoproj.io/refresh';

interface Running {
  reconciler: ClusterReconciler;
  store: ObjectStore;
  server: KubernetesServer;
}

/** @public */
export interface LandscapeOptions {
  repository: string;
  repoUrl: string;
  token: string;
  pace: Pace;
  /** How often Git is looked at. */
  pollMs: number;
  /** So long after its first list the silent cluster stops answering. */
  silentAfterMs: number;
  now: () => Date;
  /** Told what went wrong while looking at Git. */
  onError: (error: unknown) => void;
}

/** All simulated clusters, and what keeps them at what Git says. */
export class Landscape {
  readonly #options: LandscapeOptions;
  readonly #reader: GitReader;
  readonly #running: Running[];
  readonly #controller = new AbortController();
  #head = '';
  #polling: Promise<void> = Promise.resolve();
  #silence: NodeJS.Timeout | undefined;

  constructor(options: LandscapeOptions) {
    this.#options = options;
    this.#reader = new GitReader(options.repository);
    this.#running = SANDBOX_CLUSTERS.map(cluster => {
      const store = new ObjectStore({ now: options.now });
      const reconciler = new ClusterReconciler({
        ...options,
        cluster,
        store,
        reader: this.#reader,
      });
      const server = new KubernetesServer({
        store,
        token: options.token,
        onListed: plural => this.#listed(cluster.name, plural),
      });
      return { reconciler, store, server };
    });
  }

  get reconcilers(): ClusterReconciler[] {
    return this.#running.map(({ reconciler }) => reconciler);
  }

  /** Address of each cluster's API by the cluster's name. */
  urls(): Map<string, string> {
    return new Map(
      this.#running.map(({ reconciler, server }) => [
        reconciler.cluster.name,
        server.url,
      ]),
    );
  }

  async start(): Promise<void> {
    this.#head = await this.#reader.head();
    const state = {
      head: this.#head,
      folders: await this.#reader.folders(this.#head),
      beside: await this.#reader.beside(this.#head),
    };
    await this.#reader.warm(state.folders.values());
    const commits = await this.#reader.commits(this.#head);
    for (const { reconciler, store, server } of this.#running) {
      store.create(resourceKind('namespaces'), {
        metadata: { name: ARGOCD_NAMESPACE },
        status: { phase: 'Active' },
      });
      await reconciler.begin(state, commits);
      this.#answerRefreshes(reconciler, store);
      await server.start();
    }
    this.#pollUntilStopped();
  }

  /** Looks at Git now. */
  async poll(): Promise<void> {
    const turn = this.#polling.then(() => this.#compare());
    this.#polling = turn.catch(() => undefined);
    return turn;
  }

  async stop(): Promise<void> {
    this.#controller.abort();
    clearTimeout(this.#silence);
    await this.#polling;
    for (const { reconciler, server } of this.#running) {
      reconciler.stop();
      await server.stop();
    }
  }

  async #compare(): Promise<void> {
    const head = await this.#reader.head();
    if (head === this.#head || this.#controller.signal.aborted) {
      return;
    }
    const state = {
      head,
      folders: await this.#reader.folders(head),
      beside: await this.#reader.beside(head),
    };
    for (const { reconciler } of this.#running) {
      await reconciler.compare(state);
    }
    this.#head = head;
  }

  async #pollUntilStopped(): Promise<void> {
    const { signal } = this.#controller;
    while (!signal.aborted) {
      await this.poll().catch(this.#options.onError);
      await sleep(this.#options.pollMs, undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  /** Takes the annotation away, as Argo CD does, and looks at Git. */
  #answerRefreshes(reconciler: ClusterReconciler, store: ObjectStore): void {
    const applications = resourceKind('applications');
    store.subscribe(applications, store.resourceVersion, ({ type, object }) => {
      if (type !== 'DELETED' && object.metadata.annotations?.[REFRESH]) {
        setImmediate(() => this.#refresh(reconciler, store, object));
      }
    });
  }

  async #refresh(
    reconciler: ClusterReconciler,
    store: ObjectStore,
    { metadata }: KubernetesObject,
  ): Promise<void> {
    const { namespace, name } = metadata;
    const applications = resourceKind('applications');
    if (!store.find(applications, namespace, name)) {
      return;
    }
    store.change(applications, namespace, name, object => {
      delete object.metadata.annotations?.[REFRESH];
    });
    await this.poll().catch(this.#options.onError);
    reconciler.refreshed(name);
  }

  #listed(cluster: string, plural: string): void {
    if (cluster !== SILENT_CLUSTER || plural !== 'applications') {
      return;
    }
    const { silentAfterMs } = this.#options;
    this.#silence ??= setTimeout(() => {
      const silent = this.#running.find(
        ({ reconciler }) => reconciler.cluster.name === SILENT_CLUSTER,
      );
      silent?.server.stop().catch(this.#options.onError);
    }, silentAfterMs).unref();
  }
}
