import type {
  DeployComparison,
  DeploymentHealthDetails,
  DeployMarker,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * What a stretch of time was like: `plain` as ever, `before` a bad deploy,
 * `bad` after it, `recovered` after it was taken back, by evidence.
 */
export type PhaseTone = 'plain' | 'before' | 'bad' | 'recovered';

/** A stretch of time, Unix times in seconds. */
export interface Phase {
  from: number;
  to: number;
  tone: PhaseTone;
}

const secondsOf = (iso: string) => Date.parse(iso) / 1000;

type Verdict = DeployComparison['verdict'];

/** What is known of a version that went live at some time. */
function verdictOf(
  { health, comparisons }: DeploymentHealthDetails,
  marker: Pick<DeployMarker, 'at' | 'version' | 'commit'>,
  newest: boolean,
): Verdict {
  if (newest && marker.version === health.version) {
    if (health.status === 'burning') {
      return 'burning';
    }
    if (health.status === 'healthy') {
      return 'clean';
    }
  }
  const known = comparisons.find(
    ({ commit, version, at }) =>
      (commit !== undefined && commit === marker.commit) ||
      (version === marker.version && at === marker.at),
  );
  return known?.verdict ?? 'unknown';
}

/** Whether what ran when the range began was bad already. */
function beganBad(details: DeploymentHealthDetails, from: number): boolean {
  const { health, comparisons } = details;
  const earlier = comparisons
    .filter(({ at }) => secondsOf(at) < from)
    .sort((a, b) => b.at.localeCompare(a.at));
  const { status, since } = health;
  return (
    earlier[0]?.verdict === 'burning' ||
    (status === 'burning' && since !== undefined && secondsOf(since) < from)
  );
}

/** When the error ratio first fell to the limit after a moment. */
function fellBelow(
  { series, health }: DeploymentHealthDetails,
  after: number,
): number | undefined {
  const line = series?.groups.find(({ id }) => id === 'errors')?.lines[0];
  const index = series?.times.findIndex((time, i) => {
    const value = line?.values[i];
    return (
      time >= after &&
      value !== null &&
      value !== undefined &&
      value <= health.errorLimit
    );
  });
  return index === undefined || index < 0 ? undefined : series!.times[index];
}

function afterMarker(
  details: DeploymentHealthDetails,
  start: Phase,
  verdict: Verdict,
  wasBad: boolean,
): Phase[] {
  if (verdict === 'burning') {
    return [{ ...start, tone: 'bad' }];
  }
  if (!wasBad || verdict !== 'clean') {
    return [start];
  }
  // Requests that were under way still fail for a while.
  const fell = fellBelow(details, start.from);
  if (fell === undefined || fell >= start.to) {
    return [{ ...start, tone: 'bad' }];
  }
  return [
    { ...start, to: fell, tone: 'bad' },
    { ...start, from: fell, tone: 'recovered' },
  ];
}

/** Cuts a range at its deploys and says what each part was like. */
export function phasesOf(details: DeploymentHealthDetails): Phase[] {
  const { markers, series } = details;
  const times = series?.times ?? [];
  if (!times.length) {
    return [];
  }
  const [from, to] = [times[0], times[times.length - 1]];
  const sorted = [...markers].sort((a, b) => a.at.localeCompare(b.at));
  const cuts = sorted.map(({ at }) =>
    Math.min(Math.max(secondsOf(at), from), to),
  );
  let wasBad = beganBad(details, from);
  const phases: Phase[] = [
    { from, to: cuts[0] ?? to, tone: wasBad ? 'bad' : 'plain' },
  ];
  for (const [index, marker] of sorted.entries()) {
    const start: Phase = {
      from: cuts[index],
      to: cuts[index + 1] ?? to,
      tone: 'plain',
    };
    const newest = index === sorted.length - 1;
    const verdict = verdictOf(details, marker, newest);
    const added = afterMarker(details, start, verdict, wasBad);
    phases.push(...added);
    wasBad = added[added.length - 1].tone === 'bad';
  }
  return markBefore(phases.filter(phase => phase.to > phase.from));
}

/** All that came before the first bad stretch is what it is compared with. */
function markBefore(phases: readonly Phase[]): Phase[] {
  const bad = phases.findIndex(({ tone }) => tone === 'bad');
  return phases.map((phase, index) =>
    index < bad && phase.tone === 'plain'
      ? { ...phase, tone: 'before' }
      : phase,
  );
}

/**
 * The values of one line in one phase, null elsewhere. The first point of the
 * next phase belongs to both, so that the line does not break between them.
 */
export function valuesIn(
  phase: Phase,
  times: readonly number[],
  values: readonly (number | null)[],
): (number | null)[] {
  const end = times.findIndex(time => time >= phase.to);
  const last = end < 0 ? times.length - 1 : end;
  return values.map((value, index) =>
    times[index] >= phase.from && index <= last ? value : null,
  );
}

/** Runs of points at which no line has a value, as indexes. */
export function gapsOf(
  lines: readonly { values: readonly (number | null)[] }[],
  length: number,
): [from: number, to: number][] {
  const gaps: [number, number][] = [];
  for (let index = 0; index < length; index++) {
    const known = lines.some(({ values }) => typeof values[index] === 'number');
    const newest = gaps[gaps.length - 1];
    if (!known && newest?.[1] === index - 1) {
      newest[1] = index;
    } else if (!known) {
      gaps.push([index, index]);
    }
  }
  return gaps;
}
