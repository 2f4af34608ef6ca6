import type { ContractNeed } from '@slipway/backstage-plugin-contracts-common';
import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import type { NeedsRow } from '../database/rows';

/** What one version of a consumer needs. */
export interface StoredNeeds {
  componentRef: string;
  version: string;
  needs: readonly ContractNeed[];
}

/** Reads the JSON part of a row. */
export function needsOf(row: NeedsRow): ContractNeed[] {
  return JSON.parse(row.needs) as ContractNeed[];
}

/** What consumers have declared to need, by version. */
export class NeedStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new NeedStore(knex);
  }

  /** False when that version has declared its needs already. */
  async add(row: NeedsRow): Promise<boolean> {
    const added = await this.#knex<NeedsRow>('needs')
      .insert(row)
      .onConflict(['component_ref', 'version'])
      .ignore()
      .returning('version');
    if (added.length) await markChanged(this.#knex);
    return added.length > 0;
  }

  async get(
    componentRef: string,
    version: string,
  ): Promise<NeedsRow | undefined> {
    return this.#knex<NeedsRow>('needs')
      .where({ component_ref: componentRef, version })
      .first();
  }

  /** Needs of all that lives. */
  async live(): Promise<NeedsRow[]> {
    const rows: NeedsRow[] = await this.#knex('needs')
      .select('needs.*')
      .whereExists(
        this.#knex('live')
          .select(this.#knex.raw('1'))
          .whereRaw(
            'live.component_ref = needs.component_ref and live.version = needs.version',
          ),
      );
    return rows;
  }
}
