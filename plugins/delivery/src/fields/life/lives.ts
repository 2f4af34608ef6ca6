import type { EnvironmentKind } from '@slipway/backstage-plugin-delivery-common';
import type { ComboboxOption } from '@slipway/backstage-plugin-kit-react';
import { Duration } from 'luxon';
import type { DeliveryWords } from '../../translation';

/** Milliseconds of an ISO 8601 duration; undefined for what is none. */
export function lengthOf(life: string | undefined): number | undefined {
  const duration = life === undefined ? undefined : Duration.fromISO(life);
  const length = duration?.isValid ? duration.toMillis() : 0;
  return length > 0 ? length : undefined;
}

/** `PT8H` as people say it, whole weeks before days before hours. */
export function lifeWords(life: string, t: DeliveryWords): string {
  const hours = (lengthOf(life) ?? 0) / 3_600_000;
  if (!hours || !Number.isInteger(hours)) return life;
  if (hours % 24) return t('fields.lifeHours', { count: hours });
  const days = hours / 24;
  return days % 7 || days > 28
    ? t('fields.lifeDays', { count: days })
    : t('fields.lifeWeeks', { count: days / 7 });
}

/** What the kinds of environments allow; of several the most that one does. */
export function longestLife(
  kinds: readonly EnvironmentKind[],
): string | undefined {
  const limits = kinds.map(({ timeToLive }) => timeToLive.longest);
  if (!limits.length || limits.includes(undefined)) return undefined;
  return limits.reduce((one, other) =>
    (lengthOf(other) ?? 0) > (lengthOf(one) ?? 0) ? other : one,
  );
}

/** Lives to choose from; longer ones than are allowed say so. */
export function lifeOptions(
  lives: readonly string[],
  longest: string | undefined,
  t: DeliveryWords,
): ComboboxOption[] {
  const most = lengthOf(longest) ?? Infinity;
  return lives.map(value => ({
    ...{ value, label: lifeWords(value, t) },
    ...(longest !== undefined &&
      (lengthOf(value) ?? 0) > most && {
        disabledBecause: t('fields.lifeLongest', {
          longest: lifeWords(longest, t),
        }),
      }),
  }));
}
