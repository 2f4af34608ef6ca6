import type { Knex } from 'knex';
import type { DeploymentRow, RefusedFolderRow, RevisionRow } from './rows';

/** Folder that appeared or went, in the order of the commits. */
export type Passage = Pick<
  RevisionRow,
  | 'deployment_id'
  | 'commit'
  | 'position'
  | 'kind'
  | 'at'
  | 'author_name'
  | 'trailers'
> &
  Pick<DeploymentRow, 'environment' | 'repository'>;

const PASSAGES = ['create', 'restore', 'remove'];
const ROWS_PER_INSERT = 400;

/** Environments as the folders in Git make them. */
export class EnvironmentStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new EnvironmentStore(knex);
  }

  /** Folders of an environment that are there; of all that exist only in Git without one. */
  async folders(environment?: string): Promise<DeploymentRow[]> {
    return this.#knex<DeploymentRow>('deployments')
      .whereNull('removed_at')
      .modify(query => {
        if (environment === undefined) {
          query.whereNotNull('environment_kind');
        } else {
          query.where({ environment });
        }
      })
      .orderBy(['sort_key', 'id']);
  }

  /** When folders of environments that exist only in Git came and went, oldest first. */
  async passages(environments: readonly string[]): Promise<Passage[]> {
    if (!environments.length) return [];
    return this.#knex<RevisionRow>('revisions')
      .join<DeploymentRow>(
        'deployments',
        ...(['deployments.id', 'revisions.deployment_id'] as const),
      )
      .select(
        ...['deployment_id', 'revisions.commit', 'position', 'kind', 'at'],
        ...['author_name', 'trailers', 'environment', 'repository'],
      )
      .whereNotNull('environment_kind')
      .whereIn('environment', [...environments])
      .whereIn('kind', PASSAGES)
      .where('rewritten', false)
      .orderBy('position', 'asc') as unknown as Promise<Passage[]>;
  }

  async refused(): Promise<RefusedFolderRow[]> {
    return this.#knex<RefusedFolderRow>('refused_folders').orderBy([
      ...['repository', 'path'],
    ]);
  }

  /** What looks like a folder of a repository's environments and is none. */
  async replaceRefused(repository: string, rows: readonly RefusedFolderRow[]) {
    await this.#knex.transaction(async transaction => {
      const table = () => transaction<RefusedFolderRow>('refused_folders');
      await table().where({ repository }).delete();
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await table()
          .insert(rows.slice(at, at + ROWS_PER_INSERT))
          .onConflict(['repository', 'path'])
          .merge();
      }
    });
  }
}
