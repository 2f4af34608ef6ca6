import type { Knex } from 'knex';
import type { FolderFacts } from './folderFacts';
import type { TenantFileReading } from './readTenantFile';
import type { TenantFileRow, TenantFolderRow, TenantIndexRow } from './rows';

const ROWS_PER_INSERT = 200;
const IDS_PER_QUERY = 500;

/** What a file says, and where it is. */
export interface KnownTenantFile extends TenantFileReading {
  repository: string;
  path: string;
  name: string;
}

function toKnown(row: TenantFileRow): KnownTenantFile {
  const { repository, path, name } = row;
  return {
    ...{ repository, path, name },
    described: JSON.parse(row.described),
    problems: JSON.parse(row.problems),
  };
}

/** What Git says of tenants, as of the commit that was read last. */
export class TenantStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new TenantStore(knex);
  }

  async index(repository: string): Promise<TenantIndexRow | undefined> {
    return this.#knex<TenantIndexRow>('tenant_indexes')
      .where({ repository })
      .first();
  }

  /** Shas of the files that were read, by path. */
  async blobs(repository: string): Promise<Map<string, string>> {
    const rows = await this.#knex<TenantFileRow>('tenant_files')
      .select('path', 'blob')
      .where({ repository });
    return new Map(rows.map(({ path, blob }) => [path, blob]));
  }

  /** Digests of the folders that were read, by deployment. */
  async digests(repository: string): Promise<Map<string, string>> {
    const rows = await this.#knex<TenantFolderRow>('tenant_folders')
      .select('deployment_id', 'digest')
      .where({ repository });
    return new Map(rows.map(row => [row.deployment_id, row.digest]));
  }

  /** Stores what was read at a commit, all of it or nothing. */
  async save(reading: {
    index: TenantIndexRow;
    files: TenantFileRow[];
    gonePaths: string[];
    folders: TenantFolderRow[];
    goneFolders: string[];
  }): Promise<void> {
    const { index, files, gonePaths, folders, goneFolders } = reading;
    const { repository } = index;
    await this.#knex.transaction(async transaction => {
      for (let from = 0; from < gonePaths.length; from += IDS_PER_QUERY) {
        await transaction('tenant_files')
          .where({ repository })
          .whereIn('path', gonePaths.slice(from, from + IDS_PER_QUERY))
          .delete();
      }
      for (let from = 0; from < goneFolders.length; from += IDS_PER_QUERY) {
        await transaction('tenant_folders')
          .whereIn(
            'deployment_id',
            goneFolders.slice(from, from + IDS_PER_QUERY),
          )
          .delete();
      }
      for (let from = 0; from < files.length; from += ROWS_PER_INSERT) {
        await transaction('tenant_files')
          .insert(files.slice(from, from + ROWS_PER_INSERT))
          .onConflict(['repository', 'path'])
          .merge();
      }
      for (let from = 0; from < folders.length; from += ROWS_PER_INSERT) {
        await transaction('tenant_folders')
          .insert(folders.slice(from, from + ROWS_PER_INSERT))
          .onConflict('deployment_id')
          .merge();
      }
      await transaction('tenant_indexes')
        .insert(index)
        .onConflict('repository')
        .merge();
    });
  }

  /** Files that describe tenants; those of one name, or all. */
  async files(name?: string): Promise<KnownTenantFile[]> {
    const rows = await this.#knex<TenantFileRow>('tenant_files')
      .modify(query => {
        if (name !== undefined) query.where({ name });
      })
      .orderBy(['name', 'repository', 'path']);
    return rows.map(toKnown);
  }

  /** Files of tenants that are switched off. */
  async suspended(): Promise<KnownTenantFile[]> {
    const rows = await this.#knex<TenantFileRow>('tenant_files').where(
      'described',
      'like',
      '%"suspended":%',
    );
    // The words may also stand in a text.
    return rows.map(toKnown).filter(({ described }) => described.suspended);
  }

  /** What manifests tell, by deployment. */
  async facts(ids: readonly string[]): Promise<Map<string, FolderFacts>> {
    const facts = new Map<string, FolderFacts>();
    for (let from = 0; from < ids.length; from += IDS_PER_QUERY) {
      const rows = await this.#knex<TenantFolderRow>('tenant_folders').whereIn(
        'deployment_id',
        ids.slice(from, from + IDS_PER_QUERY),
      );
      for (const row of rows)
        facts.set(row.deployment_id, JSON.parse(row.facts));
    }
    return facts;
  }
}
