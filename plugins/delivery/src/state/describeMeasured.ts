import type { MeasuredStatus } from '@slipway/backstage-plugin-delivery-common';
import type { SeenDeployment } from '../health/SeenDeployment';
import { formatAge, formatMoment, secondsSince } from '../time/format';
import type { DeliveryWords } from '../translation';
import type { DeploymentState } from './describe';

type Look = Pick<DeploymentState, 'kind' | 'tone' | 'icon' | 'word'>;

function lookOf(status: MeasuredStatus, t: DeliveryWords): Look {
  const trouble = { kind: 'trouble', tone: 'critical' } as const;
  switch (status) {
    case 'burning':
      return { ...trouble, icon: 'fire', word: t('measured.burning') };
    case 'over-limit':
      return { ...trouble, icon: 'error', word: t('measured.overLimit') };
    case 'healthy':
      return {
        ...{ kind: 'healthy', tone: 'ok', icon: 'checkOutline' },
        word: t('state.healthy'),
      };
    case 'no-traffic':
      return {
        ...{ kind: 'noTraffic', tone: 'idle', icon: 'removeCircle' },
        word: t('measured.noTraffic'),
      };
    default:
      // Too few, not measured, silent, and what a newer backend may say.
      return {
        ...{ kind: 'unknown', tone: 'idle', icon: 'help' },
        word: t('measured.notKnown'),
      };
  }
}

/** What measurements say; nothing where nobody measures. */
export function describeMeasured(
  { measured }: Pick<SeenDeployment, 'measured'>,
  now: number,
  t: DeliveryWords,
): DeploymentState | undefined {
  if (!measured) {
    return undefined;
  }
  const { status, message, silentSince } = measured;
  const line =
    status === 'silent' && silentSince
      ? t('measured.since', {
          message: message.replace(/\.$/, ''),
          time: formatMoment(silentSince, now),
          age: formatAge(secondsSince(silentSince, now), t),
        })
      : message;
  return { ...lookOf(status, t), line };
}
