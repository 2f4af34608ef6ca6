/** Table `upgrades`. */
export interface UpgradeRow {
  id: string;
  idempotency_key: string;
  requested_by: string;
  requested_at: string;
  ended_at: string | null;
  state: string;
  /** JSON of the request, to find out whether the same key means the same. */
  request: string;
  soak_seconds: number;
  /** JSON: ids of checks that could not tell, and that a person accepts. */
  accepted: string;
  message: string;
  /** Grows each time a person starts, stops or abandons it. */
  turn: number;
  /** Who started it last; nobody while it is only planned. */
  started_by: string | null;
}

/** Table `upgrade_items`: one deployment of an upgrade. */
export interface UpgradeItemRow {
  upgrade_id: string;
  position: number;
  /** 0 for the first. */
  wave: number;
  deployment_id: string;
  entity_ref: string;
  /** JSON: component, environment, tenant. */
  place: string;
  from_version: string;
  to_version: string;
  expected_commit: string;
  state: string;
  /** Grows when a failed one is tried again. */
  attempt: number;
  operation_id: string | null;
  /** For whom its operation is begun. */
  begun_by: string | null;
  soaking_since: string | null;
  /** JSON; an empty list before they were asked. */
  checks: string;
  message: string;
}
