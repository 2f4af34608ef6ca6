import type { NumberAtom } from './atoms';
import { divide, leastCommonMultiple, scale, unscale } from './decimals';
import { type Literals, NONE, type Solution } from './solution';
import type { Solver } from './Solver';

const MOST_TRIED = 400;

interface Range {
  least: number;
  most: number;
  multiples: number[];
  /** Whether the ends themselves are out. */
  open: boolean;
}

function lower(range: Range, value: number, exclusive: boolean) {
  if (value > range.least) {
    range.least = value;
  }
  range.open ||= exclusive;
}

function upper(range: Range, value: number, exclusive: boolean) {
  if (value < range.most) {
    range.most = value;
  }
  range.open ||= exclusive;
}

function rangeOf({ positive, negative }: Literals): Range {
  const range: Range = {
    least: -Infinity,
    most: Infinity,
    multiples: [],
    open: false,
  };
  for (const { atom } of positive as { atom: NumberAtom }[]) {
    if (atom.name === 'multipleOf') {
      range.multiples.push(atom.value);
    } else {
      const narrow = atom.name === 'minimum' ? lower : upper;
      narrow(range, atom.value, atom.exclusive);
    }
  }
  for (const { atom } of negative as { atom: NumberAtom }[]) {
    if (atom.name !== 'multipleOf') {
      const narrow = atom.name === 'minimum' ? upper : lower;
      narrow(range, atom.value, !atom.exclusive);
    }
  }
  return range;
}

/** Multiples in a range, those that are easy to read first; and whether they are all. */
function multiplesIn({ least, most, multiples }: Range) {
  const finite = [least, most].filter(Number.isFinite);
  const { values, decimals } = scale([...multiples, ...finite]);
  const step = leastCommonMultiple(values.slice(0, multiples.length));
  const bounds = values.slice(multiples.length);
  const from = Number.isFinite(least)
    ? divide(bounds[0], step, true)
    : undefined;
  const to = Number.isFinite(most)
    ? divide(bounds[bounds.length - 1], step, false)
    : undefined;
  const found = new Set<bigint>();
  const inside = (index: bigint) =>
    (from === undefined || index >= from) && (to === undefined || index <= to);
  for (let offset = 0n; offset <= BigInt(MOST_TRIED); offset++) {
    for (const index of [
      (from ?? to ?? 0n) + (from === undefined ? -offset : offset),
      (to ?? 0n) - offset,
      offset,
    ]) {
      if (inside(index)) {
        found.add(index);
      }
    }
  }
  const all =
    from !== undefined && to !== undefined && to - from < BigInt(MOST_TRIED);
  return {
    all,
    values: [...found].map(index => unscale(index * step, decimals)),
  };
}

function numbersIn({ least, most }: Range): number[] {
  const low = Number.isFinite(least) ? least : Math.min(0, most) - 10;
  const high = Number.isFinite(most) ? most : Math.max(0, least) + 10;
  const found = [0, 1, low, high];
  for (let whole = 0; whole <= 20; whole++) {
    found.push(Math.ceil(low) + whole, Math.floor(high) - whole);
  }
  for (let part = 1; part < 100; part++) {
    found.push(low + ((high - low) * part) / 100);
  }
  found.push(0.5, 1.5, low + 0.5, high - 0.5, low + 0.001, high - 0.001);
  return found.filter(value => value >= least && value <= most);
}

/** Looks for a number. */
export function solveNumber(solver: Solver, literals: Literals): Solution {
  solver.budget.spend();
  const range = rangeOf(literals);
  if (range.least > range.most) return NONE;
  const point = range.least === range.most;
  let candidates = { all: point, values: [range.least] };
  if (range.multiples.length && !point) {
    candidates = multiplesIn(range);
  } else if (!point) {
    candidates = { all: false, values: numbersIn(range) };
  }
  const formula = solver.formulas.all(literals.all);
  for (const value of candidates.values) {
    if (solver.evaluator.holds(formula, value)) {
      return { status: 'value', value };
    }
  }
  if (candidates.all || neverApart(solver, literals)) return NONE;
  return { status: 'unknown', why: 'no number was found that fits the bounds' };
}

/** Whether each multiple of what is asked is one of what is forbidden. */
function neverApart(_solver: Solver, { positive, negative }: Literals) {
  const wanted = multiplesOf(positive);
  const refused = multiplesOf(negative);
  if (!wanted.length) return false;
  const { values } = scale([...wanted, ...refused]);
  const step = leastCommonMultiple(values.slice(0, wanted.length));
  return values.slice(wanted.length).some(value => step % value === 0n);
}

function multiplesOf(literals: Literals['positive']): number[] {
  return literals.flatMap(({ atom }) =>
    atom.name === 'multipleOf' ? [atom.value] : [],
  );
}
