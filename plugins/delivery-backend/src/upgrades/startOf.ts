import type { UpgradeRequest } from '@slipway/backstage-plugin-delivery-common';
import type { UpgradeRow } from './rows';

/** When an upgrade begins by itself, if somebody said so. */
export function startOf({
  request,
}: Pick<UpgradeRow, 'request'>): string | undefined {
  return (JSON.parse(request) as UpgradeRequest).startsAt;
}

/** Whether the time has come that it begins at by itself. */
export function isDue(row: Pick<UpgradeRow, 'request'>, now: number): boolean {
  const startsAt = startOf(row);
  return startsAt !== undefined && Date.parse(startsAt) <= now;
}
