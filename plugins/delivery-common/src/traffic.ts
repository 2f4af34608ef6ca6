/**
 * Requests that one component sent another, as a mesh, a tracer or a gateway
 * counted them.
 *
 * @public
 */
export interface Calls {
  /** Entity reference of who called; absent when it is nobody that is deployed here, for example people through a gateway. */
  from?: string;
  /** Entity reference of who was called. */
  to: string;
  /** Requests of the last seven days, those of today included. */
  requests: number;
  /** Begin of the last hour that had one, ISO 8601 in UTC. */
  lastCallAt: string;
}

/**
 * A component whose calls are seen: that it called another such one never
 * means something.
 *
 * @public
 */
export interface WatchedComponent {
  entityRef: string;
  /** Begin of the first hour, and end of the last one, in which it was seen; ISO 8601 in UTC. */
  since: string;
  until: string;
}

/** What sees calls. @public */
export interface CallsSource {
  /** For example `prometheus:eu-1`. */
  id: string;
  title: string;
  simulated: boolean;
  /** End of the last hour that was read, ISO 8601 in UTC; absent before the first. */
  readUntil?: string;
  /** Why it could not be read the last time, a sentence. */
  problem?: string;
}

/** Who called whom in the last 30 days. @public */
export interface CallsResponse {
  items: Calls[];
  watched: WatchedComponent[];
  sources: CallsSource[];
}
