import type {
  PlanOffer,
  PriceList,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../../translation';

/** `8Gi` as people write it; a text that is no amount stays as it is. */
export function amountWords(amount: string): string {
  const [, number, unit] = /^([\d.]+)([KMGTP]i?)$/.exec(amount) ?? [];
  return number ? `${number}\u00a0${unit}B` : amount;
}

function cpuWords(cpu: string): string {
  const [, milli] = /^(\d+)m$/.exec(cpu) ?? [];
  return milli ? String(Number(milli) / 1000) : cpu;
}

/** What a plan allows; of what it does not limit nothing is said. */
export function quotaWords(
  { cpu, memory, storage }: PlanOffer,
  t: DeliveryWords,
): string {
  const parts = [
    cpu && t('fields.planCpu', { cpu: cpuWords(cpu) }),
    memory && t('fields.planMemory', { memory: amountWords(memory) }),
    storage && t('fields.planStorage', { storage: amountWords(storage) }),
  ].filter(Boolean);
  return parts.length ? parts.join(', ') : t('fields.planNoQuota');
}

/** What a plan costs, in the way of the reader's language. */
export function priceWords({ price }: PlanOffer): string | undefined {
  return (
    price &&
    new Intl.NumberFormat(undefined, {
      ...{ style: 'currency', currency: price.currency },
      maximumFractionDigits: Number.isInteger(price.perMonth) ? 0 : 2,
    }).format(price.perMonth)
  );
}

/** Whose prices they are, and of when. */
export function priceListWords(
  list: PriceList | undefined,
  t: DeliveryWords,
): string | undefined {
  return (
    list && t('fields.planPriceList', { name: list.name, date: list.date })
  );
}
