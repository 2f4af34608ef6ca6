import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { ExpiryRow } from './rows';

/** Folders of an environment that end at the same time. */
export interface ExpiryKey {
  repository: string;
  environment: string;
  expires: string;
}

/** The same for the same end of the same environment. */
export function expiryId({ repository, environment, expires }: ExpiryKey) {
  const text = [repository, environment, expires].join('\0');
  return createHash('sha256').update(text).digest('hex');
}

/** What was announced, begun and reported of ends of environments. */
export class ExpiryStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new ExpiryStore(knex);
  }

  #table() {
    return this.#knex<ExpiryRow>('expiries');
  }

  /** The row of an end. One that ended begins again when folders name it again. */
  async begin(key: ExpiryKey): Promise<ExpiryRow> {
    const { repository, environment, expires } = key;
    const id = expiryId(key);
    await this.#table()
      .insert({
        ...{ id, repository, environment, expires, announced: '[]' },
        ...{ removal: null, problem: null, ended_at: null },
      })
      .onConflict('id')
      .ignore();
    await this.#table()
      .where({ id })
      .whereNotNull('ended_at')
      .update({ ended_at: null, announced: '[]' });
    return (await this.#table().where({ id }).first())!;
  }

  async update(id: string, change: Partial<ExpiryRow>): Promise<void> {
    await this.#table().where({ id }).update(change);
  }

  /** Removals that were begun and not ended, by whomever. */
  async atWork(): Promise<ExpiryRow[]> {
    return this.#table().whereNotNull('removal').whereNull('ended_at');
  }

  /** Why ends were not followed, by environment. */
  async problems(): Promise<
    Pick<ExpiryRow, 'environment' | 'expires' | 'problem'>[]
  > {
    return this.#table()
      .select('environment', 'expires', 'problem')
      .whereNotNull('problem')
      .whereNull('ended_at')
      .orderBy('expires');
  }

  /** Forgets ends that no folder names any more. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#table()
      .whereIn('id', [...ids])
      .delete();
  }

  /** Ends that are still to come, or that something is in the way of. */
  async unended(): Promise<ExpiryRow[]> {
    return this.#table().whereNull('ended_at');
  }
}
