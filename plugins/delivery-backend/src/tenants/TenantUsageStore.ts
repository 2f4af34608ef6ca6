import type {
  RoomReading,
  TenantReading,
} from '@slipway/backstage-plugin-delivery-node';
import type { ClusterRoom } from '@slipway/backstage-plugin-delivery-common';
import type { Knex } from 'knex';
import type { TenantUsageRow, TenantUsageSourceRow } from './rows';

/** What a source last said of a tenant. */
export interface StoredUsage {
  source: string;
  tenant: string;
  environment: string;
  reading: TenantReading;
  measuredAt: string;
}

const ROWS_PER_INSERT = 200;

/** What is measured of tenants, and which of its sources answer. */
export class TenantUsageStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new TenantUsageStore(knex);
  }

  /** Puts a whole reading of a source in the place of the one before. */
  async replace(
    source: string,
    readings: Omit<StoredUsage, 'source' | 'measuredAt'>[],
    now: string,
    rooms: readonly RoomReading[] = [],
  ): Promise<void> {
    const rows = readings.map(({ tenant, environment, reading }) => ({
      ...{ source, tenant, environment, measured_at: now },
      reading: JSON.stringify(reading),
    }));
    await this.#knex.transaction(async transaction => {
      await transaction('tenant_usage').where({ source }).delete();
      for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
        await transaction('tenant_usage').insert(
          rows.slice(from, from + ROWS_PER_INSERT),
        );
      }
      await transaction('tenant_usage_sources')
        .insert({
          ...{ id: source, seen_at: now, silent_since: null, cause: null },
          rooms: JSON.stringify(rooms),
        })
        .onConflict('id')
        .merge();
    });
  }

  /** The source did not answer: what it said last stays. */
  async silent(id: string, now: string, cause: string): Promise<void> {
    const row = await this.#knex<TenantUsageSourceRow>('tenant_usage_sources')
      .where({ id })
      .first();
    await this.#knex<TenantUsageSourceRow>('tenant_usage_sources')
      .insert({
        ...{ id, seen_at: row?.seen_at ?? null, cause },
        silent_since: row?.silent_since ?? now,
      })
      .onConflict('id')
      .merge();
  }

  async sources(): Promise<Map<string, TenantUsageSourceRow>> {
    const rows = await this.#knex<TenantUsageSourceRow>('tenant_usage_sources');
    return new Map(rows.map(row => [row.id, row]));
  }

  /** How much room clusters have, as some sources last said. */
  async rooms(sources: readonly string[]): Promise<ClusterRoom[]> {
    const rows = await this.#knex<TenantUsageSourceRow>('tenant_usage_sources')
      .whereIn('id', [...sources])
      .orderBy('id');
    return rows.flatMap(({ rooms, seen_at: seen, silent_since, cause }) =>
      (JSON.parse(rooms ?? '[]') as RoomReading[]).map(room => ({
        ...room,
        measuredAt: seen ?? silent_since ?? '',
        ...(silent_since && { silentSince: silent_since, cause: cause ?? '' }),
      })),
    );
  }

  async all(): Promise<StoredUsage[]> {
    const rows = await this.#knex<TenantUsageRow>('tenant_usage').orderBy([
      ...['source', 'tenant', 'environment'],
    ]);
    return rows.map(({ reading, measured_at: measuredAt, ...row }) => ({
      ...row,
      measuredAt,
      reading: JSON.parse(reading) as TenantReading,
    }));
  }
}
