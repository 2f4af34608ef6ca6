import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  RuntimeObserver,
  RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import type { ArgoCdClusterConfig } from '../config/readArgoCdConfig';
import { describeFailure } from '../kubernetes/describeFailure';
import { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  ApplicationWatcher,
  applicationsIn,
  type WatcherTimings,
} from './ApplicationWatcher';
import { Backoff } from './Backoff';
import { ApplicationSink } from './ApplicationSink';

/** @public */
export interface ArgoCdTimings extends Omit<WatcherTimings, 'relistMs'> {
  firstBackoffMs: number;
  maxBackoffMs: number;
}

/** @public */
export interface ArgoCdRuntimeObserverOptions {
  cluster: ArgoCdClusterConfig;
  /** Observes this namespace alone, as a source of its own; absent: all that the cluster is asked for. */
  namespace?: string;
  logger: LoggerService;
  /** Tests are less patient. */
  timings?: Partial<ArgoCdTimings>;
}

/**
 * Older API servers send no bookmark while nothing changes. So each watch is
 * short, and one that outlives its time without a word is taken for dead.
 */
const TIMINGS: ArgoCdTimings = {
  watchSeconds: 60,
  idleMs: 75_000,
  firstBackoffMs: 500,
  maxBackoffMs: 30_000,
};
const REFRESH = {
  metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
};

/**
 * Observes the Applications of one cluster, or of one namespace in it, by list
 * and watch, and asks Argo CD to look at Git by its refresh annotation.
 *
 * @public
 */
export class ArgoCdRuntimeObserver implements RuntimeObserver {
  readonly id: string;
  readonly title: string;
  readonly clusters: readonly string[];
  readonly simulated: boolean;
  readonly #cluster: ArgoCdClusterConfig;
  readonly #namespace: string | undefined;
  readonly #client: KubernetesClient;
  readonly #timings: ArgoCdTimings;
  readonly #logger: LoggerService;

  private constructor(options: ArgoCdRuntimeObserverOptions) {
    const { cluster, logger, namespace } = options;
    this.id = [`argocd:${cluster.name}`, namespace].filter(Boolean).join('/');
    this.title = [cluster.title, namespace].filter(Boolean).join(', ');
    this.clusters = [
      ...new Set([cluster.name, ...Object.values(cluster.clusterNames)]),
    ];
    this.simulated = cluster.simulated;
    this.#cluster = cluster;
    this.#namespace = namespace ?? cluster.namespaces?.[0];
    this.#timings = { ...TIMINGS, ...options.timings };
    this.#logger = logger.child({ source: this.id });
    this.#client = KubernetesClient.create(cluster.connection, {
      timeoutMs: cluster.requestTimeoutMs,
    });
  }

  /** @throws InputError for a cluster of several namespaces, see {@link ArgoCdRuntimeObserver.forCluster} */
  static create(options: ArgoCdRuntimeObserverOptions): ArgoCdRuntimeObserver {
    const { cluster, namespace } = options;
    if (!namespace && (cluster.namespaces?.length ?? 0) > 1) {
      throw new InputError(
        `Cluster ${cluster.name} has several namespaces: each is a source of its own`,
      );
    }
    return new ArgoCdRuntimeObserver(options);
  }

  /**
   * All observers that a cluster needs. Each of several namespaces is a source
   * of its own, so that one that is forbidden or silent makes only what lives
   * in it stale.
   */
  static forCluster(
    options: Omit<ArgoCdRuntimeObserverOptions, 'namespace'>,
  ): ArgoCdRuntimeObserver[] {
    const { namespaces = [] } = options.cluster;
    return namespaces.length > 1
      ? namespaces.map(namespace =>
          ArgoCdRuntimeObserver.create({ ...options, namespace }),
        )
      : [ArgoCdRuntimeObserver.create(options)];
  }

  async observe(sink: RuntimeSink, signal: AbortSignal): Promise<void> {
    const { name, clusterNames, argocdUrl } = this.#cluster;
    const watcher = new ApplicationWatcher({
      client: this.#client,
      namespace: this.#namespace,
      sink: new ApplicationSink({
        sink,
        namespace: this.#namespace,
        context: { cluster: name, clusterNames, argocdUrl },
        onUnnamed: () =>
          this.#logger.warn('Skipped an Application without a name'),
      }),
      timings: {
        ...this.#timings,
        relistMs: this.#cluster.reconcileIntervalMs,
      },
      backoff: new Backoff({
        firstMs: this.#timings.firstBackoffMs,
        maxMs: this.#timings.maxBackoffMs,
      }),
      onStoreError: error =>
        this.#logger.error('Could not store what Argo CD said', {
          cause: String(error),
        }),
    });
    await watcher.run(signal);
  }

  async nudge(key: string, options: { signal: AbortSignal }): Promise<void> {
    const [namespace, name, ...rest] = key.split('/');
    if (!namespace || !name || rest.length) {
      throw new InputError(`'${key}' is not the key of an Application`);
    }
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(this.#cluster.requestTimeoutMs),
    ]);
    try {
      await this.#client.mergePatch(
        applicationsIn(namespace),
        name,
        REFRESH,
        signal,
      );
    } catch (error) {
      options.signal.throwIfAborted();
      throw this.#nudgeError(error, namespace, name);
    }
  }

  /** Ends the connections that are kept open between two calls. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  #nudgeError(error: unknown, namespace: string, name: string): Error {
    const failure =
      error instanceof KubernetesApiError ? error.failure : undefined;
    const { title } = this;
    switch (failure) {
      case 'unauthorized':
      case 'forbidden':
        return new NotAllowedError(
          `${title} does not let the portal ask for a refresh: grant it patch on applications.argoproj.io in namespace ${namespace}`,
          error,
        );
      case 'not-found':
        return new NotFoundError(
          `${title} has no Application ${namespace}/${name}`,
          error,
        );
      case 'conflict':
        return new ConflictError(
          `${title} was changing ${namespace}/${name} at the same moment`,
          error,
        );
      default:
        return new ServiceUnavailableError(
          error instanceof KubernetesApiError
            ? describeFailure(error, { cluster: this.#cluster.name, namespace })
            : `${title} did not answer in time`,
          error,
        );
    }
  }
}
