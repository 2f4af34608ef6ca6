import type { Formula } from './Formulas';

/** A value that fits, none at all, or why neither could be told. */
export type Solution =
  | { status: 'value'; value: unknown }
  | { status: 'none' }
  | { status: 'unknown'; why: string; guess?: { value: unknown } };

export const NONE: Solution = { status: 'none' };

/** What is asked of a value of one type, after all choices are made. */
export interface Literals {
  positive: Extract<Formula, { kind: 'atom' }>[];
  negative: Extract<Formula, { kind: 'atom' }>[];
  /** Values that are not allowed. */
  excluded: unknown[];
  all: Formula[];
}

/** A value, or the best that can be said of several that are no value. */
export function firstValue(solutions: Iterable<Solution>): Solution {
  let best: Extract<Solution, { status: 'unknown' }> | undefined;
  for (const solution of solutions) {
    if (solution.status === 'value') return solution;
    if (solution.status === 'unknown') {
      best = best && (best.guess || !solution.guess) ? best : solution;
    }
  }
  return best ?? NONE;
}
