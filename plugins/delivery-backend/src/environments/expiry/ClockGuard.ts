import type { Knex } from 'knex';

/** Farther apart two clocks are not trusted. */
const MOST_MS = 60_000;

/** The clocks, so that a test can set them. */
export interface Clocks {
  /** Milliseconds since 1970. */
  wall(): number;
  /** Milliseconds of a clock that nobody sets. */
  steady(): number;
}

const MACHINE: Clocks = {
  wall: () => Date.now(),
  steady: () => performance.now(),
};

/**
 * Says whether the clock can be trusted: it agrees with that of the database,
 * and was not set since it was looked at last. Nothing is removed by a clock
 * that may be wrong.
 */
export class ClockGuard {
  readonly #knex: Knex;
  readonly #clocks: Clocks;
  #last?: { wall: number; steady: number };

  private constructor(knex: Knex, clocks: Clocks) {
    this.#knex = knex;
    this.#clocks = clocks;
  }

  static create(knex: Knex, clocks: Clocks = MACHINE) {
    return new ClockGuard(knex, clocks);
  }

  /** @returns why it cannot be trusted, as a sentence */
  async trouble(): Promise<string | undefined> {
    return this.#wasSet() ?? (await this.#differs());
  }

  #wasSet(): string | undefined {
    const now = { wall: this.#clocks.wall(), steady: this.#clocks.steady() };
    const before = this.#last;
    this.#last = now;
    if (!before) return undefined;
    const jump = now.wall - before.wall - (now.steady - before.steady);
    return Math.abs(jump) > MOST_MS
      ? `The clock of this machine was set by ${Math.round(jump / 1000)} seconds; it is looked at once more before anything is removed.`
      : undefined;
  }

  async #differs(): Promise<string | undefined> {
    // The database of a file has no clock of its own.
    if (!String(this.#knex.client.config.client).startsWith('pg')) {
      return undefined;
    }
    const { rows } = await this.#knex.raw<{ rows: { at: Date }[] }>(
      'select clock_timestamp() as at',
    );
    const apart = this.#clocks.wall() - rows[0].at.getTime();
    return Math.abs(apart) > MOST_MS
      ? `The clock of this machine and that of the database are ${Math.round(Math.abs(apart) / 1000)} seconds apart; nothing is removed until one of them is set right.`
      : undefined;
  }
}
