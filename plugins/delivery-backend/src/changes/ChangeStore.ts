import type { Knex } from 'knex';
import type { ChangeRow } from '../database/rows';

/** Changes of repositories, one for each key of a person. */
export class ChangeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new ChangeStore(knex);
  }

  /** @returns the row that holds the key: this one, or the one that came first */
  async begin(row: ChangeRow): Promise<ChangeRow> {
    await this.#knex<ChangeRow>('changes')
      .insert(row)
      .onConflict(['requested_by', 'idempotency_key'])
      .ignore();
    const { requested_by, idempotency_key } = row;
    const kept = await this.byKey(requested_by, idempotency_key);
    return kept!;
  }

  async byKey(
    requestedBy: string,
    key: string,
  ): Promise<ChangeRow | undefined> {
    return this.#knex<ChangeRow>('changes')
      .where({ requested_by: requestedBy, idempotency_key: key })
      .first();
  }

  async update(id: string, change: Partial<ChangeRow>): Promise<void> {
    await this.#knex<ChangeRow>('changes').where({ id }).update(change);
  }

  /** Ends it, unless another replica found it committed; gives what is kept. */
  async end(id: string, change: Partial<ChangeRow>): Promise<ChangeRow> {
    await this.#knex<ChangeRow>('changes')
      .where({ id })
      .whereNot('state', 'committed')
      .update(change);
    const row = await this.get(id);
    return row!;
  }

  async get(id: string): Promise<ChangeRow | undefined> {
    return this.#knex<ChangeRow>('changes').where({ id }).first();
  }
}
