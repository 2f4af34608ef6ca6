import type { Knex } from 'knex';
import type { GitReadingRow } from '../database/rows';

/** Which versions of which repositories were taken. */
export class GitReadingStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new GitReadingStore(knex);
  }

  /** Commits that were taken, by the name of what led to them. */
  async taken(repository: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#knex<GitReadingRow>('git_readings').where({
      repository,
    });
    return new Map(rows.map(row => [row.reference, row.commit]));
  }

  async put(row: GitReadingRow): Promise<void> {
    await this.#knex<GitReadingRow>('git_readings')
      .insert(row)
      .onConflict(['repository', 'reference'])
      .merge();
  }
}
