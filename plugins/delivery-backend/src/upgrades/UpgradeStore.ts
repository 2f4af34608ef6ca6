import type { Knex } from 'knex';
import type { Lease } from '../leases/LeaseStore';
import type { UpgradeItemRow, UpgradeRow } from './rows';

const ROWS_PER_INSERT = 50;
const MOST_SHOWN = 50;
const OPEN = ['planned', 'running', 'stopped'];

/** Upgrades and their items. What a replica writes is fenced by its lease. */
export class UpgradeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new UpgradeStore(knex);
  }

  /** @returns the row that holds the key: this one, or the one that came first */
  async insert(row: UpgradeRow, items: UpgradeItemRow[]): Promise<UpgradeRow> {
    const { requested_by, idempotency_key } = row;
    try {
      await this.#knex.transaction(async transaction => {
        await transaction<UpgradeRow>('upgrades').insert(row);
        for (let from = 0; from < items.length; from += ROWS_PER_INSERT) {
          await transaction<UpgradeItemRow>('upgrade_items').insert(
            items.slice(from, from + ROWS_PER_INSERT),
          );
        }
      });
      return row;
    } catch (error) {
      const known = await this.byKey(requested_by, idempotency_key);
      if (known) return known;
      throw error;
    }
  }

  async byKey(
    requestedBy: string,
    key: string,
  ): Promise<UpgradeRow | undefined> {
    return this.#knex<UpgradeRow>('upgrades')
      .where({ requested_by: requestedBy, idempotency_key: key })
      .first();
  }

  async get(id: string): Promise<UpgradeRow | undefined> {
    return this.#knex<UpgradeRow>('upgrades').where({ id }).first();
  }

  async items(ids: readonly string[]): Promise<UpgradeItemRow[]> {
    return this.#knex<UpgradeItemRow>('upgrade_items')
      .whereIn('upgrade_id', [...ids])
      .orderBy([{ column: 'upgrade_id' }, { column: 'position' }]);
  }

  /** Those that are open, then those that ended since; newest first. */
  async recent(endedAfter: string): Promise<UpgradeRow[]> {
    const rows = await this.#knex<UpgradeRow>('upgrades')
      .whereIn('state', OPEN)
      .orWhere('ended_at', '>', endedAfter)
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(MOST_SHOWN);
    const isOpen = ({ state }: UpgradeRow) => OPEN.includes(state);
    return [...rows.filter(isOpen), ...rows.filter(row => !isOpen(row))];
  }

  /** Those that there is something to do for, oldest first. */
  async unfinished(): Promise<UpgradeRow[]> {
    const atWork = this.#knex('upgrade_items')
      .select('upgrade_id')
      .where('state', 'running');
    return this.#knex<UpgradeRow>('upgrades')
      .whereIn('state', ['planned', 'running'])
      .orWhereIn('id', atWork)
      .orderBy('requested_at');
  }

  /**
   * What a person asked for. It counts at once, whoever works.
   *
   * @param options - `again`: what failed is tried again, and watching begins anew
   * @returns false when it was in none of the states any more
   */
  async turn(
    id: string,
    from: readonly string[],
    change: Partial<UpgradeRow>,
    options: { again?: boolean } = {},
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const changed = await transaction<UpgradeRow>('upgrades')
        .where({ id })
        .whereIn('state', [...from])
        .update({ ...change, turn: transaction.raw('turn + 1') as never });
      if (changed !== 1) return false;
      if (options.again) await tryAgain(id, transaction);
      return true;
    });
  }

  /** Only while the lease is held, so that a process that was stalled writes nothing. */
  #fenced(query: Knex.QueryBuilder, { name, owner, fence }: Lease) {
    return query.whereExists(
      this.#knex('leases')
        .select(this.#knex.raw('1'))
        .where({ name, owner, fence }),
    );
  }

  /** @returns false when the lease was lost, or a person turned it meanwhile */
  async update(
    { id, turn }: UpgradeRow,
    change: Partial<UpgradeRow>,
    lease: Lease,
  ): Promise<boolean> {
    const query = this.#knex<UpgradeRow>('upgrades').where({ id, turn });
    return (await this.#fenced(query, lease).update(change)) === 1;
  }

  /** @returns false when the lease was lost, or it was turned meanwhile */
  async updateItem(
    { id, turn }: UpgradeRow,
    { position }: UpgradeItemRow,
    change: Partial<UpgradeItemRow>,
    lease: Lease,
  ): Promise<boolean> {
    const query = this.#knex<UpgradeItemRow>('upgrade_items')
      .where({ upgrade_id: id, position })
      .whereExists(
        this.#knex('upgrades').select(this.#knex.raw('1')).where({ id, turn }),
      );
    return (await this.#fenced(query, lease).update(change)) === 1;
  }
}

async function tryAgain(id: string, transaction: Knex): Promise<void> {
  await transaction<UpgradeItemRow>('upgrade_items')
    .where({ upgrade_id: id, state: 'failed' })
    .update({
      ...{ state: 'waiting', operation_id: null, soaking_since: null },
      attempt: transaction.raw('attempt + 1') as never,
      message: 'Waits to be tried again.',
    });
  await transaction<UpgradeItemRow>('upgrade_items')
    .where({ upgrade_id: id, state: 'soaking' })
    .update({ soaking_since: null });
}
