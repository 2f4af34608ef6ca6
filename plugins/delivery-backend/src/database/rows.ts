/** Rows as they are stored; times are ISO 8601 text in UTC, so that text order is time order. */

/** Table `repositories`. */
export interface RepositoryRow {
  id: string;
  url: string;
  branch: string;
  head: string | null;
  checkpoint: string | null;
  layout: string | null;
  last_seen_at: string | null;
  silent_since: string | null;
  cause: string | null;
}

/** Table `deployments`. */
export interface DeploymentRow {
  id: string;
  repository: string;
  path: string;
  entity_ref: string;
  entity_declared: boolean | number;
  component: string;
  environment: string;
  environment_kind: string | null;
  tenant: string | null;
  cluster: string | null;
  version: string | null;
  version_kind: string | null;
  /** `image` or `chart`. */
  carrier: string | null;
  file: string | null;
  line: number | null;
  commit: string;
  version_commit: string;
  since: string;
  author: string;
  author_email: string | null;
  hold: string | null;
  bans: string;
  problems: string;
  /** When the folder ends; only where that is followed. */
  expires: string | null;
  /** JSON: objectives that files of the folder declare. */
  slos: string;
  removed_at: string | null;
  sort_key: string;
}

/** Table `revisions`. */
export interface RevisionRow {
  id: number | string;
  deployment_id: string;
  commit: string;
  position: number | string;
  landed_in: string | null;
  kind: string;
  version_before: string | null;
  version_after: string | null;
  author_name: string;
  author_email: string | null;
  committer_name: string;
  committer_email: string | null;
  authored_at: string;
  committed_at: string;
  at: string;
  subject: string;
  body: string | null;
  trailers: string | null;
  files_changed: number;
  problem: string | null;
  rewritten: boolean | number;
}

/** Table `observations`. */
export interface ObservationRow {
  source: string;
  key: string;
  deployment_id: string | null;
  locator: string;
  state: string;
  version: string | null;
  version_since: string | null;
  health_since: string | null;
  observed_at: string;
  gone_at: string | null;
}

/** Table `health_records`: which health a version had, and when. */
export interface HealthRecordRow {
  id: number | string;
  deployment_id: string;
  version: string;
  health: string;
  /** Source and key of who saw it. */
  seen_by: string;
  message: string | null;
  from: string;
  until: string;
}

/** Table `sources`. */
export interface SourceRow {
  id: string;
  last_seen_at: string | null;
  silent_since: string | null;
  cause: string | null;
}

/** Table `operations`. */
export interface OperationRow {
  id: string;
  type: string;
  state: string;
  deployment_id: string;
  entity_ref: string;
  idempotency_key: string;
  requested_by: string;
  requested_at: string;
  ended_at: string | null;
  from_version: string;
  to_version: string;
  request: string;
  checks: string;
  changes: string;
  context: string;
  commit: string | null;
  message: string;
  next_acts: string;
  stop_requested: boolean | number;
  /** When people were told how it ended. */
  notified_at: string | null;
}

/** Table `operation_steps`. */
export interface OperationStepRow {
  operation_id: string;
  position: number;
  name: string;
  status: string;
  attempt: number;
  started_at: string | null;
  ended_at: string | null;
  message: string | null;
}

/** Table `health_snapshots`: the newest measured figures. */
export interface HealthSnapshotRow {
  deployment_id: string;
  source: string;
  target: string;
  health: string;
  status: string;
  measured_at: string;
}

/** Table `deploy_comparisons`: what was measured around a version that went live. */
export interface DeployComparisonRow {
  deployment_id: string;
  commit: string;
  version: string;
  at: string;
  comparison: string;
  before_parts: string;
  stay: string | null;
  final: boolean | number;
}

/** Table `calls`: requests of one day. */
export interface CallsRow {
  source: string;
  /** Empty for outside. */
  from_ref: string;
  to_ref: string;
  /** Day in UTC, for example `2026-11-21`. */
  day: string;
  requests: number;
  /** Begin of the last hour that had one, Unix time in seconds. */
  last_hour: number;
}

/** Table `calls_watched`: whose calls are seen, Unix times in seconds. */
export interface CallsWatchedRow {
  source: string;
  entity_ref: string;
  since: number;
  until: number;
}

/** Table `calls_read`: how far a source was read. */
export interface CallsReadRow {
  source: string;
  until: number | null;
  problem: string | null;
}

/** Table `changes`: several files in one commit. */
export interface ChangeRow {
  id: string;
  idempotency_key: string;
  requested_by: string;
  requested_at: string;
  ended_at: string | null;
  repository: string;
  kind: string;
  state: string;
  /** Of the request. */
  digest: string;
  subject: string;
  reason: string;
  /** JSON. */
  paths: string;
  /** Head before the first try. */
  since: string | null;
  commit: string | null;
  message: string;
}

/** Table `refused_folders`: what looks like a folder of an environment and is none. */
export interface RefusedFolderRow {
  repository: string;
  path: string;
  message: string;
}

/** Table `expiries`: what is done about the end of an environment's folders. */
export interface ExpiryRow {
  /** Of repository, environment and end. */
  id: string;
  repository: string;
  environment: string;
  expires: string;
  /** JSON: times before the end that people were told at, in milliseconds. */
  announced: string;
  /** JSON: the change that is at work. */
  removal: string | null;
  problem: string | null;
  ended_at: string | null;
}
