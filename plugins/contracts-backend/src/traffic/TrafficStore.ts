import type { Knex } from 'knex';
import { markChanged } from '../database/changeMark';
import { inChunks } from '../database/inChunks';
import type {
  SeenCallsRow,
  SeenComponentRow,
  SeenSourceRow,
} from '../database/rows';

/** What was seen of calls between components. */
export interface SeenTraffic {
  calls: readonly SeenCallsRow[];
  components: readonly SeenComponentRow[];
  sources: readonly SeenSourceRow[];
}

/** Nothing was seen, because nothing looks. */
export const NOTHING_SEEN: SeenTraffic = {
  ...{ calls: [], components: [], sources: [] },
};

/** The same text for the same traffic, whatever the order. */
function fingerprint({ calls, components, sources }: SeenTraffic): string {
  const sorted = [calls, components, sources].map(rows =>
    rows
      .map(row =>
        // A database may give 0 and 1 for what was false and true.
        JSON.stringify(
          Object.entries(row)
            .map(([key, value]) => [
              key,
              typeof value === 'boolean' ? Number(value) : value,
            ])
            .sort(),
        ),
      )
      .sort(),
  );
  return JSON.stringify(sorted);
}

const KEYS = {
  seen_calls: ['consumer_ref', 'provider_ref'],
  seen_components: ['entity_ref'],
  seen_sources: ['id'],
};

/** Who was seen calling whom, as the plugin `delivery` last said. */
export class TrafficStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new TrafficStore(knex);
  }

  /** @returns whether it differs from what was known */
  async replaceAll(next: SeenTraffic): Promise<boolean> {
    if (fingerprint(next) === fingerprint(await this.all())) return false;
    await this.#knex.transaction(async transaction => {
      await this.#replace(transaction, 'seen_calls', next.calls);
      await this.#replace(transaction, 'seen_components', next.components);
      await this.#replace(transaction, 'seen_sources', next.sources);
      await markChanged(transaction);
    });
    return true;
  }

  async all(): Promise<SeenTraffic> {
    const [calls, components, sources] = await Promise.all([
      this.#knex<SeenCallsRow>('seen_calls'),
      this.#knex<SeenComponentRow>('seen_components'),
      this.#knex<SeenSourceRow>('seen_sources').orderBy('id'),
    ]);
    return { calls, components, sources };
  }

  /** Of two replicas that write at once both succeed: each row is put, not only added. */
  async #replace(
    knex: Knex,
    table: keyof typeof KEYS,
    rows: readonly object[],
  ) {
    await knex(table).delete();
    await inChunks(rows, async part => {
      await knex(table).insert(part).onConflict(KEYS[table]).merge();
    });
  }
}
