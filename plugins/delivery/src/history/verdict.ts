import type { DeployedVersion } from '@slipway/backstage-plugin-delivery-common';
import type { IconName } from '../kit/icons';
import type { ToneName } from '../theme/tones';

/** How a verdict looks. How long a version ran is never shown as healthy. */
export function verdictLook(verdict: DeployedVersion['verdict']): {
  tone: ToneName;
  icon: IconName;
} {
  switch (verdict) {
    case 'ran-healthy':
      return { tone: 'ok', icon: 'checkOutline' };
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
