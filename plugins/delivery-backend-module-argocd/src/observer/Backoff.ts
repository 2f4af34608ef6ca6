import { setTimeout as sleep } from 'node:timers/promises';

/** Waits longer after each failure in a row, never longer than the limit. */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #failures = 0;

  constructor(options: {
    firstMs: number;
    maxMs: number;
    random?: () => number;
  }) {
    this.#firstMs = options.firstMs;
    this.#maxMs = options.maxMs;
    this.#random = options.random ?? Math.random;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Half of the step is fixed, half is chance, so that many clients spread out. */
  next(): number {
    const step = Math.min(this.#maxMs, this.#firstMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    return step / 2 + (step / 2) * this.#random();
  }

  /** Ends at once when the signal is aborted. */
  async wait(signal: AbortSignal): Promise<void> {
    await sleep(this.next(), undefined, { signal, ref: false }).catch(
      () => undefined,
    );
  }
}
