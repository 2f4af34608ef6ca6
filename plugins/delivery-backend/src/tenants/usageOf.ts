import {
  type Tenant,
  type TenantAmounts,
  type TenantUsage,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  TenantReading,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { TenantUsageSourceRow } from './rows';
import type { StoredUsage } from './TenantUsageStore';

/** All that is measured, and who measures. */
export interface KnownUsage {
  stored: readonly StoredUsage[];
  heard: ReadonlyMap<string, TenantUsageSourceRow>;
  sources: readonly TenantUsageSource[];
}

/** What is known of one is not the sum while the other is not known. */
function sum(all: readonly TenantAmounts[]): TenantAmounts {
  const total: TenantAmounts = {};
  for (const name of TENANT_AMOUNTS) {
    const known = all.flatMap(amounts => amounts[name] ?? []);
    if (known.length && known.length === all.length) {
      total[name] = known.reduce((one, other) => one + other, 0);
    }
  }
  return total;
}

function silenceOf(
  own: readonly StoredUsage[],
  heard: KnownUsage['heard'],
): Pick<TenantUsage, 'silentSince' | 'cause'> {
  const silent = own
    .map(({ source }) => heard.get(source))
    .find(row => row?.silent_since);
  return silent
    ? { silentSince: silent.silent_since!, cause: silent.cause ?? '' }
    : {};
}

function whyNone({ sources, heard }: KnownUsage): string {
  if (!sources.length) {
    return 'Nobody measures it: no source of usage is configured.';
  }
  const silent = [...heard.values()].find(row => row.silent_since);
  return silent?.cause ?? 'Not measured: none of its metrics is there.';
}

function isEmpty({ used, hard, backup, certificate }: TenantReading): boolean {
  const amounts = [...Object.values(used), ...Object.values(hard)];
  return !amounts.length && !backup && !certificate;
}

function whyPart(unknown: readonly StoredUsage[]): string {
  const places = [...new Set(unknown.map(each => each.environment))];
  return `Nothing is measured of it in ${places.sort().join(', ')}, so neither a sum nor a backup of all of it is known.`;
}

function backupOf(own: readonly StoredUsage[]): Pick<Tenant, 'backup'> {
  // Of several environments the oldest speaks: the others are younger.
  const all = own
    .flatMap(({ reading }) => reading.backup ?? [])
    .sort((one, other) => one.at - other.at);
  return all.length && all.length === own.length
    ? {
        backup: {
          at: new Date(all[0].at * 1000).toISOString(),
          schedule: all[0].schedule,
        },
      }
    : {};
}

function certificateOf(
  own: readonly StoredUsage[],
): Pick<Tenant, 'certificate'> {
  const [first] = own
    .flatMap(({ reading }) => reading.certificate ?? [])
    .sort((one, other) => one.at - other.at);
  return first
    ? {
        certificate: {
          at: new Date(first.at * 1000).toISOString(),
          name: first.name,
        },
      }
    : {};
}

/** What is measured of a tenant in an environment, or in all of them. */
export function usageOf(
  tenant: string,
  environment: string | undefined,
  known: KnownUsage,
): Pick<Tenant, 'usage' | 'usageProblem' | 'backup' | 'certificate'> {
  const ids = new Set(known.sources.map(({ id }) => id));
  const own = known.stored.filter(
    each =>
      ids.has(each.source) &&
      each.tenant === tenant &&
      (environment === undefined || each.environment === environment),
  );
  const unknown = own.filter(({ reading }) => isEmpty(reading));
  if (unknown.length === own.length) return { usageProblem: whyNone(known) };
  const readings = own.map(({ reading }) => reading);
  return {
    usage: {
      used: sum(readings.map(({ used }) => used)),
      hard: sum(readings.map(({ hard }) => hard)),
      measuredAt: own.map(each => each.measuredAt).sort()[0],
      ...silenceOf(own, known.heard),
    },
    ...(unknown.length && { usageProblem: whyPart(unknown) }),
    ...backupOf(own),
    ...certificateOf(own),
  };
}
