import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { Knex } from 'knex';
import type { ComparisonRow } from '../database/rows';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What was found between two documents. */
export interface StoredComparison {
  changes: ContractChange[];
  tookMs: number;
  judgedAt: string;
}

/** Comparisons by what they came from, so that none is made twice. */
export class ComparisonStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new ComparisonStore(knex);
  }

  async get(key: string): Promise<StoredComparison | undefined> {
    const row = await this.#knex<ComparisonRow>('comparisons')
      .where({ key })
      .first();
    if (!row) return undefined;
    const changes = (await expand(row.result)).toString('utf8');
    return {
      changes: JSON.parse(changes) as ContractChange[],
      ...{ tookMs: row.took_ms, judgedAt: row.judged_at },
    };
  }

  async put(key: string, comparison: StoredComparison): Promise<void> {
    await this.#knex<ComparisonRow>('comparisons')
      .insert({
        key,
        result: await compress(JSON.stringify(comparison.changes)),
        took_ms: Math.round(comparison.tookMs),
        judged_at: comparison.judgedAt,
      })
      .onConflict('key')
      .ignore();
  }
}
