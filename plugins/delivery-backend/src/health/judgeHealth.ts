import type {
  DeploymentHealth,
  HealthWindow,
  SloState,
  Sparkline,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthReading,
  HealthReadingLine,
} from '@slipway/backstage-plugin-delivery-node';
import { type Figures, symptomOf } from './compareDeploy';
import type { HealthLimits } from './compareFigures';
import { count, percent, sample, seconds } from './words';

/** A younger version is judged since it went live, an older one by its last hour. */
export const HOUR = 3600;
/** Sooner, no counter has been read twice. */
const EARLY_SECONDS = 60;
/** After so long a version is no longer the first suspect. */
const SUSPECT_SECONDS = 24 * HOUR;

/** What a judgement is made from. */
export interface HealthEvidence {
  deploymentId: string;
  version?: string;
  /** When the version went live, Unix time in seconds. */
  since?: number;
  now: number;
  reading?: HealthReading;
  /** Objectives that this deployment declares, as measured. */
  slos?: SloState[];
  /** Since the version went live, or the last hour, against the hour before it did. */
  figures?: Figures;
  limits: HealthLimits;
}

type Judgement = Pick<DeploymentHealth, 'status' | 'symptom' | 'message'>;

/** Error ratio of each point; null where there was no request. */
export function toSparkline(line: HealthReadingLine): Sparkline {
  return {
    from: line.from,
    step: line.step,
    values: line.points.map(point =>
      point && point.requests > 0
        ? Math.min(1, point.errors / point.requests)
        : null,
    ),
  };
}

/** Whether a version went live less than an hour ago. */
export function isFresh(since: number | undefined, now: number): boolean {
  return since !== undefined && now - since < HOUR;
}

function failedWords(evidence: HealthEvidence, current: HealthWindow): string {
  const span = isFresh(evidence.since, evidence.now)
    ? `since ${evidence.version ?? 'it went live'}`
    : 'in the last hour';
  return `${percent(current.errorRatio ?? 0)} failed ${span} (${sample(current.requests)})`;
}

function troubleWords(
  symptom: 'failing' | 'slow',
  { before, latency }: Figures,
  current: HealthWindow,
): string {
  if (symptom === 'slow') {
    const was =
      before?.p95 === undefined ? latency.message : seconds(before.p95);
    return `p95 ${seconds(current.p95 ?? 0)} (${sample(current.requests)}), ${was} before`;
  }
  const was = before?.errorRatio;
  const tail = was === undefined ? '' : `, ${percent(was)} before`;
  return `${percent(current.errorRatio ?? 0)} failed (${sample(current.requests)})${tail}`;
}

function judgeTrouble(
  evidence: HealthEvidence,
  current: HealthWindow,
): Judgement | undefined {
  const { figures, limits, since, now } = evidence;
  const suspect = since !== undefined && now - since < SUSPECT_SECONDS;
  const symptom = figures && symptomOf(figures, limits);
  if (figures && symptom && suspect) {
    const message = troubleWords(symptom, figures, current);
    return { status: 'burning', symptom, message };
  }
  const over = (current.errorRatio ?? 0) > limits.errorRatio;
  if (over && current.requests >= limits.minRequests) {
    return {
      status: 'over-limit',
      symptom: 'failing',
      message: `${failedWords(evidence, current)}, the limit is ${percent(limits.errorRatio)}`,
    };
  }
  const burning = (evidence.slos ?? []).find(({ burnRates }) =>
    burnRates.some(({ firing, severity }) => firing && severity === 'page'),
  );
  return (
    burning && {
      status: 'over-limit',
      symptom: burning.kind === 'latency' ? 'slow' : 'failing',
      message: `The error budget of ${burning.name} goes ${(burning.burn ?? 0).toFixed(1)} times too fast (${sample(current.requests)}).`,
    }
  );
}

/** So many requests are expected in five minutes before their absence means something. */
const EXPECTED = 20;

/** An hour remembers what is over: what stopped a while ago is not healthy now. */
function judgeAbsence({ reading }: HealthEvidence): Judgement | undefined {
  const { hour, fiveMinutes } = reading ?? {};
  if (!hour || Math.round(hour.requests) === 0) {
    return undefined;
  }
  if (!fiveMinutes) {
    return {
      status: 'not-measured',
      message: 'Its metrics vanished within the last hour.',
    };
  }
  const expected = hour.requests / 12;
  return Math.round(fiveMinutes.requests) === 0 && expected >= EXPECTED
    ? {
        status: 'no-traffic',
        message: `No request came in the last five minutes, ${count(expected)} are usual; health is not known.`,
      }
    : undefined;
}

function judge(evidence: HealthEvidence): Judgement {
  const { figures, limits, since, now } = evidence;
  const current = figures?.after;
  const fresh = isFresh(since, now);
  if (!current) {
    if (fresh && now - since! < EARLY_SECONDS) {
      const message = 'It went live a moment ago, too early to judge.';
      return { status: 'too-few', message };
    }
    const vanished = figures?.before && fresh;
    const message = vanished
      ? `Its metrics vanished when ${evidence.version ?? 'this version'} went live.`
      : 'None of its metrics is known to the source of health.';
    return { status: 'not-measured', message };
  }
  if (current.errorRatio === undefined) {
    const span = fresh ? 'since it went live' : 'in the last hour';
    const message = `No request came ${span}, so health is not known.`;
    return { status: 'no-traffic', message };
  }
  const trouble = judgeTrouble(evidence, current) ?? judgeAbsence(evidence);
  if (trouble) {
    return trouble;
  }
  if (current.requests < limits.minRequests) {
    const failed = `${count(current.errors)} of ${count(current.requests)}`;
    const message = `${failed} requests failed, too few to judge`;
    return { status: 'too-few', message };
  }
  return { status: 'healthy', message: failedWords(evidence, current) };
}

/** Puts together what is known of a deployment's health, and judges it. */
export function judgeHealth(evidence: HealthEvidence): DeploymentHealth {
  const { reading, figures, limits } = evidence;
  const { since, version, deploymentId } = evidence;
  return {
    ...{ deploymentId, version },
    ...judge(evidence),
    profile: reading?.profile,
    since:
      since === undefined ? undefined : new Date(since * 1000).toISOString(),
    now: figures?.after,
    before: figures?.before,
    errors: figures?.errors,
    latency: figures?.latency,
    errorLimit: limits.errorRatio,
    sparkline: reading?.line && toSparkline(reading.line),
    slos: [...(evidence.slos ?? []), ...(reading?.slos ?? [])],
    alerts: reading?.alerts ?? [],
    problems: [],
    simulated: false,
  };
}
