/** Rows as they are in the database. Times are ISO 8601 in UTC. */
export interface ContractRow {
  entity_ref: string;
  name: string;
  title: string | null;
  spec_type: string;
  type: string | null;
  owner: string | null;
  system: string | null;
  lifecycle: string | null;
  providers: string;
  digest: string | null;
  problem: string | null;
  seen_at: string;
  removed_at: string | null;
}

export interface ConsumptionRow {
  consumer_ref: string;
  contract_ref: string;
  owner: string | null;
}

export interface DocumentRow {
  digest: string;
  files: boolean | number;
  size: number;
  body: Buffer;
  outline: string | null;
  problem: string | null;
}

export interface VersionRow {
  entity_ref: string;
  version: string;
  digest: string;
  type: string;
  source: 'ci' | 'catalog' | 'git';
  commit: string | null;
  published_at: string;
  published_by: string | null;
  judgement: string | null;
}

export interface ReleaseRow {
  component_ref: string;
  component_version: string;
  entity_ref: string;
  version: string;
}

export interface ComparisonRow {
  key: string;
  result: Buffer;
  took_ms: number;
  judged_at: string;
}

export interface NeedsRow {
  component_ref: string;
  version: string;
  digest: string;
  commit: string | null;
  needs: string;
  published_at: string;
}

export interface LiveRow {
  id: string;
  component_ref: string;
  version: string;
  environment: string;
  tenant: string | null;
  cluster: string | null;
  since: string | null;
  stale: boolean | number;
}

/** A version that lived somewhere at some time. */
export interface LivedRow {
  component_ref: string;
  environment: string;
  /** Empty without one. */
  tenant: string;
  version: string;
}

/** When a source was read last: `delivery`, `catalog`. */
export interface ReadingRow {
  id: string;
  read_at: string | null;
  problem: string | null;
  environments: string;
}

export interface GitReadingRow {
  repository: string;
  reference: string;
  commit: string;
  read_at: string;
}

export interface StateRow {
  entity_ref: string;
  inputs: string;
  summary: string;
  state: string;
  group_name: string;
  owner: string | null;
  gaps: string;
  search: string;
  position: number;
  sort_name: string;
}

export interface ExceptionRow {
  id: string;
  kind: 'rule' | 'block';
  rule: string | null;
  verdict: string | null;
  scope: string | null;
  consumer: string | null;
  environment: string | null;
  owner: string;
  reason: string;
  expires_at: string;
  created_by: string;
  created_at: string;
  ended_at: string | null;
}

/** Requests that were seen between two components. */
export interface SeenCallsRow {
  /** Empty when nobody that is deployed here called. */
  consumer_ref: string;
  provider_ref: string;
  /** Of the last seven days. */
  requests: number;
  last_call_at: string;
}

/** A component whose calls are seen, from and until when. */
export interface SeenComponentRow {
  entity_ref: string;
  since: string;
  until: string;
}

/** What sees calls. */
export interface SeenSourceRow {
  id: string;
  title: string;
  simulated: boolean | number;
  read_until: string | null;
  problem: string | null;
}

/** Who answers for a component. */
export interface ComponentOwnerRow {
  entity_ref: string;
  owner: string | null;
  /** Whether the catalog has the component. */
  known: boolean | number;
}
