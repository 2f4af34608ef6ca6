import type {
  HealthState,
  SyncState,
} from '@slipway/backstage-plugin-delivery-common';
import type { RuntimeObservation } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { HealthRecordRow, ObservationRow, SourceRow } from './rows';

/** An observation with the deployment it speaks of and the version it shows. */
export interface MatchedObservation {
  observation: RuntimeObservation;
  deploymentId?: string;
  version?: string;
  /** Git wants that version: the health is that of the version. */
  settled?: boolean;
}

/** The part of an observation that is kept as JSON. */
export type ObservedState = Omit<RuntimeObservation, 'key' | 'locator'>;

/** Reads the JSON part of a row. */
export function observedState(row: ObservationRow): ObservedState {
  return JSON.parse(row.state) as ObservedState;
}

/** A version that is there at the first look has come at a time nobody saw. */
function sinceOf(
  before: ObservationRow | undefined,
  version: string | null,
  now: string,
) {
  if (before?.version === version) {
    return before.version_since;
  }
  return before?.version ? now : null;
}

/** What the page needs when nothing is known. */
export const UNKNOWN_SYNC: SyncState = { status: 'unknown' };
export const UNKNOWN_HEALTH: HealthState = { status: 'unknown' };

/** What runtimes last said, and when. */
export class ObservationStore {
  readonly #knex: Knex;
  readonly #observed: readonly string[] | undefined;

  private constructor(knex: Knex, observed?: readonly string[]) {
    this.#knex = knex;
    this.#observed = observed;
  }

  /**
   * @param observed - ids of the sources there are; what others once said is
   * not read. All when absent.
   */
  static create(knex: Knex, observed?: readonly string[]) {
    return new ObservationStore(knex, observed);
  }

  /** Rows of sources that are still observed: nobody would ever correct the others. */
  #current(): Knex.QueryBuilder<ObservationRow, ObservationRow[]> {
    const query =
      this.#knex<ObservationRow>('observations').whereNull('gone_at');
    return this.#observed
      ? query.whereIn('source', [...this.#observed])
      : query;
  }

  /**
   * Stores what a source says now.
   *
   * @returns ids of the deployments for which something changed
   */
  async upsert(source: string, items: MatchedObservation[], now: string) {
    const changed: string[] = [];
    for (const item of items) {
      const id = await this.#upsertOne(source, item, now);
      if (id) {
        changed.push(id);
      }
    }
    return changed;
  }

  async #upsertOne(source: string, item: MatchedObservation, now: string) {
    const { key, locator, ...state } = item.observation;
    const before = await this.#knex<ObservationRow>('observations')
      .where({ source, key })
      .first();
    const version = item.version ?? null;
    const last = before && observedState(before);
    const healthStays = last?.health.status === state.health.status;
    const row: ObservationRow = {
      source,
      key,
      deployment_id: item.deploymentId ?? null,
      locator: JSON.stringify(locator),
      state: JSON.stringify(state),
      version,
      version_since: sinceOf(before, version, now),
      health_since: healthStays
        ? before!.health_since
        : (state.health.since ?? now),
      observed_at: now,
      gone_at: null,
    };
    await this.#knex<ObservationRow>('observations')
      .insert(row)
      .onConflict(['source', 'key'])
      .merge();
    if (item.settled) {
      await this.#recordHealth(row, state.health, now);
    }
    const same =
      before &&
      before.state === row.state &&
      before.deployment_id === row.deployment_id &&
      before.version === row.version &&
      !before.gone_at;
    return same ? undefined : (item.deploymentId ?? before?.deployment_id);
  }

  /** Keeps, for the verdict on a version, each span of one health. */
  async #recordHealth(row: ObservationRow, health: HealthState, now: string) {
    if (!row.deployment_id || !row.version || health.status === 'unknown') {
      return;
    }
    const seenBy = `${row.source} ${row.key}`;
    const last = await this.#knex<HealthRecordRow>('health_records')
      .where({ deployment_id: row.deployment_id, seen_by: seenBy })
      .orderBy('id', 'desc')
      .first();
    if (last && last.version === row.version && last.health === health.status) {
      await this.#knex<HealthRecordRow>('health_records')
        .where({ id: last.id })
        .update({ until: now, message: health.message ?? null });
      return;
    }
    await this.#knex<HealthRecordRow>('health_records').insert({
      deployment_id: row.deployment_id,
      version: row.version,
      health: health.status,
      seen_by: seenBy,
      message: health.message ?? null,
      from: now,
      until: now,
    });
  }

  /** All that was seen of a version in a deployment, oldest first. */
  async healthRecords(deploymentId: string): Promise<HealthRecordRow[]> {
    return this.#knex<HealthRecordRow>('health_records')
      .where({ deployment_id: deploymentId })
      .orderBy('id', 'asc');
  }

  /** Marks what a source no longer has. */
  async markGone(
    source: string,
    now: string,
    keys: { in?: string[]; notIn?: string[] },
  ) {
    const query = (): Knex.QueryBuilder<ObservationRow> =>
      this.#knex<ObservationRow>('observations')
        .where({ source })
        .whereNull('gone_at')
        .modify(builder => {
          if (keys.in) {
            builder.whereIn('key', keys.in);
          }
          if (keys.notIn) {
            builder.whereNotIn('key', keys.notIn);
          }
        });
    const rows =
      await query().select<Pick<ObservationRow, 'deployment_id'>[]>(
        'deployment_id',
      );
    await query().update({ gone_at: now, observed_at: now });
    return rows.flatMap(row => (row.deployment_id ? [row.deployment_id] : []));
  }

  async forDeployments(ids: string[]): Promise<ObservationRow[]> {
    return this.#current().whereIn('deployment_id', ids);
  }

  /** Everything a source has said, to match it again with new deployments. */
  async all(): Promise<ObservationRow[]> {
    return this.#current();
  }

  async relink(
    row: ObservationRow,
    deploymentId: string | null,
    version: string | null,
  ) {
    await this.#knex<ObservationRow>('observations')
      .where({ source: row.source, key: row.key })
      .update({
        deployment_id: deploymentId,
        version,
        version_since: sinceOf(row, version, new Date().toISOString()),
      });
  }

  async sources(): Promise<Map<string, SourceRow>> {
    const rows = await this.#knex<SourceRow>('sources');
    return new Map(
      rows
        .filter(row => this.#observed?.includes(row.id) ?? true)
        .map(row => [row.id, row]),
    );
  }

  /** @returns true when the source was silent, or never heard, before */
  async sourceAlive(id: string, now: string): Promise<boolean> {
    const before = await this.#knex<SourceRow>('sources').where({ id }).first();
    await this.#knex<SourceRow>('sources')
      .insert({ id, last_seen_at: now, silent_since: null, cause: null })
      .onConflict('id')
      .merge();
    return !before?.last_seen_at || Boolean(before.silent_since);
  }

  /** @returns true when the source answered before, or for another cause */
  async sourceSilent(id: string, now: string, cause: string): Promise<boolean> {
    const before = await this.#knex<SourceRow>('sources').where({ id }).first();
    await this.#knex<SourceRow>('sources')
      .insert({
        id,
        last_seen_at: before?.last_seen_at ?? null,
        silent_since: before?.silent_since ?? now,
        cause,
      })
      .onConflict('id')
      .merge();
    return !before?.silent_since || before.cause !== cause;
  }
}
