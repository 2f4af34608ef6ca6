/**
 * What measurements say of a deployment. Only `healthy` was measured within
 * its limits; `no-traffic`, `too-few`, `not-measured` and `silent` are all
 * ways of not knowing and are never to be shown as healthy.
 *
 * - `burning`: worse than the hour before this version, beyond chance, and above the limit
 * - `over-limit`: above the limit, and it cannot be said that this version did it
 * - `healthy`: enough requests, within the limits
 * - `no-traffic`: measured, and no request came
 * - `too-few`: measured, too few requests to judge
 * - `not-measured`: no source measures it, or none of its metrics is there
 * - `silent`: its source does not answer
 *
 * @public
 */
export type MeasuredStatus =
  | 'burning'
  | 'over-limit'
  | 'healthy'
  | 'no-traffic'
  | 'too-few'
  | 'not-measured'
  | 'silent';

/** What broke, when something did. @public */
export type HealthSymptom = 'failing' | 'slow';

/**
 * Figures of one span of time.
 *
 * @public
 */
export interface HealthWindow {
  /** ISO 8601 in UTC. */
  from: string;
  to: string;
  /** Number of requests; counters are extrapolated, so it is rounded. */
  requests: number;
  errors: number;
  /** Failed of all requests, 0 to 1; absent without a request: 0/0 is not 0. */
  errorRatio?: number;
  /** Requests a second. */
  rate: number;
  /** Latency in seconds; absent when it is not measured as a histogram. */
  p50?: number;
  p95?: number;
  p99?: number;
}

/**
 * The result of asking whether a difference is more than chance.
 *
 * - `worse` / `better`: beyond chance
 * - `same`: no difference that chance would not explain
 * - `unknown`: too few requests, or nothing to compare with
 *
 * @public
 */
export type ComparisonResult = 'worse' | 'better' | 'same' | 'unknown';

/**
 * One figure before and after a version went live.
 *
 * @public
 */
export interface FigureComparison {
  result: ComparisonResult;
  /** Two-sided probability of such a difference by chance, 0 to 1, where it was computed. */
  pValue?: number;
  /** One clause for a person, for example `not chance` or `too few requests to judge`. */
  message: string;
}

/**
 * The span after a version went live against the span before it.
 *
 * @public
 */
export interface DeployComparison {
  deploymentId: string;
  version: string;
  /** Version that ran before, when it is known. */
  versionBefore?: string;
  commit?: string;
  /** When the version went live, ISO 8601 in UTC. */
  at: string;
  /** Absent when nothing was measured there. */
  before?: HealthWindow;
  after?: HealthWindow;
  errors: FigureComparison;
  latency: FigureComparison;
  traffic: FigureComparison;
  /** Error ratio above which it counted as failing, 0 to 1. */
  errorLimit: number;
  /** `burning` or `clean` only by evidence. */
  verdict: 'burning' | 'clean' | 'unknown';
  /** One sentence. */
  message: string;
  /** True once the span after it is whole: it changes no more. */
  final: boolean;
  /** ISO 8601 in UTC. */
  measuredAt: string;
}

/**
 * Whether a budget is spent too fast over two windows.
 *
 * @public
 */
export interface BurnRate {
  /** Seconds. */
  longWindow: number;
  shortWindow: number;
  /** Times the speed that would just use the budget up; absent when it is not known. */
  long?: number;
  short?: number;
  /** Limit for both. */
  factor: number;
  severity: 'page' | 'ticket';
  /** Both windows are above the factor, with enough requests. */
  firing: boolean;
}

/**
 * A service level objective and what is left of its error budget.
 *
 * @public
 */
export interface SloState {
  name: string;
  /** `availability`: not failed; `latency`: not slower than `thresholdSeconds`. */
  kind: 'availability' | 'latency';
  /** 0 to 1, for example 0.999. */
  objective: number;
  /** Length of the period in seconds. */
  period: number;
  thresholdSeconds?: number;
  /** Where it is declared, for example `annotation`, `openslo`, `sloth` or `pyrra`. */
  declaredBy: string;
  /** Share of the budget that is left; negative when it is overspent; absent when it is not known. */
  budgetLeft?: number;
  /** Requests in the period, or in the part of it that is measured. */
  requests?: number;
  /** Part of the period that measurements cover, 0 to 1. */
  covered?: number;
  /** Burn of the last five minutes, or of the last hour when these had too few requests. */
  burn?: number;
  /** Seconds until the budget is gone at that burn. */
  exhaustedIn?: number;
  burnRates: BurnRate[];
  /** Why something is not known, or that traffic is too low for it. */
  message?: string;
}

