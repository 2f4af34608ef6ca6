import type { EnvironmentFolder, EnvironmentLife } from './environments';
import type { OperationSummary } from './operations';
import type { VersionKind } from './version';

/**
 * A stage that deployments live in, in the order changes travel through it.
 *
 * @public
 */
export interface Environment {
  /** Stable id, as it stands in paths and URLs, for example `prod`. */
  name: string;
  /** What people call it, for example `Production`. */
  title: string;
  /** Position from the first stage (0) towards customers. */
  order: number;
  /** Tenants that have at least one deployment here, sorted. */
  tenants: string[];
  /** Number of deployments the caller may see here. */
  deployments: number;
  policy: EnvironmentPolicy;
  /** Of an environment that exists only in Git; absent of a configured one. */
  life?: EnvironmentLife;
}

/**
 * An environment with its folders.
 *
 * @public
 */
export interface EnvironmentDetails extends Environment {
  folders: EnvironmentFolder[];
  /** What the caller may do, and if not, why. */
  can: { prolong: Capability; end: Capability };
}

/**
 * What an environment asks of those who change it.
 *
 * @public
 */
export interface EnvironmentPolicy {
  /** `allow`: whoever has the permission; `roll-forward-only`: earlier versions never come back under their own number. */
  rollback: 'allow' | 'roll-forward-only';
}

/**
 * What Git wants of a deployment, read from one folder of a GitOps repository.
 *
 * @public
 */
export interface DesiredState {
  /** Version text exactly as it stands in Git; absent when none could be read (see {@link Deployment.problems}). */
  version?: string;
  versionKind?: VersionKind;
  /** Full sha of the newest commit that touched the folder. */
  commit: string;
  /** When that version became the desired one, ISO 8601 in UTC. */
  since: string;
  /** Author name of the commit that brought the version. */
  author: string;
  authorEmail?: string;
  /** File that holds the version, relative to the repository root, and its line (1-based). */
  file?: string;
  line?: number;
  /** Where a person can read the commit, when the repository says how. */
  commitUrl?: string;
}

/**
 * What really runs, as a runtime last said it.
 *
 * @public
 */
export interface LiveState {
  /** Version text the runtime reports; absent means that it is not known, never that nothing runs. */
  version?: string;
  versionKind?: VersionKind;
  /** When the runtime said so, ISO 8601 in UTC; absent when it never has. */
  observedAt?: string;
  /** Source that said so, for example `argocd:eu-1`. */
  source?: string;
  /** True when the source is silent or was never heard: the values are as last seen. */
  stale: boolean;
  /** Since when the source is silent, ISO 8601 in UTC, and the cause in words. */
  staleSince?: string;
  staleCause?: string;
  /** Since when this version is seen running, ISO 8601 in UTC. */
  since?: string;
  replicas?: Replicas;
  /** Where a person can look at it in the runtime's own page. */
  url?: string;
}

/** @public */
export interface Replicas {
  desired: number;
  ready: number;
  /** Replicas that already run the newest desired version. */
  updated?: number;
}

/**
 * Whether the runtime has applied what Git wants.
 *
 * @public
 */
export interface SyncState {
  status: 'in-sync' | 'out-of-sync' | 'unknown';
  /** Cause in words, when there is one. */
  message?: string;
  /** Commit the runtime last compared with. */
  revision?: string;
}

/** @public */
export type HealthStatus =
  'healthy' | 'progressing' | 'degraded' | 'suspended' | 'missing' | 'unknown';

/**
 * How the runtime judges what runs. `unknown` is a status of its own and is
 * never to be shown as healthy.
 *
 * @public
 */
export interface HealthState {
  status: HealthStatus;
  message?: string;
  /** Since when, ISO 8601 in UTC. */
  since?: string;
}

/**
 * A pin against automation, or a version that must not come back.
 *
 * @public
 */
export interface Hold {
  version: string;
  by: string;
  reason: string;
  /** ISO 8601 in UTC. */
  since?: string;
  until?: string;
}

/** @public */
export interface Ban {
  version: string;
  by: string;
  reason: string;
  since?: string;
}

/**
 * A tenant that is switched off on purpose, as its file in Git says.
 *
 * @public
 */
export interface TenantSuspension {
  /** ISO 8601 in UTC. */
  since?: string;
  by: string;
  reason: string;
  /** Day until which its data is kept, for example `2026-12-02`. */
  dataKeptUntil?: string;
}

/**
 * Something wrong with a deployment's desired state that a person must mend.
 *
 * @public
 */
export interface DeploymentProblem {
  code:
    | 'unreadable'
    | 'no-version'
    | 'ambiguous-version'
    | 'bad-objective'
    | 'bad-expiry'
    | 'duplicate'
    | 'not-in-catalog';
  /** One sentence that says what is wrong and what to do. */
  message: string;
}

/**
 * Component × environment (× tenant) (× cluster): one folder of a GitOps
 * repository, and what is known of it.
 *
 * @public
 */
export interface Deployment {
  /** Stable for the life of the folder: derived from repository and path. */
  id: string;
  /** What a {@link DeliverySignal} calls its entity; means nothing to who has not read it. */
  topic: string;
  entityRef: string;
  component: string;
  environment: string;
  /** Kind of an environment that exists only in Git; absent in a configured one. */
  environmentKind?: string;
  /** When the folder ends, ISO 8601 in UTC; it is removed then. */
  expires?: string;
  tenant?: string;
  cluster?: string;
  /** Id of the configured repository. */
  repository: string;
  /** Folder relative to the repository root. */
  path: string;
  desired: DesiredState;
  live: LiveState;
  sync: SyncState;
  health: HealthState;
  hold?: Hold;
  bans: Ban[];
  /** Present while its tenant is switched off: nothing of it is meant to run. */
  suspended?: TenantSuspension;
  problems: DeploymentProblem[];
  /** The operation at work on this deployment, if there is one. */
  operation?: OperationSummary;
  /** The newest ended operation, when it ended within the last day. */
  lastOperation?: OperationSummary;
  /** What the caller may do here, and if not, why. */
  can: { rollback: Capability };
}

/** @public */
export interface Capability {
  allowed: boolean;
  /** One sentence for the person, present when not allowed. */
  reason?: string;
}

/** @public */
export interface DeploymentsPage {
  items: Deployment[];
  /** Opaque; pass it back as `cursor` for the next page. Absent on the last one. */
  nextCursor?: string;
  /** Number of all deployments that match the filter. */
  totalItems: number;
  /**
   * How many more match that the caller may not see, on the first page. Absent
   * on later ones, where the caller
   * sees none of them, and where the filter names a component or searches,
   * which would tell whether it is there.
   */
  hiddenItems?: number;
}
