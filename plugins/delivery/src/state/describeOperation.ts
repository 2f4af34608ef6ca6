import {
  OPERATION_STEPS,
  isOperationEnded,
  type OperationSummary,
} from '@slipway/backstage-plugin-delivery-common';
import type { IconName, ToneName } from '@slipway/backstage-plugin-kit-react';
import type { DeliveryWords } from '../translation';

/** State of an operation: icon, word and tone. */
export interface OperationLook {
  tone: ToneName;
  icon: IconName;
  word: string;
}

function endLook(
  operation: Pick<OperationSummary, 'state' | 'step'>,
  t: DeliveryWords,
): OperationLook | undefined {
  const step = OPERATION_STEPS[Math.max(0, operation.step - 1)];
  switch (operation.state) {
    case 'recovered':
      return { tone: 'ok', icon: 'checkCircle', word: t('ended.recovered') };
    case 'completed':
      return { tone: 'ok', icon: 'checkCircle', word: t('ended.completed') };
    case 'not-recovered':
      return {
        tone: 'warning',
        icon: 'problem',
        word: t('ended.notRecovered'),
      };
    case 'not-verified':
      return { tone: 'idle', icon: 'help', word: t('ended.notVerified') };
    case 'stuck':
      return {
        tone: 'critical',
        icon: 'error',
        word: t('ended.stuckAt', {
          step: step ? t(`step.${step}`) : String(operation.step),
        }),
      };
    case 'failed':
      return { tone: 'critical', icon: 'error', word: t('ended.failed') };
    case 'refused':
      return { tone: 'warning', icon: 'block', word: t('ended.refused') };
    case 'superseded':
      return { tone: 'idle', icon: 'history', word: t('ended.superseded') };
    case 'cancelled':
      return { tone: 'idle', icon: 'power', word: t('ended.cancelled') };
    default:
      return undefined;
  }
}

const AT_WORK = {
  rollback: 'state.rollingBack',
  undo: 'state.undoing',
  upgrade: 'state.upgrading',
} as const;

/** The word for where an operation is, or how it ended. */
export function describeOperation(
  operation: Pick<OperationSummary, 'state' | 'step' | 'type'>,
  t: DeliveryWords,
): OperationLook {
  const end = isOperationEnded(operation.state)
    ? endLook(operation, t)
    : undefined;
  return (
    end ?? {
      tone: 'accent',
      icon: 'running',
      word: t(AT_WORK[operation.type]),
    }
  );
}
