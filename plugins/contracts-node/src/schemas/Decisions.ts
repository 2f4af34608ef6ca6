import { decideInclusion, type InclusionAnswer } from '../inclusion';
import { canonical } from '../inclusion/Formulas';
import { TooLargeError } from './bundleSchema';

const MILLISECONDS = 500;
const MILLISECONDS_IN_ALL = 5_000;

/** Asks the engine, once for equal questions and within a time for all. */
export class Decisions {
  readonly #known = new Map<string, InclusionAnswer>();
  #left = MILLISECONDS_IN_ALL;

  constructor(readonly signal?: AbortSignal) {}

  /** Whether the outer schema accepts all that the inner one accepts. */
  decide(inner: () => unknown, outer: () => unknown): InclusionAnswer {
    if (this.signal?.aborted) {
      return { status: 'cannot-decide', why: 'the comparison was ended' };
    }
    try {
      return this.#decide(inner(), outer());
    } catch (error) {
      if (error instanceof TooLargeError) {
        return { status: 'cannot-decide', why: error.message };
      }
      throw error;
    }
  }

  /** Whether two schemas are written alike; not when that is too much to tell. */
  isSame(one: () => unknown, other: () => unknown): boolean {
    try {
      return canonical(one()) === canonical(other());
    } catch (error) {
      if (error instanceof TooLargeError) return false;
      throw error;
    }
  }

  #decide(inner: unknown, outer: unknown): InclusionAnswer {
    const key = `${canonical(inner)} ${canonical(outer)}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#left <= 0) {
      return {
        status: 'cannot-decide',
        why: `all ${MILLISECONDS_IN_ALL / 1_000} seconds for such questions were used up`,
      };
    }
    const from = performance.now();
    const answer = decideInclusion(
      { document: inner, draft: '2020-12' },
      { document: outer, draft: '2020-12' },
      {
        milliseconds: Math.min(MILLISECONDS, this.#left),
        signal: this.signal,
      },
    );
    this.#left -= performance.now() - from;
    this.#known.set(key, answer);
    return answer;
  }
}
