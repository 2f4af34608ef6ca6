import type {
  ObservedCalls,
  TrafficReading,
} from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { CallsReadRow, CallsRow, CallsWatchedRow } from '../database/rows';

/** Requests between two, over some days. */
export interface SummedCalls {
  source: string;
  from_ref: string;
  to_ref: string;
  requests: number;
  /** Unix time in seconds. */
  last_hour: number;
}

/** Whole hours in Unix seconds. */
export interface Hours {
  from: number;
  to: number;
}

const ROWS_PER_WRITE = 100;

/** The day of a Unix time, in UTC. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function toRows(source: string, calls: readonly ObservedCalls[]): CallsRow[] {
  const rows = new Map<string, CallsRow>();
  for (const { from = '', to, hour, requests } of calls) {
    const day = dayOf(hour);
    const key = `${from} ${to} ${day}`;
    const row = rows.get(key) ?? {
      ...{ source, from_ref: from, to_ref: to, day },
      ...{ requests: 0, last_hour: hour },
    };
    row.requests += requests;
    row.last_hour = Math.max(row.last_hour, hour);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Who was seen calling whom. */
export class CallStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new CallStore(knex);
  }

  /** How far each source was read, and what kept it from going on. */
  async readings(): Promise<Map<string, CallsReadRow>> {
    const rows = await this.#knex<CallsReadRow>('calls_read');
    return new Map(rows.map(row => [row.source, row]));
  }

  /**
   * Adds what a source saw, once.
   *
   * @returns false when somebody else has read these hours
   */
  async add(
    source: string,
    { from, to }: Hours,
    { calls, watched }: TrafficReading,
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      await transaction<CallsReadRow>('calls_read')
        .insert({ source, until: null, problem: null })
        .onConflict('source')
        .ignore();
      const moved = await transaction<CallsReadRow>('calls_read')
        .where({ source })
        .where(some => some.whereNull('until').orWhere('until', '<=', from))
        .update({ until: to, problem: null });
      if (!moved) return false;
      await addCalls(transaction, toRows(source, calls));
      await addWatched(
        transaction,
        watched.map(seen => ({
          ...{ source, entity_ref: seen.entityRef },
          ...{ since: seen.from, until: seen.to },
        })),
      );
      return true;
    });
  }

  async fail(source: string, problem: string): Promise<void> {
    await this.#knex<CallsReadRow>('calls_read')
      .insert({ source, until: null, problem })
      .onConflict('source')
      .merge(['problem']);
  }

  /** Forgets days before one, and sources that there are no more. */
  async keep(since: string, sources: readonly string[]): Promise<void> {
    await this.#knex('calls').where('day', '<', since).delete();
    for (const table of ['calls', 'calls_watched', 'calls_read']) {
      await this.#knex(table).whereNotIn('source', sources).delete();
    }
    const oldest = Date.parse(`${since}T00:00:00Z`) / 1000;
    await this.#knex('calls_watched').where('until', '<', oldest).delete();
  }

  /** Sums of each pair; `requests` of the days from `recent` on, times of all that is kept. */
  async sums(recent: string): Promise<SummedCalls[]> {
    const rows: SummedCalls[] = await this.#knex<CallsRow>('calls')
      .select(
        ...['source', 'from_ref', 'to_ref'],
        this.#knex.raw(
          'sum(case when day >= ? then requests else 0 end) as requests',
          [recent],
        ),
      )
      .max({ last_hour: 'last_hour' })
      .groupBy('source', 'from_ref', 'to_ref');
    return rows.map(row => ({ ...row, requests: Number(row.requests) }));
  }

  async watched(): Promise<CallsWatchedRow[]> {
    return this.#knex<CallsWatchedRow>('calls_watched');
  }
}

async function addCalls(knex: Knex, rows: readonly CallsRow[]) {
  for (let at = 0; at < rows.length; at += ROWS_PER_WRITE) {
    await knex<CallsRow>('calls')
      .insert(rows.slice(at, at + ROWS_PER_WRITE))
      .onConflict(['source', 'from_ref', 'to_ref', 'day'])
      .merge({
        requests: knex.raw('calls.requests + excluded.requests'),
        last_hour: knex.raw('excluded.last_hour'),
      });
  }
}

async function addWatched(knex: Knex, rows: readonly CallsWatchedRow[]) {
  for (let at = 0; at < rows.length; at += ROWS_PER_WRITE) {
    await knex<CallsWatchedRow>('calls_watched')
      .insert(rows.slice(at, at + ROWS_PER_WRITE))
      .onConflict(['source', 'entity_ref'])
      .merge(['until']);
  }
}
