/** Says that a question took more than it may. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
}

/** What one question may cost. @public */
export interface InclusionBudget {
  /** Steps of the search; 200,000 unless told. */
  steps?: number;
  /** Wall time; 2,000 ms unless told. */
  milliseconds?: number;
  /** Ends the search early. */
  signal?: AbortSignal;
}

/** Counts the steps and the time of one question. */
export class Budget {
  readonly #deadline: number;
  readonly #limits: Required<Omit<InclusionBudget, 'signal'>>;
  readonly #signal?: AbortSignal;
  #steps = 0;

  constructor({ steps, milliseconds, signal }: InclusionBudget = {}) {
    this.#limits = {
      steps: steps ?? 200_000,
      milliseconds: milliseconds ?? 2_000,
    };
    this.#deadline = performance.now() + this.#limits.milliseconds;
    this.#signal = signal;
  }

  spend(steps = 1) {
    this.#steps += steps;
    if (this.#steps > this.#limits.steps) {
      throw new BudgetExceededError(
        `the search ended after ${this.#limits.steps} steps`,
      );
    }
    if (performance.now() > this.#deadline) {
      throw new BudgetExceededError(
        `the search ended after ${this.#limits.milliseconds} ms`,
      );
    }
    if (this.#signal?.aborted) {
      throw new BudgetExceededError('the search was ended from outside');
    }
  }
}
