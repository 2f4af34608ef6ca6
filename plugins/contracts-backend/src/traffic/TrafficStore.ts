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

const TABLES = {
  calls: { table: 'seen_calls', keys: ['consumer_ref', 'provider_ref'] },
  components: { table: 'seen_components', keys: ['entity_ref'] },
  sources: { table: 'seen_sources', keys: ['id'] },
} as const;

type Kind = keyof typeof TABLES;
type Row = SeenCallsRow | SeenComponentRow | SeenSourceRow;

function keyOf(row: Row, keys: readonly string[]): string {
  const values = row as unknown as Record<string, string>;
  return JSON.stringify(keys.map(key => values[key]));
}

/** A database may give 0 and 1 for what was false and true. */
function textOf(row: Row): string {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'boolean' ? Number(value) : value,
  ]);
  return JSON.stringify(entries.sort());
}

/** Rows to put, and rows to delete, so that the one becomes the other. */
function differenceOf(
  before: readonly Row[],
  after: readonly Row[],
  keys: readonly string[],
) {
  const known = new Map(before.map(row => [keyOf(row, keys), row]));
  const wanted = new Map(after.map(row => [keyOf(row, keys), row]));
  const changed = [...wanted].filter(([key, row]) => {
    const old = known.get(key);
    return !old || textOf(old) !== textOf(row);
  });
  return {
    changed: changed.map(([, row]) => row),
    gone: [...known].filter(([key]) => !wanted.has(key)).map(([, row]) => row),
    isNews:
      wanted.size !== known.size || changed.some(([key]) => !known.has(key)),
  };
}

/** Who was seen calling whom, as the plugin `delivery` last said. */
export class TrafficStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new TrafficStore(knex);
  }

  /**
   * Takes what was seen; writes only what differs. Numbers go up each hour and
   * change no state, so a landscape is made anew only when somebody appears or
   * goes.
   *
   * @returns whether anything was written
   */
  async replaceAll(next: SeenTraffic): Promise<boolean> {
    const before = await this.all();
    const kinds = Object.keys(TABLES) as Kind[];
    const differences = kinds.map(kind => ({
      ...TABLES[kind],
      ...differenceOf(before[kind], next[kind], TABLES[kind].keys),
    }));
    const differs = differences.some(
      ({ changed, gone }) => changed.length + gone.length > 0,
    );
    if (!differs) return false;
    await this.#knex.transaction(async transaction => {
      for (const { table, keys, changed, gone } of differences) {
        for (const row of gone) {
          const values = row as unknown as Record<string, string>;
          await transaction(table)
            .where(Object.fromEntries(keys.map(key => [key, values[key]])))
            .delete();
        }
        // Of two replicas that write at once both succeed: a row is put, not only added.
        await inChunks(changed, async part => {
          await transaction(table)
            .insert(part)
            .onConflict([...keys])
            .merge();
        });
      }
      if (differences.some(({ isNews }) => isNews)) {
        await markChanged(transaction);
      }
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
}
