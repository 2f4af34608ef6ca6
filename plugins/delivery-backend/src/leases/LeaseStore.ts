import type { Knex } from 'knex';

/** A right to work on something, until it ends or is given back. */
export interface Lease {
  name: string;
  owner: string;
  /** Grows with each owner: a writer with an older number has lost the lease. */
  fence: number;
}

interface LeaseRow {
  name: string;
  owner: string;
  until: number | string;
  fence: number | string;
}

/**
 * Leases in the database, so that of several replicas one works at a time and
 * another takes over when it dies. The clock is that of the replica; a lease
 * lasts much longer than clocks differ.
 */
export class LeaseStore {
  readonly #knex: Knex;
  readonly #owner: string;
  readonly #ttlMs: number;

  private constructor(knex: Knex, owner: string, ttlMs: number) {
    this.#knex = knex;
    this.#owner = owner;
    this.#ttlMs = ttlMs;
  }

  static create(knex: Knex, options: { owner: string; ttlMs?: number }) {
    return new LeaseStore(knex, options.owner, options.ttlMs ?? 20_000);
  }

  get ttlMs(): number {
    return this.#ttlMs;
  }

  /**
   * Takes a lease that is free or has ended.
   *
   * @returns undefined while another owner has it
   */
  async acquire(name: string): Promise<Lease | undefined> {
    const now = Date.now();
    const until = now + this.#ttlMs;
    await this.#knex<LeaseRow>('leases')
      .insert({ name, owner: '', until: 0, fence: 0 })
      .onConflict('name')
      .ignore();
    const taken = await this.#knex<LeaseRow>('leases')
      .where({ name })
      .where('until', '<', now)
      .update({
        owner: this.#owner,
        until,
        fence: this.#knex.raw('fence + 1'),
      });
    if (!taken) {
      return undefined;
    }
    const row = await this.#knex<LeaseRow>('leases').where({ name }).first();
    return row?.owner === this.#owner
      ? { name, owner: this.#owner, fence: Number(row.fence) }
      : undefined;
  }

  /** Lengthens a lease; false when it has been lost. */
  async renew(lease: Lease): Promise<boolean> {
    const renewed = await this.#knex<LeaseRow>('leases')
      .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
      .update({ until: Date.now() + this.#ttlMs });
    return renewed === 1;
  }

  /** True while nobody else has taken it. */
  async holds(lease: Lease, transaction: Knex = this.#knex): Promise<boolean> {
    const row = await transaction<LeaseRow>('leases')
      .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
      .first();
    return Boolean(row);
  }

  async release(lease: Lease) {
    await this.#knex<LeaseRow>('leases')
      .where({ name: lease.name, owner: lease.owner, fence: lease.fence })
      .update({ until: 0 });
  }
}
