import type {
  DeployComparison,
  FigureComparison,
} from '@slipway/backstage-plugin-delivery-common';
import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import {
  type HealthLimits,
  type Parts,
  compareErrors,
  compareLatency,
  compareTraffic,
} from './compareFigures';
import { isoOf, sumCounts, toWindow } from './windows';
import { percent, sample, seconds } from './words';

/** A span of time in Unix seconds, and what was counted in its parts. */
export interface MeasuredSpan {
  from: number;
  to: number;
  parts: readonly (RequestCounts | undefined)[];
}

/** A version that went live, and what was measured around that moment. */
export interface DeployToCompare {
  deploymentId: string;
  version: string;
  versionBefore?: string;
  commit?: string;
  /** Unix time in seconds. */
  at: number;
  before: MeasuredSpan;
  after: MeasuredSpan;
  final: boolean;
  measuredAt: string;
}

/**
 * Seconds of a span from the first part that was measured to the last one. A
 * source that reads seldom leaves parts empty in between and counts them in
 * their neighbours.
 */
function secondsOf({ from, to, parts }: MeasuredSpan): number {
  const first = parts.findIndex(part => part !== undefined);
  const last = parts.findLastIndex(part => part !== undefined);
  return first < 0 ? 0 : ((to - from) * (last - first + 1)) / parts.length;
}

function windowOf(span: MeasuredSpan) {
  const counts = sumCounts(span.parts);
  return counts && toWindow(span.from, span.to, counts, secondsOf(span));
}

function known(parts: MeasuredSpan['parts']): Parts {
  return parts.filter(part => part !== undefined);
}

/** What comes out of two spans. */
export type Figures = Pick<
  DeployComparison,
  'before' | 'after' | 'errors' | 'latency' | 'traffic'
>;

/** Whether a comparison shows trouble: worse beyond chance, and above the limit. */
export function symptomOf(
  { after, errors, latency }: Pick<Figures, 'after' | 'errors' | 'latency'>,
  limits: HealthLimits,
): 'failing' | 'slow' | undefined {
  const fails = (after?.errorRatio ?? 0) > limits.errorRatio;
  if (fails && errors.result === 'worse') {
    return 'failing';
  }
  return latency.result === 'worse' ? 'slow' : undefined;
}

function verdictOf(figures: Figures, limits: HealthLimits) {
  if (symptomOf(figures, limits)) {
    return 'burning' as const;
  }
  const { after } = figures;
  const enough = (after?.requests ?? 0) >= limits.minRequests;
  const within = (after?.errorRatio ?? 1) <= limits.errorRatio;
  return enough && within ? ('clean' as const) : ('unknown' as const);
}

function arrow(before: string | undefined, after: string): string {
  return before === undefined ? after : `${before} → ${after}`;
}

/** What the figures say, in one sentence. */
export function describeFigures(
  { before, after, latency, errors }: Figures,
  limits: HealthLimits,
): string {
  if (!after) {
    return before
      ? 'Nothing was measured after it went live.'
      : 'Nothing was measured around that time.';
  }
  if (after.errorRatio === undefined) {
    return 'No request came after it went live.';
  }
  if (symptomOf({ after, errors, latency }, limits) === 'slow' && after.p95) {
    const was = before?.p95 === undefined ? undefined : seconds(before.p95);
    return `p95 ${arrow(was, seconds(after.p95))} (${sample(after.requests)})`;
  }
  const was = before?.errorRatio;
  const failed = arrow(
    was === undefined ? undefined : percent(was),
    percent(after.errorRatio),
  );
  return `${failed} failed (${sample(after.requests)})`;
}

/** Compares what was counted in two spans. */
export function figuresOf(
  before: MeasuredSpan | undefined,
  after: MeasuredSpan,
  limits: HealthLimits,
): Figures {
  const [was, is] = [known(before?.parts ?? []), known(after.parts)];
  const nothing: FigureComparison = {
    result: 'unknown',
    message: 'nothing to compare with',
  };
  const measured = was.length > 0 && is.length > 0;
  return {
    before: before && windowOf(before),
    after: windowOf(after),
    errors: measured ? compareErrors(was, is, limits) : nothing,
    latency: measured ? compareLatency(was, is, limits) : nothing,
    traffic: before
      ? compareTraffic(
          { counts: sumCounts(was), seconds: secondsOf(before) },
          { counts: sumCounts(is), seconds: secondsOf(after) },
        )
      : nothing,
  };
}

/** Compares the span after a version went live with the span before it. */
export function compareDeploy(
  deploy: DeployToCompare,
  limits: HealthLimits,
): DeployComparison {
  const figures = figuresOf(deploy.before, deploy.after, limits);
  return {
    deploymentId: deploy.deploymentId,
    version: deploy.version,
    versionBefore: deploy.versionBefore,
    commit: deploy.commit,
    at: isoOf(deploy.at),
    ...figures,
    errorLimit: limits.errorRatio,
    verdict: verdictOf(figures, limits),
    message: describeFigures(figures, limits),
    final: deploy.final,
    measuredAt: deploy.measuredAt,
  };
}
