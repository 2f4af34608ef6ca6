import type { BumpClass, VersionKind } from './version';

/**
 * What a commit did to a deployment's desired state.
 *
 * - `create`: the folder appeared; `remove`: it went; `restore`: it came back after a removal
 * - `upgrade` / `downgrade`: the version changed and both texts are SemVer, or both are numbers
 * - `deploy`: the version changed and no order can be told
 * - `config`: the version stayed
 *
 * @public
 */
export type RevisionKind =
  | 'deploy'
  | 'upgrade'
  | 'downgrade'
  | 'config'
  | 'create'
  | 'remove'
  | 'restore';

/** @public */
export interface Person {
  name: string;
  email?: string;
}

/**
 * One change of a deployment's desired state in Git: an immutable row.
 *
 * @public
 */
export interface Revision {
  id: string;
  deploymentId: string;
  commit: string;
  commitUrl?: string;
  /** The merge that brought the commit to the observed branch, when it came that way. */
  landedIn?: string;
  kind: RevisionKind;
  versionBefore?: string;
  versionAfter?: string;
  versionKind?: VersionKind;
  /** Class of the step between the two versions, when both are SemVer. */
  bump?: BumpClass;
  author: Person;
  committer: Person;
  /** ISO 8601 in UTC. */
  authoredAt: string;
  committedAt: string;
  /** When it reached the observed branch: its own commit time, or that of the merge. */
  at: string;
  subject: string;
  body?: string;
  trailers: Trailer[];
  /** Number of files of the folder that the commit changed. */
  filesChanged: number;
  /** Present when the commit is a rollback, read from its trailers. */
  rollback?: RollbackMark;
  /** True when the branch was rewritten and no longer holds this commit. */
  rewritten: boolean;
  /** Why the version after the commit could not be read. */
  problem?: string;
}

/** @public */
export interface Trailer {
  key: string;
  value: string;
}

/** @public */
export interface RollbackMark {
  from: string;
  to: string;
  reason?: string;
  requestedBy?: string;
  operationId?: string;
}

/** @public */
export interface RevisionsPage {
  items: Revision[];
  nextCursor?: string;
  totalItems: number;
}

/**
 * What is known of a version in one deployment. Without a source of health the
 * verdict says how long a version ran, never that it ran well.
 *
 * @public
 */
export type VersionVerdict =
  | 'current'
  | 'ran'
  | 'ran-healthy'
  /** Measured within its limits over its whole stay. */
  | 'ran-clean'
  /** Measured worse than what ran before, beyond chance and above the limit. */
  | 'burned'
  | 'rolled-back'
  | 'never-healthy'
  | 'no-data';

/**
 * A version that was desired in a deployment at some time: a candidate to go
 * back to.
 *
 * @public
 */
export interface DeployedVersion {
  version: string;
  kind: VersionKind;
  /** Class of the step from the version that ran before it, when both are SemVer. */
  bump?: BumpClass;
  verdict: VersionVerdict;
  /** One clause for the person, for example `ran for 9 days, until 13:55`. */
  verdictText: string;
  /** First and last time it was desired, ISO 8601 in UTC; `lastUntil` absent while it still is. */
  firstFrom: string;
  lastFrom: string;
  lastUntil?: string;
  /** Seconds it was desired, over all its stays. */
  ranForSeconds: number;
  /** Newest commit that brought it. */
  commit: string;
  commitUrl?: string;
  author: string;
  subject: string;
  /** The one that the rollback dialog preselects. */
  suggested: boolean;
  /** Why it cannot be gone back to, in words; absent when it can. */
  unusable?: string;
}

/** @public */
export interface DeployedVersions {
  items: DeployedVersion[];
}
