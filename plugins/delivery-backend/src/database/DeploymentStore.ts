import type { Knex } from 'knex';
import type { DeploymentRow } from './rows';

/** What a list of deployments can be narrowed to. */
export interface DeploymentFilter {
  ids?: string[];
  entityRefs?: string[];
  environments?: string[];
  tenants?: string[];
  clusters?: string[];
  repository?: string;
  component?: string;
  /** Text within component, tenant, version or path. */
  search?: string;
}

/** Where a page begins: after this row in the order of {@link DeploymentSort}. */
export interface DeploymentCursor {
  value: string;
  id: string;
}

/** Columns a list can be ordered by. */
export type DeploymentSort = 'default' | 'since';

const ROWS_PER_INSERT = 400;

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** What Git wants of each folder, as of the indexed commit. */
export class DeploymentStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new DeploymentStore(knex);
  }

  async upsert(rows: DeploymentRow[]) {
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
      await this.#knex<DeploymentRow>('deployments')
        .insert(rows.slice(at, at + ROWS_PER_INSERT))
        .onConflict('id')
        .merge();
    }
  }

  async markRemoved(ids: string[], at: string) {
    for (let from = 0; from < ids.length; from += ROWS_PER_INSERT) {
      await this.#knex<DeploymentRow>('deployments')
        .whereIn('id', ids.slice(from, from + ROWS_PER_INSERT))
        .whereNull('removed_at')
        .update({ removed_at: at });
    }
  }

  /** Ids of all folders a repository has ever had. */
  async everPresent(repository: string): Promise<string[]> {
    const rows = await this.#knex<DeploymentRow>('deployments')
      .select('id')
      .where({ repository });
    return rows.map(row => row.id);
  }

  async get(id: string): Promise<DeploymentRow | undefined> {
    return this.#knex<DeploymentRow>('deployments').where({ id }).first();
  }

  async getMany(ids: string[]): Promise<DeploymentRow[]> {
    return this.#knex<DeploymentRow>('deployments').whereIn('id', ids);
  }

  /** Ids and paths of all folders of a repository that are there. */
  async present(
    repository: string,
  ): Promise<Pick<DeploymentRow, 'id' | 'path'>[]> {
    return this.#knex<DeploymentRow>('deployments')
      .select('id', 'path')
      .where({ repository })
      .whereNull('removed_at');
  }

  /** Ids of the repositories in which a tenant has something in an environment. */
  async repositoriesOf(tenant: string, environment: string): Promise<string[]> {
    const rows = await this.#knex<DeploymentRow>('deployments')
      .distinct('repository')
      .where({ tenant, environment })
      .whereNull('removed_at');
    return rows.map(({ repository }) => repository);
  }

  #matching(filter: DeploymentFilter): Knex.QueryBuilder<DeploymentRow> {
    return this.#knex<DeploymentRow>('deployments')
      .whereNull('removed_at')
      .modify(query => {
        for (const [column, values] of [
          ['id', filter.ids],
          ['entity_ref', filter.entityRefs],
          ['environment', filter.environments],
          ['tenant', filter.tenants],
          ['cluster', filter.clusters],
          ['repository', filter.repository && [filter.repository]],
          ['component', filter.component && [filter.component]],
        ] as const) {
          if (values) {
            query.whereIn(column, [...values]);
          }
        }
        if (filter.search) {
          const like = `%${escapeLike(filter.search.toLowerCase())}%`;
          query.whereRaw(
            `lower(component || ' ' || coalesce(tenant, '') || ' ' || coalesce(version, '') || ' ' || path) like ? escape '\\'`,
            [like],
          );
        }
      });
  }

  async page(
    filter: DeploymentFilter,
    options: { sort: DeploymentSort; after?: DeploymentCursor; limit: number },
  ): Promise<DeploymentRow[]> {
    const newestFirst = options.sort === 'since';
    const column = newestFirst ? 'since' : 'sort_key';
    const direction = newestFirst ? 'desc' : 'asc';
    const { after } = options;
    return this.#matching(filter)
      .select<DeploymentRow[]>('*')
      .modify(query => {
        if (after) {
          query.whereRaw(`(??, id) ${newestFirst ? '<' : '>'} (?, ?)`, [
            column,
            after.value,
            after.id,
          ]);
        }
      })
      .orderBy([
        { column, order: direction },
        { column: 'id', order: direction },
      ])
      .limit(options.limit);
  }

  async count(filter: DeploymentFilter): Promise<number> {
    const row = await this.#matching(filter).count({ total: '*' }).first();
    return Number((row as { total?: number | string } | undefined)?.total ?? 0);
  }

  /** Deployments that another folder claims as well, by id, with the other paths. */
  async duplicates(rows: DeploymentRow[]): Promise<Map<string, string[]>> {
    const refs = [...new Set(rows.map(row => row.entity_ref))];
    const siblings = await this.#knex<DeploymentRow>('deployments')
      .select('id', 'path', 'entity_ref', 'environment', 'tenant', 'cluster')
      .whereIn('entity_ref', refs)
      .whereNull('removed_at');
    const place = (
      row: Pick<
        DeploymentRow,
        'entity_ref' | 'environment' | 'tenant' | 'cluster'
      >,
    ) =>
      JSON.stringify([
        row.entity_ref,
        row.environment,
        row.tenant,
        row.cluster,
      ]);
    const paths = new Map<string, string[]>();
    for (const row of siblings) {
      paths.set(place(row), [...(paths.get(place(row)) ?? []), row.path]);
    }
    const result = new Map<string, string[]>();
    for (const row of rows) {
      const others = (paths.get(place(row)) ?? []).filter(
        path => path !== row.path,
      );
      if (others.length) {
        result.set(row.id, others);
      }
    }
    return result;
  }

  /** Folders that do not name their entity. */
  async undeclared(): Promise<
    Pick<DeploymentRow, 'id' | 'component' | 'entity_ref'>[]
  > {
    return this.#knex<DeploymentRow>('deployments')
      .select('id', 'component', 'entity_ref')
      .where('entity_declared', false)
      .whereNull('removed_at');
  }

  /** Those of the entities that have a deployment. */
  async entitiesAmong(entityRefs: readonly string[]): Promise<string[]> {
    const rows = await this.#knex<DeploymentRow>('deployments')
      .distinct('entity_ref')
      .whereIn('entity_ref', [...entityRefs])
      .whereNull('removed_at');
    return rows.map(row => row.entity_ref);
  }

  async setEntity(id: string, entityRef: string) {
    await this.#knex<DeploymentRow>('deployments')
      .where({ id })
      .update({ entity_ref: entityRef });
  }

  /** What observations are matched with. */
  async matchCandidates(): Promise<
    Pick<
      DeploymentRow,
      | 'id'
      | 'repository'
      | 'path'
      | 'entity_ref'
      | 'environment'
      | 'component'
      | 'version'
      | 'carrier'
    >[]
  > {
    return this.#knex<DeploymentRow>('deployments')
      .select(
        ...(['id', 'repository', 'path', 'entity_ref'] as const),
        ...(['environment', 'component', 'version', 'carrier'] as const),
      )
      .whereNull('removed_at');
  }

  /** Environments and tenants with the entities in them, to count what a person may see. */
  async places(): Promise<
    Pick<
      DeploymentRow,
      'environment' | 'environment_kind' | 'tenant' | 'entity_ref'
    >[]
  > {
    return this.#knex<DeploymentRow>('deployments')
      .select('environment', 'environment_kind', 'tenant', 'entity_ref')
      .whereNull('removed_at');
  }
}
