import type { LivePlace } from '@slipway/backstage-plugin-contracts-common';
import type { LiveRow } from '../database/rows';

/** Where a version runs, as pages show it. */
export function toPlace(row: LiveRow): LivePlace {
  return {
    environment: row.environment,
    ...(row.tenant && { tenant: row.tenant }),
    ...(row.cluster && { cluster: row.cluster }),
    stale: Boolean(row.stale),
    ...(row.since && { since: row.since }),
  };
}

/** A place in words, for example `prod · acme`. */
export function placeName({ environment, tenant }: LivePlace): string {
  return tenant ? `${environment} · ${tenant}` : environment;
}
