import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import { inChunks } from '../database/inChunks';
import type {
  ComponentOwnerRow,
  ConsumptionRow,
  ContractRow,
  NeedsRow,
  ReadingRow,
  SeenCallsRow,
} from '../database/rows';

/** What is read once before anything can be told. */
export type ReadSource = 'catalog' | 'git';

/** The API entities of the catalog, and who says to consume them. */
export class ContractStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new ContractStore(knex);
  }

  /** Takes what the catalog says now; what is no longer there is marked. */
  async replaceAll(
    rows: readonly ContractRow[],
    consumptions: readonly ConsumptionRow[],
    at: string,
  ): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await inChunks(rows, async part => {
        await transaction<ContractRow>('contracts')
          .insert(part)
          .onConflict('entity_ref')
          .merge();
      });
      await transaction<ContractRow>('contracts')
        .where('seen_at', '<', at)
        .whereNull('removed_at')
        .update({ removed_at: at });
      await transaction<ConsumptionRow>('consumptions').delete();
      await inChunks(consumptions, async part => {
        await transaction<ConsumptionRow>('consumptions').insert(part);
      });
      await markChanged(transaction);
    });
  }

  async all(): Promise<ContractRow[]> {
    return this.#knex<ContractRow>('contracts')
      .whereNull('removed_at')
      .orderBy('entity_ref');
  }

  /** Notes that a source was read from its beginning to its end. */
  async markRead(source: ReadSource, at: string): Promise<void> {
    await this.#knex<ReadingRow>('readings')
      .insert({ id: source, read_at: at, problem: null, environments: '[]' })
      .onConflict('id')
      .merge();
    await markChanged(this.#knex);
  }

  /** When a source was read last; undefined while it never was. */
  async readAt(source: ReadSource): Promise<string | undefined> {
    const row = await this.#knex<ReadingRow>('readings')
      .where({ id: source })
      .first();
    return row?.read_at ?? undefined;
  }

  async get(entityRef: string): Promise<ContractRow | undefined> {
    return this.#knex<ContractRow>('contracts')
      .where({ entity_ref: entityRef })
      .whereNull('removed_at')
      .first();
  }

  async consumptions(): Promise<ConsumptionRow[]> {
    return this.#knex<ConsumptionRow>('consumptions');
  }

  /** Components that take part without that the catalog says so at an API. */
  async otherComponents(): Promise<string[]> {
    const [calls, needs] = await Promise.all([
      this.#knex<SeenCallsRow>('seen_calls').select(
        ...(['consumer_ref', 'provider_ref'] as const),
      ),
      this.#knex<NeedsRow>('needs').distinct('component_ref'),
    ]);
    const refs = [
      ...calls.flatMap(row => [row.consumer_ref, row.provider_ref]),
      ...needs.map(row => row.component_ref),
    ];
    return [...new Set(refs)].filter(Boolean);
  }

  async replaceOwners(rows: readonly ComponentOwnerRow[]): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction('component_owners').delete();
      await inChunks(rows, async part => {
        await transaction<ComponentOwnerRow>('component_owners')
          .insert(part)
          .onConflict('entity_ref')
          .merge();
      });
      await markChanged(transaction);
    });
  }

  async owners(): Promise<ComponentOwnerRow[]> {
    return this.#knex<ComponentOwnerRow>('component_owners');
  }
}
