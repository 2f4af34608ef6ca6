import type { Knex } from 'knex';
import type { RepositoryRow } from './rows';

/** How far each repository is indexed, and whether its remote answers. */
export class RepositoryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new RepositoryStore(knex);
  }

  async get(id: string): Promise<RepositoryRow | undefined> {
    return this.#knex<RepositoryRow>('repositories').where({ id }).first();
  }

  async list(): Promise<RepositoryRow[]> {
    return this.#knex<RepositoryRow>('repositories').orderBy('id');
  }

  /** Makes sure there is a row. */
  async ensure(row: Pick<RepositoryRow, 'id' | 'url' | 'branch'>) {
    await this.#knex<RepositoryRow>('repositories')
      .insert(row)
      .onConflict('id')
      .merge(['url', 'branch']);
  }

  async update(
    id: string,
    change: Partial<RepositoryRow>,
    transaction: Knex = this.#knex,
  ) {
    await transaction<RepositoryRow>('repositories')
      .where({ id })
      .update(change);
  }

  /** Moves the indexed commit on, unless somebody else did since it was read. */
  async advance(
    id: string,
    from: string | null,
    to: { head: string; layout: string },
  ): Promise<boolean> {
    const moved = await this.#knex<RepositoryRow>('repositories')
      .where({ id })
      .modify(query => {
        if (from === null) {
          query.whereNull('head');
        } else {
          query.where('head', from);
        }
      })
      .update({ ...to, checkpoint: null });
    return moved === 1;
  }

  /** The remote answered. */
  async alive(id: string, now: string) {
    await this.update(id, {
      last_seen_at: now,
      silent_since: null,
      cause: null,
    });
  }

  /**
   * The remote did not answer.
   *
   * @returns true when it did before
   */
  async silent(id: string, now: string, cause: string): Promise<boolean> {
    const row = await this.get(id);
    await this.update(id, { silent_since: row?.silent_since ?? now, cause });
    return !row?.silent_since || row.cause !== cause;
  }
}
