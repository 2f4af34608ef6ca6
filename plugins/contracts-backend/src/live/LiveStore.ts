import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import { inChunks } from '../database/inChunks';
import type { ReadingRow, LiveRow } from '../database/rows';

const DELIVERY = 'delivery';

/** When live versions were read last, and why not since. */
export interface LiveReading {
  readAt?: string;
  problem?: string;
  /** From the first stage to customers. */
  environments: string[];
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
  ): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction<LiveRow>('live').delete();
      await inChunks(rows, async part => {
        await transaction<LiveRow>('live').insert(part);
      });
      await transaction<ReadingRow>('readings')
        .insert({
          ...{ id: DELIVERY, read_at: at, problem: null },
          environments: JSON.stringify(environments),
        })
        .onConflict('id')
        .merge();
      await markChanged(transaction);
    });
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
      environments: row ? (JSON.parse(row.environments) as string[]) : [],
    };
  }

  async all(): Promise<LiveRow[]> {
    return this.#knex<LiveRow>('live').orderBy('id');
  }
}
