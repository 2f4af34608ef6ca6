import type { OperationSummary } from '@slipway/backstage-plugin-delivery-common';
import { formatChange, formatFigure } from '../health/figures';
import { isMeasuredBad, type SeenDeployment } from '../health/SeenDeployment';
import { isInTrouble, isNotStarting } from '../state/judge';
import { formatMoment } from '../time/format';
import type { DeliveryWords } from '../translation';

/** One line, as the commit will carry it. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}

const MAX_CLAUSE = 90;

/**
 * What a runtime says first; names of pods and the like follow after a colon
 * and stand in the evidence anyway.
 */
export function firstClause(text: string): string {
  const colon = text.indexOf(': ', 20);
  const clause = colon > 0 ? text.slice(0, colon) : text;
  return clause.length <= MAX_CLAUSE
    ? clause
    : `${clause.slice(0, clause.lastIndexOf(' ', MAX_CLAUSE))} …`;
}

/** The figure that became bad, before → now, since the version is live. */
function measuredReason(
  { measured, desired }: SeenDeployment,
  now: number,
  t: DeliveryWords,
): string | undefined {
  const slow = measured?.symptom === 'slow';
  const read = (window: 'before' | 'now') =>
    slow ? measured?.[window]?.p95 : measured?.[window]?.errorRatio;
  const [was, is] = [read('before'), read('now')];
  if (!measured || is === undefined) {
    return undefined;
  }
  const unit = slow ? 'seconds' : 'ratio';
  const words = {
    version: measured.version ?? desired.version ?? '',
    figure:
      was === undefined
        ? formatFigure(is, unit, t)
        : formatChange(was, is, unit, t),
    time: formatMoment(measured.since ?? desired.since, now),
  };
  if (measured.status === 'over-limit') {
    const figure = formatFigure(is, unit, t);
    return t('evidence.overLimit', { ...words, figure });
  }
  return slow ? t('evidence.slow', words) : t('evidence.failing', words);
}

/**
 * The reason that the evidence gives; empty when there is none, because an
 * invented reason would be kept in the commit for good.
 */
export function evidenceReason(
  deployment: SeenDeployment,
  undoes: OperationSummary | undefined,
  now: number,
  t: DeliveryWords,
): string {
  if (undoes) {
    return t('evidence.undo', {
      from: undoes.fromVersion,
      to: undoes.toVersion,
    });
  }
  const { health, desired } = deployment;
  if (!isInTrouble(deployment) || desired.version === undefined) {
    return '';
  }
  const figure = isMeasuredBad(deployment)
    ? measuredReason(deployment, now, t)
    : undefined;
  if (figure) {
    // The spaces that hold figures together on a page are no good in a commit.
    return figure.replace(/\u00a0/g, ' ');
  }
  const words = {
    version: desired.version,
    time: formatMoment(health.since ?? desired.since, now),
  };
  const message = health.message && firstClause(oneLine(health.message));
  if (isNotStarting(deployment) || health.status === 'missing') {
    return message
      ? t('evidence.notStarting', { ...words, message })
      : t('evidence.notStartingPlain', words);
  }
  return message
    ? t('evidence.degraded', { ...words, message })
    : t('evidence.degradedPlain', words);
}
