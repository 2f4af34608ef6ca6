import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import { inChunks } from '../database/inChunks';
import type { TrafficRow } from '../database/rows';

/** Who was seen calling whom. */
export class TrafficStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new TrafficStore(knex);
  }

  /** Takes what one source saw in its last look. */
  async replace(source: string, rows: readonly TrafficRow[]): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction<TrafficRow>('traffic').where({ source }).delete();
      await inChunks(rows, async part => {
        await transaction<TrafficRow>('traffic').insert(part);
      });
      await markChanged(transaction);
    });
  }

  async all(): Promise<TrafficRow[]> {
    return this.#knex<TrafficRow>('traffic');
  }
}
