import type { LabelTemplate } from '../profiles/HealthProfile';
import type { Matcher } from '../promql/promql';

/**
 * How a mesh, a tracer or a gateway names who calls whom, as data.
 *
 * @public
 */
export interface CallProfile {
  /** For example `linkerd`. */
  id: string;
  title: string;
  /** What it is for, in one sentence. */
  description: string;
  /** A counter of requests. */
  metric: string;
  /** Which of its series count; each request once. */
  only?: readonly Matcher[];
  /** Labels by which the caller is known; absent for a gateway, whose callers are outside. */
  caller?: Record<string, LabelTemplate>;
  /** Labels by which the called one is known. */
  called: Record<string, LabelTemplate>;
}
