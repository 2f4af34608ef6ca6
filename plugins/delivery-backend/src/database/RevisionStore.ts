import type { Knex } from 'knex';
import type { RevisionRow } from './rows';

/** A revision that has no id yet. */
export type NewRevisionRow = Omit<RevisionRow, 'id'>;

const ROWS_PER_INSERT = 400;

/** The ledger: one row for each change of a deployment's folder. */
export class RevisionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new RevisionStore(knex);
  }

  #table(transaction: Knex = this.#knex) {
    return transaction<RevisionRow>('revisions');
  }

  /** Number after which the next commits of any repository are counted on. */
  async lastPosition(): Promise<number> {
    const row = await this.#table().max({ last: 'position' }).first();
    return Number(row?.last ?? 0);
  }

  /**
   * Adds rows. One that is there already is written again: the same commit
   * gives the same row, unless the layout was changed in between.
   */
  async append(rows: NewRevisionRow[], transaction?: Knex) {
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
      await this.#table(transaction)
        .insert(rows.slice(at, at + ROWS_PER_INSERT))
        .onConflict(['deployment_id', 'commit'])
        .merge();
    }
  }

  /** Marks what a rewritten branch no longer holds. */
  async markRewritten(deploymentIds: string[], commits: string[]) {
    for (let at = 0; at < commits.length; at += ROWS_PER_INSERT) {
      await this.#table()
        .whereIn('commit', commits.slice(at, at + ROWS_PER_INSERT))
        .whereIn('deployment_id', deploymentIds)
        .update({ rewritten: true });
    }
  }

  /** Marks every row of a repository; those that come again are unmarked by {@link append}. */
  async markAllRewritten(repository: string) {
    await this.#table()
      .whereIn(
        'deployment_id',
        this.#knex('deployments').select('id').where({ repository }),
      )
      .update({ rewritten: true });
  }

  /** The newest row of each deployment, and the newest that changed the version. */
  async newest(deploymentIds: string[]) {
    const last = new Map<string, RevisionRow>();
    const version = new Map<string, RevisionRow>();
    for (let at = 0; at < deploymentIds.length; at += ROWS_PER_INSERT) {
      const ids = deploymentIds.slice(at, at + ROWS_PER_INSERT);
      for (const row of await this.#newestOf(ids, false)) {
        last.set(row.deployment_id, row);
      }
      for (const row of await this.#newestOf(ids, true)) {
        version.set(row.deployment_id, row);
      }
    }
    return { last, version };
  }

  async #newestOf(ids: string[], versionOnly: boolean): Promise<RevisionRow[]> {
    const ranked = this.#table()
      .select(
        '*',
        this.#knex.raw(
          'row_number() over (partition by deployment_id order by position desc) as rank',
        ),
      )
      .whereIn('deployment_id', ids)
      .where('rewritten', false)
      .modify(query => {
        if (versionOnly) {
          query.whereNot('kind', 'config');
        }
      })
      .as('ranked');
    return this.#knex.select('*').from(ranked).where('rank', 1);
  }

  /** Rows of one deployment, newest first. */
  async page(
    deploymentId: string,
    options: { before?: number; limit: number },
  ): Promise<RevisionRow[]> {
    return this.#table()
      .where('deployment_id', deploymentId)
      .modify(query => {
        if (options.before !== undefined) {
          query.where('position', '<', options.before);
        }
      })
      .orderBy('position', 'desc')
      .limit(options.limit);
  }

  /** All rows of one deployment that changed its version, oldest first. */
  async versionChanges(deploymentId: string): Promise<RevisionRow[]> {
    return this.#table()
      .where({ deployment_id: deploymentId, rewritten: false })
      .whereNot('kind', 'config')
      .orderBy('position', 'asc');
  }

  /** The same for many deployments, by their ids. */
  async versionChangesOf(
    deploymentIds: string[],
  ): Promise<Map<string, RevisionRow[]>> {
    const rows = await this.#table()
      .whereIn('deployment_id', deploymentIds)
      .where('rewritten', false)
      .whereNot('kind', 'config')
      .orderBy('position', 'asc');
    const result = new Map<string, RevisionRow[]>();
    for (const row of rows) {
      const known = result.get(row.deployment_id) ?? [];
      known.push(row);
      result.set(row.deployment_id, known);
    }
    return result;
  }

  async count(deploymentId: string): Promise<number> {
    const row = await this.#table()
      .where('deployment_id', deploymentId)
      .count({ total: '*' })
      .first();
    return Number(row?.total ?? 0);
  }

  /** Whether a deployment has a row of this kind, for folders that come back. */
  async everRemoved(deploymentIds: string[]): Promise<Set<string>> {
    const rows = await this.#table()
      .distinct('deployment_id')
      .whereIn('deployment_id', deploymentIds)
      .where('kind', 'remove');
    return new Set(rows.map(row => row.deployment_id));
  }
}
