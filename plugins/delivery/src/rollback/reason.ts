import type {
  Deployment,
  OperationSummary,
} from '@slipway/backstage-plugin-delivery-common';
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

/**
 * The reason that the evidence gives; empty when there is none, because an
 * invented reason would be kept in the commit for good.
 */
export function evidenceReason(
  deployment: Deployment,
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
