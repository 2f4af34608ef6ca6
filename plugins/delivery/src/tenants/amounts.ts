import {
  TENANT_AMOUNTS,
  type Tenant,
  type TenantAmounts,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../translation';

const GIB = 2 ** 30;
/** From this share on a quota asks for attention. */
export const NEARLY_FULL = 0.9;

/** One amount of a tenant: what is used of what there is. */
export interface AmountShown {
  name: keyof TenantAmounts;
  /** For example `14.2 of 24 vCPU`. */
  words: string;
  /** 0 to 1; absent when it is not known. */
  share?: number;
  isNearlyFull: boolean;
}

/** An amount as people write it: cores, or GiB. */
export function figure(value: number, isBytes: boolean): string {
  const amount = isBytes ? value / GIB : value;
  // As many digits as mean something.
  return String(
    amount >= 100 ? Math.round(amount) : Math.round(amount * 10) / 10,
  );
}

function wordsOf(
  used: number | undefined,
  hard: number | undefined,
  isBytes: boolean,
  t: DeliveryWords,
): string {
  const values = {
    used: used === undefined ? '' : figure(used, isBytes),
    hard: hard === undefined ? '' : figure(hard, isBytes),
  };
  if (used !== undefined && hard !== undefined) {
    return t(isBytes ? 'tenantQuota.ofBytes' : 'tenantQuota.ofCpu', values);
  }
  if (used !== undefined) {
    return t(isBytes ? 'tenantQuota.usedBytes' : 'tenantQuota.usedCpu', values);
  }
  return hard === undefined
    ? t('tenantQuota.unknown')
    : t(
        isBytes ? 'tenantQuota.unknownOfBytes' : 'tenantQuota.unknownOfCpu',
        values,
      );
}

/** What a tenant uses of its quota; what is in force counts before what the plan says. */
export function amountsOf(
  { usage, quota }: Pick<Tenant, 'usage' | 'quota'>,
  t: DeliveryWords,
): AmountShown[] {
  return TENANT_AMOUNTS.map(name => {
    const used = usage?.used[name];
    const hard = usage?.hard[name] ?? quota?.[name];
    const share =
      used !== undefined && hard ? Math.min(1, used / hard) : undefined;
    return {
      ...{ name, words: wordsOf(used, hard, name !== 'cpu', t) },
      ...(share !== undefined && { share }),
      isNearlyFull: share !== undefined && share >= NEARLY_FULL,
    };
  });
}
