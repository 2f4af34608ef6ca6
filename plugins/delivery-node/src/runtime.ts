import type {
  HealthState,
  Replicas,
  SyncState,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * How an observation finds its deployment. The observer fills in what the
 * runtime says; the backend matches: repository and path first, then the
 * entity, then the name.
 *
 * @public
 */
export interface RuntimeLocator {
  /** Folders the runtime deploys from. */
  sources: RuntimeGitSource[];
  /** `backstage.io/entity-ref` on the runtime's object, when it is there. */
  entityRef?: string;
  /** Name of the runtime's object, for `argocd/app-name`. */
  name: string;
  labels: Record<string, string>;
}

/** @public */
export interface RuntimeGitSource {
  repoUrl: string;
  path: string;
  targetRevision?: string;
}

/**
 * What a runtime said of one deployment. Absent means not known.
 *
 * @public
 */
export interface RuntimeObservation {
  /** Unique within the source, for example `argocd/payments-acme`. */
  key: string;
  locator: RuntimeLocator;
  cluster?: string;
  namespace?: string;
  /** Container images the runtime says it runs, `name:tag` or with a digest. */
  images: string[];
  /** Version texts of other carriers, for example a chart's version. */
  chartVersion?: string;
  sync: SyncState;
  health: HealthState;
  replicas?: Replicas;
  /** What the runtime is doing to the deployment, or did last. */
  operation?: RuntimeOperation;
  /** Successful deployments the runtime remembers, newest first. */
  history: RuntimeHistoryEntry[];
  /** Page of the runtime for this object. */
  url?: string;
  /** When the runtime last compared with Git, ISO 8601 in UTC. */
  reconciledAt?: string;
}

/** @public */
export interface RuntimeOperation {
  phase: 'running' | 'succeeded' | 'failed';
  message?: string;
  /** Commits it works on, one per Git source. */
  revisions: string[];
  startedAt?: string;
  finishedAt?: string;
}

/** @public */
export interface RuntimeHistoryEntry {
  revisions: string[];
  deployedAt: string;
  initiatedBy?: string;
}

/**
 * Where an observer puts what it sees. Each call is stored before it returns;
 * after a failed call the observer may send the same again.
 *
 * @public
 */
export interface RuntimeSink {
  /** The whole of what the source has: what is not in it is gone. */
  replace(observations: RuntimeObservation[]): Promise<void>;
  /** Some that changed. */
  update(observations: RuntimeObservation[]): Promise<void>;
  /** Some that are gone. */
  remove(keys: string[]): Promise<void>;
  /** The source answered and had nothing new. */
  alive(): Promise<void>;
  /** The source does not answer; the cause in words for a person. */
  silent(cause: string): Promise<void>;
}

/**
 * Observes one runtime, for example the Argo CD of one cluster, by a watch
 * where there is one. Exactly one replica of the backend runs it at a time.
 *
 * @public
 */
export interface RuntimeObserver {
  /** Stable id, unique over all observers, for example `argocd:eu-1`. */
  readonly id: string;
  /** For people, for example `Argo CD eu-1`. */
  readonly title: string;
  /** Clusters this observer speaks for. */
  readonly clusters: readonly string[];
  /** True when what answers is a simulation. */
  readonly simulated: boolean;
  /**
   * Observes until the signal is aborted. It reports trouble by
   * `sink.silent` and goes on trying; it rejects only for an error that
   * trying again cannot mend.
   */
  observe(sink: RuntimeSink, signal: AbortSignal): Promise<void>;
  /** Asks the runtime to look at Git now instead of at its next turn. */
  nudge?(key: string, options: { signal: AbortSignal }): Promise<void>;
}
