import type { DeployedVersion } from '@slipway/backstage-plugin-delivery-common';
import type { IconName, ToneName } from '@slipway/backstage-plugin-kit-react';
import { formatAge, secondsSince } from '../time/format';
import type { DeliveryWords } from '../translation';
import type { HistoryRow } from './stays';

/** What is known of a version or of one of its stays: icon and word. */
export interface VerdictLook {
  tone: ToneName;
  icon: IconName;
}

/** How a verdict looks. How long a version ran is never shown as healthy. */
export function verdictLook(verdict: DeployedVersion['verdict']): VerdictLook {
  switch (verdict) {
    case 'ran-clean':
    case 'ran-healthy':
      return { tone: 'ok', icon: 'checkOutline' };
    case 'burned':
      return { tone: 'critical', icon: 'fire' };
    case 'rolled-back':
      return { tone: 'critical', icon: 'restore' };
    case 'never-healthy':
      return { tone: 'critical', icon: 'error' };
    case 'current':
      return { tone: 'accent', icon: 'arrow' };
    case 'ran':
      return { tone: 'idle', icon: 'schedule' };
    default:
      return { tone: 'idle', icon: 'help' };
  }
}

/** First letter in upper case: verdicts come as clauses. */
export function asSentence(clause: string): string {
  return clause.charAt(0).toLocaleUpperCase() + clause.slice(1);
}

/**
 * What is known of one stay. The backend judges a version over all its stays,
 * which says of its newest one more than the changes do, unless it only ran.
 */
export function stayVerdict(
  row: HistoryRow,
  t: DeliveryWords,
): (VerdictLook & { label: string }) | undefined {
  const { known, from, until, takenBack } = row;
  if (known && known.verdict !== 'ran') {
    return {
      ...verdictLook(known.verdict),
      label: asSentence(known.verdictText),
    };
  }
  if (takenBack) {
    const { reason } = takenBack;
    return {
      ...verdictLook('rolled-back'),
      label: reason
        ? t('history.takenBack', { reason })
        : t('history.takenBackPlain'),
    };
  }
  if (from === undefined || until === undefined) {
    return undefined;
  }
  const length = formatAge(secondsSince(from, until), t);
  return { ...verdictLook('ran'), label: t('history.ran', { length }) };
}
