import type { SeriesUnit } from '@slipway/backstage-plugin-delivery-common';
import type { Matcher } from '../promql/promql';

/**
 * How one kind of software names its metrics, as data.
 *
 * @public
 */
export interface HealthProfile {
  /** For example `prom-client`. */
  id: string;
  title: string;
  /** What it is for, in one sentence. */
  description: string;
  /**
   * Labels by which the series of a deployment are found: `target` for those
   * that the server attaches when it scrapes, else templates by label.
   */
  labels: 'target' | Record<string, LabelTemplate>;
  /** How requests are counted; the first that is there is used. Absent for a profile that only adds lines. */
  requests?: RequestMetrics[];
  /** Lines beside those of requests. */
  lines?: ProfileLine[];
}

/**
 * A text with placeholders such as `{component}`; with `pattern` its own text
 * is a regular expression, while what is put in stays as it is.
 *
 * @public
 */
export type LabelTemplate = string | { pattern: string };

/**
 * Metrics of requests that belong together.
 *
 * @public
 */
export interface RequestMetrics {
  /** The counter, or the name of a native histogram. */
  metric: string;
  native?: boolean;
  /** Which of its series are requests to the deployment. */
  only?: readonly Matcher[];
  /** Which of those failed; the label must be there. */
  errors: { label: string; matches: string };
  /** Classic histogram: the name before `_bucket`. A native one has it in itself. */
  histogram?: string;
  /** Unit of latency. */
  unit?: 's' | 'ms';
}

/**
 * A line of a chart. `$selector` stands for the labels of the deployment and
 * `$window` for the time that a rate looks back.
 *
 * @public
 */
export interface ProfileLine {
  /** Family that is there when the line can be drawn. */
  family: string;
  group: { id: string; title: string; unit: SeriesUnit };
  id: string;
  title: string;
  query: string;
  /** The label that tells lines apart when the query gives several. */
  dimension?: string;
}