/** @public */
export interface HealthAlert {
  name: string;
  state: 'pending' | 'firing';
  severity?: string;
  /** ISO 8601 in UTC. */
  since?: string;
  summary?: string;
  labels: Record<string, string>;
  /** Who silenced it, until when, and why. */
  silencedBy?: { by: string; until: string; comment: string };
  url?: string;
}

/**
 * A short line for a row: the error ratio of the last two hours.
 *
 * @public
 */
export interface Sparkline {
  /** Unix time of the first point in seconds. */
  from: number;
  /** Seconds between two points. */
  step: number;
  /** Error ratio, 0 to 1; null where nothing was measured or no request came. */
  values: (number | null)[];
}

/**
 * The newest measured health of a deployment.
 *
 * @public
 */
export interface DeploymentHealth {
  deploymentId: string;
  status: MeasuredStatus;
  symptom?: HealthSymptom;
  /** One sentence: figure, number of requests, cause. */
  message: string;
  /** Id of the source that measures it, for example `prometheus:eu-1`. */
  source?: string;
  /** Id of the profile by which it is measured, for example `micrometer`. */
  profile?: string;
  /** ISO 8601 in UTC. */
  measuredAt?: string;
  /** Since when its source is silent, ISO 8601 in UTC. */
  silentSince?: string;
  /** Version that the figures are of, and since when it runs. */
  version?: string;
  since?: string;
  /** Since the version went live, or the last hour, whichever is shorter. */
  now?: HealthWindow;
  /** The hour before the version went live. */
  before?: HealthWindow;
  errors?: FigureComparison;
  latency?: FigureComparison;
  /** Error ratio above which it counts as failing, 0 to 1. */
  errorLimit: number;
  sparkline?: Sparkline;
  slos: SloState[];
  alerts: HealthAlert[];
  /** What a person must mend so that it can be measured, in sentences. */
  problems: string[];
  /** True when what answers is a simulation. */
  simulated: boolean;
}

/** @public */
export interface HealthResponse {
  items: DeploymentHealth[];
}

/** Units of series. @public */
export type SeriesUnit =
  'perSecond' | 'ratio' | 'seconds' | 'count' | 'bytes' | 'cores';

/**
 * Lines of one chart.
 *
 * @public
 */
export interface SeriesGroup {
  /** `requests`, `errors`, `latency`, `saturation`, `restarts` or that of an own rule. */
  id: string;
  title: string;
  unit: SeriesUnit;
  lines: SeriesLine[];
}

/** @public */
export interface SeriesLine {
  /** For example `p95`, or the value of a label. */
  id: string;
  title: string;
  /** One value for each time of the answer; null where there is none. */
  values: (number | null)[];
}

/**
 * Series of one deployment over a range of time.
 *
 * @public
 */
export interface HealthSeries {
  /** Unix times in seconds, equally spaced by `step`. */
  times: number[];
  /** Seconds. */
  step: number;
  groups: SeriesGroup[];
  /** What the source said beside the figures, for a person. */
  warnings: string[];
}

/** A version that went live in the range. @public */
export interface DeployMarker {
  /** ISO 8601 in UTC. */
  at: string;
  version: string;
  versionBefore?: string;
  kind: 'deploy' | 'rollback';
  commit?: string;
}

/**
 * All about the health of one deployment.
 *
 * @public
 */
export interface DeploymentHealthDetails {
  health: DeploymentHealth;
  /** Range that the series cover, ISO 8601 in UTC. */
  from: string;
  to: string;
  /** Absent when the source does not answer or measures nothing; `seriesProblem` says why. */
  series?: HealthSeries;
  seriesProblem?: string;
  markers: DeployMarker[];
  comparisons: DeployComparison[];
  /** The same range in Grafana or Prometheus. */
  links: { title: string; url: string }[];
}
