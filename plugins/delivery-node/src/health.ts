import type {
  HealthAlert,
  HealthSeries,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * What a source of health must know of a deployment to find its metrics.
 *
 * @public
 */
export interface HealthTarget {
  deploymentId: string;
  entityRef: string;
  component: string;
  environment: string;
  /** Kind of an environment that exists only in Git. */
  environmentKind?: string;
  tenant?: string;
  cluster?: string;
  /** Namespace, stack or group it runs in, as the runtime said. */
  namespace?: string;
  /** Annotations of the entity. */
  annotations: Record<string, string>;
}

/**
 * Counts of one span of time. Counters restart and are extrapolated, so that
 * counts are not whole numbers.
 *
 * @public
 */
export interface RequestCounts {
  requests: number;
  errors: number;
  /** Cumulative counts by upper bound in seconds, ascending, the last one `Infinity`; absent without a histogram. */
  buckets?: HistogramBucket[];
}

/** @public */
export interface HistogramBucket {
  /** Upper bound in seconds, inclusive. */
  le: number;
  /** Number of requests that were not slower. */
  count: number;
}

/**
 * The newest figures of a deployment.
 *
 * @public
 */
export interface HealthReading {
  /** Id of the profile, for example `prom-client`. */
  profile: string;
  /** The last hour and the last five minutes; absent when no series of it exists. */
  hour?: RequestCounts;
  fiveMinutes?: RequestCounts;
  /** Counts for each point of the last two hours, oldest first. */
  line?: HealthReadingLine;
  alerts: HealthAlert[];
  /** Objectives that rules of the source declare and compute themselves. */
  slos: SloState[];
  /**
   * Sentences about what could not be read while the figures could, for
   * example alerts: that there are none of them says nothing then.
   */
  problems?: string[];
}

/** @public */
export interface HealthReadingLine {
  /** Unix time of the first point in seconds. */
  from: number;
  /** Seconds between points. */
  step: number;
  /** One for each point; null where nothing was measured. */
  points: (RequestCounts | null)[];
}

/**
 * A span of time in Unix seconds, split into equal parts.
 *
 * @public
 */
export interface HealthSpan {
  from: number;
  to: number;
  /** Number of parts, 1 or more. */
  parts: number;
}

/** @public */
export interface CountsRequest {
  target: HealthTarget;
  span: HealthSpan;
}

/**
 * Measures deployments, for example a Prometheus server. Registered through
 * `deliveryHealthSourcesExtensionPoint`. Every method rejects with an error
 * whose message is a sentence for a person when the source does not answer;
 * it never answers with an empty result instead.
 *
 * @public
 */
export interface HealthSource {
  /** Stable id, unique over all sources, for example `prometheus:eu-1`. */
  readonly id: string;
  /** For people, for example `Prometheus eu-1`. */
  readonly title: string;
  /** True when what it measures is a simulation. */
  readonly simulated: boolean;
  /** Whether it speaks for a deployment. No call is made. */
  claims(target: HealthTarget): boolean;
  /**
   * The newest figures of many deployments in few calls.
   *
   * @returns readings by deployment id; a deployment of which no metric
   * exists is absent
   */
  survey(
    targets: readonly HealthTarget[],
    options: { signal: AbortSignal },
  ): Promise<Map<string, HealthReading>>;
  /**
   * Counts of deployments for each part of their spans. Requests with the same
   * span are asked together.
   *
   * @returns one answer for each request, in their order, with one entry for
   * each part: undefined where nothing was measured. Where parts are too short
   * for the source, one of those that it counted together has the counts of
   * them all and the others are undefined: sums are right, and what is there
   * was measured independently.
   */
  counts(
    requests: readonly CountsRequest[],
    options: { signal: AbortSignal },
  ): Promise<(RequestCounts | undefined)[][]>;
  /** Lines of one deployment over a range, for charts; `to` is `from` and some steps. */
  series(
    target: HealthTarget,
    range: { from: number; to: number; step: number },
    options: { signal: AbortSignal },
  ): Promise<HealthSeries>;
  /** Where a person can look at the same range. */
  links?(
    target: HealthTarget,
    range: { from: number; to: number },
  ): { title: string; url: string }[];
}
