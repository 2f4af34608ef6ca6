import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import { inChunks } from '../database/inChunks';
import type { LivedRow, LiveRow, ReadingRow } from '../database/rows';

const DELIVERY = 'delivery';

/** When live versions were read last, and why not since. */
export interface LiveReading {
  readAt?: string;
  problem?: string;
  /** From the first stage to customers. */
  environments: string[];
  /** Those of them that nothing is promoted through. */
  passing?: string[];
}

/** A list of names, or also which of them pass. */
function environmentsOf(
  text: string,
): Pick<LiveReading, 'environments' | 'passing'> {
  const known = JSON.parse(text) as
    string[] | { environments: string[]; passing: string[] };
  return Array.isArray(known) ? { environments: known } : known;
}

/** Which versions run where, as the plugin `delivery` last said. */
export class LiveStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new LiveStore(knex);
  }

  async replaceAll(
    rows: readonly LiveRow[],
    environments: readonly string[],
    at: string,
    passing: readonly string[] = [],
  ): Promise<void> {
    const unique = [...new Map(rows.map(row => [row.id, row])).values()];
    await this.#knex.transaction(async transaction => {
      // Of two replicas one waits here for the other, and the older reading gives way.
      const before = await this.#lock(transaction);
      if (before && before > at) return;
      await transaction<LiveRow>('live').delete();
      await inChunks(unique, async part => {
        await transaction<LiveRow>('live').insert(part);
      });
      await this.#remember(transaction, unique);
      await transaction<ReadingRow>('readings')
        .where({ id: DELIVERY })
        .update({
          ...{ read_at: at, problem: null },
          environments: JSON.stringify(
            passing.length ? { environments, passing } : environments,
          ),
        });
      await markChanged(transaction);
    });
  }

  /** What a version did to a database stays when the version is gone. */
  async #remember(transaction: Knex, rows: readonly LiveRow[]) {
    const seen = rows.map(
      ({ component_ref, environment, tenant, version }): LivedRow => ({
        ...{ component_ref, environment, tenant: tenant ?? '', version },
      }),
    );
    const unique = new Map(
      seen.map(row => [Object.values(row).join(' '), row]),
    );
    await inChunks([...unique.values()], async part => {
      await transaction<LivedRow>('lived')
        .insert(part)
        .onConflict(['component_ref', 'environment', 'tenant', 'version'])
        .ignore();
    });
  }

  /** Every version that ever lived somewhere. */
  async lived(): Promise<LivedRow[]> {
    return this.#knex<LivedRow>('lived');
  }

  /** @returns when it was read last */
  async #lock(transaction: Knex): Promise<string | null | undefined> {
    await transaction<ReadingRow>('readings')
      .insert({
        id: DELIVERY,
        read_at: null,
        problem: null,
        environments: '[]',
      })
      .onConflict('id')
      .ignore();
    // An update takes the row on every database; reading it would not.
    await transaction<ReadingRow>('readings')
      .where({ id: DELIVERY })
      .update({ id: DELIVERY });
    const row = await transaction<ReadingRow>('readings')
      .where({ id: DELIVERY })
      .first();
    return row?.read_at;
  }

  /** Keeps what was known, and says that it is no longer certain. */
  async fail(problem: string): Promise<void> {
    await this.#knex<ReadingRow>('readings')
      .insert({ id: DELIVERY, read_at: null, problem, environments: '[]' })
      .onConflict('id')
      .merge(['problem']);
    await markChanged(this.#knex);
  }

  async reading(): Promise<LiveReading> {
    const row = await this.#knex<ReadingRow>('readings')
      .where({ id: DELIVERY })
      .first();
    return {
      readAt: row?.read_at ?? undefined,
      problem: row?.problem ?? undefined,
      ...environmentsOf(row?.environments ?? '[]'),
    };
  }

  async all(): Promise<LiveRow[]> {
    return this.#knex<LiveRow>('live').orderBy('id');
  }
}
