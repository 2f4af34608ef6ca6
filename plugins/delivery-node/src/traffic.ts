import type { HealthTarget } from './health';

/**
 * Requests that one component sent another within one hour.
 *
 * @public
 */
export interface ObservedCalls {
  /** Entity reference of who called; absent when it is nobody that is deployed here, for example people through a gateway. */
  from?: string;
  /** Entity reference of who was called. */
  to: string;
  /** Begin of the hour in Unix seconds, a multiple of 3600. */
  hour: number;
  /** Counters restart and are extrapolated, so that this is no whole number. */
  requests: number;
}

/**
 * A component both of whose directions were seen, with the first and the last
 * time of it.
 *
 * @public
 */
export interface SeenComponent {
  entityRef: string;
  /** Begin of the first hour, Unix time in seconds. */
  from: number;
  /** End of the last hour, Unix time in seconds. */
  to: number;
}

/**
 * What a source saw in whole hours.
 *
 * @public
 */
export interface TrafficReading {
  calls: ObservedCalls[];
  /** Only between two of these does it mean something that no call was seen. */
  watched: SeenComponent[];
}

/**
 * Sees which component calls which, for example the metrics of a mesh.
 * Registered through `deliveryTrafficSourcesExtensionPoint`.
 *
 * @public
 */
export interface TrafficSource {
  /** Stable id, unique over all sources, for example `prometheus:eu-1`. */
  readonly id: string;
  /** For people, for example `Prometheus eu-1`. */
  readonly title: string;
  /** True when what it sees is a simulation. */
  readonly simulated: boolean;
  /** Whether it speaks for a deployment. No call is made. */
  claims(target: HealthTarget): boolean;
  /**
   * Calls among deployments in the hours from `from` to `to`, both in Unix
   * seconds and multiples of 3600. What nothing measures is absent. A caller
   * or a called one that may be two components is left out.
   *
   * @throws an error whose message is a sentence for a person when the source
   * does not answer; it never gives an empty reading instead
   */
  calls(
    targets: readonly HealthTarget[],
    hours: { from: number; to: number },
    options: { signal: AbortSignal },
  ): Promise<TrafficReading>;
}
