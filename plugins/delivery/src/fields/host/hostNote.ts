import type { HostAnswer } from '@slipway/backstage-plugin-delivery-common';
import { failureMessage } from '../../api/errors';
import type { DeliveryWords } from '../../translation';
import type { FieldNote } from '../kit/FieldFrame';
import type { Asked } from '../kit/useAsked';

/** Whether a host name is free, in words. */
export function hostNote(
  { value, error, loading }: Asked<HostAnswer>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (loading) {
    return { tone: 'idle', icon: 'running', words: t('fields.hostLooking') };
  }
  if (error) {
    const words = t('fields.notChecked', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'help', words };
  }
  if (!value) return undefined;
  return value.status === 'free'
    ? // What cannot be read may use it all the same.
      { tone: 'idle', icon: 'check', words: value.message }
    : { tone: 'critical', icon: 'block', words: value.message };
}
