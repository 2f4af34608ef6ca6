import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function rounded(amount: number, digits: number): string {
  return String(Number(amount.toFixed(digits)));
}

function bytes(amount: number): string {
  return amount < GIB
    ? `${rounded(amount / MIB, 0)} MiB`
    : `${rounded(amount / GIB, 1)} GiB`;
}

/**
 * An amount as people write it, for example `1.5 cores` or `8 GiB of memory`.
 *
 * @param amount - cores or bytes
 */
export function describeAmount(name: keyof TenantAmounts, amount = 0): string {
  if (name !== 'cpu') return `${bytes(amount)} of ${name}`;
  return amount === 1 ? '1 core' : `${rounded(amount, 3)} cores`;
}

/** A part of an amount, for example `1.5 of 4 cores` or `3 of 8 GiB of memory`. */
export function describeShare(
  name: keyof TenantAmounts,
  part = 0,
  whole = 0,
): string {
  const unit = whole < GIB ? MIB : GIB;
  const digits = name === 'cpu' ? 3 : 1;
  const own = rounded(name === 'cpu' ? part : part / unit, digits);
  return `${own} of ${describeAmount(name, whole)}`;
}
