import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { ReleaseRow, VersionRow } from '../database/rows';

/** Published versions, and which version of a component brings which. */
export class VersionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new VersionStore(knex);
  }

  /** False when there is a version of that name already, which then stays. */
  async add(row: VersionRow): Promise<boolean> {
    const added = await this.#knex<VersionRow>('versions')
      .insert(row)
      .onConflict(['entity_ref', 'version'])
      .ignore()
      .returning('version');
    return added.length > 0;
  }

  async setJudgement(
    { entity_ref, version }: Pick<VersionRow, 'entity_ref' | 'version'>,
    judgement: string | null,
  ): Promise<void> {
    await this.#knex<VersionRow>('versions')
      .where({ entity_ref, version })
      .update({ judgement });
  }

  /** Takes the place of what was only read from the catalog. */
  async replaceCatalogVersion(row: VersionRow): Promise<boolean> {
    const { entity_ref, version } = row;
    const replaced = await this.#knex<VersionRow>('versions')
      .where({ entity_ref, version, source: 'catalog' })
      .update(row);
    return replaced > 0;
  }

  /** Lets go of texts of the catalog that said of no version, once one is published. */
  async dropNameless(entityRef: string): Promise<void> {
    await this.#knex<VersionRow>('versions')
      .where({ entity_ref: entityRef, source: 'catalog' })
      .whereRaw('version = substr(digest, 1, 12)')
      .delete();
  }

  async get(
    entityRef: string,
    version: string,
  ): Promise<VersionRow | undefined> {
    return this.#knex<VersionRow>('versions')
      .where({ entity_ref: entityRef, version })
      .first();
  }

  async of(entityRef: string): Promise<VersionRow[]> {
    return this.#knex<VersionRow>('versions').where({ entity_ref: entityRef });
  }

  async ofMany(entityRefs: readonly string[]): Promise<VersionRow[]> {
    return inChunks(entityRefs, part =>
      this.#knex<VersionRow>('versions').whereIn('entity_ref', part),
    );
  }

  async all(): Promise<VersionRow[]> {
    return this.#knex<VersionRow>('versions');
  }

  async count(): Promise<number> {
    const [row] = await this.#knex<VersionRow>('versions').count<
      { count: number | string }[]
    >({ count: '*' });
    return Number(row.count);
  }

  async putRelease(row: ReleaseRow): Promise<void> {
    await this.#knex<ReleaseRow>('releases')
      .insert(row)
      .onConflict(['component_ref', 'component_version', 'entity_ref'])
      .merge();
  }

  /** @param entityRefs - of all contracts unless told */
  async releases(entityRefs?: readonly string[]): Promise<ReleaseRow[]> {
    if (!entityRefs) return this.#knex<ReleaseRow>('releases');
    return inChunks(entityRefs, part =>
      this.#knex<ReleaseRow>('releases').whereIn('entity_ref', part),
    );
  }
}
