import type { StringAtom } from './atoms';
import { FORMAT_SAMPLES } from './formats';
import type { Automaton, Position } from './pattern/Automaton';
import { representatives } from './pattern/characters';
import { type Literals, NONE, type Solution } from './solution';
import type { Solver } from './Solver';

const LONGEST = 5_000;

interface Search {
  wanted: Automaton[];
  refused: Automaton[];
  least: number;
  most: number;
  excluded: string[];
}

function atomsOf(literals: Literals['positive'], name: StringAtom['name']) {
  return literals
    .map(({ atom }) => atom as StringAtom)
    .filter(atom => atom.name === name);
}

function valuesOf(literals: Literals['positive'], name: StringAtom['name']) {
  return atomsOf(literals, name).flatMap(atom =>
    'value' in atom ? [atom.value] : [],
  );
}

/** The bounds of the length and the automata; `complete` when nothing is left out. */
function searchOf(solver: Solver, { positive, negative, excluded }: Literals) {
  const automata = (literals: Literals['positive']) =>
    atomsOf(literals, 'pattern').map(atom =>
      solver.evaluator.patterns.get('pattern' in atom ? atom.pattern : ''),
    );
  const [wanted, refused] = [automata(positive), automata(negative)];
  const known = (list: (Automaton | undefined)[]) =>
    list.filter((each): each is Automaton => each !== undefined);
  const search: Search = {
    wanted: known(wanted),
    refused: known(refused),
    least: Math.ceil(
      Math.max(
        0,
        ...valuesOf(positive, 'minLength'),
        ...valuesOf(negative, 'maxLength').map(value => Math.floor(value) + 1),
      ),
    ),
    most: Math.floor(
      Math.min(
        Infinity,
        ...valuesOf(positive, 'maxLength'),
        ...valuesOf(negative, 'minLength').map(value => Math.ceil(value) - 1),
      ),
    ),
    excluded: excluded.filter(each => typeof each === 'string'),
  };
  return { search, complete: ![...wanted, ...refused].includes(undefined) };
}

/** Texts of a length, without any pattern. */
function plainTexts({ least, most, excluded }: Search): string[] {
  const texts = least === 0 ? [''] : [];
  const length = Math.max(least, 1);
  for (let index = 0; length <= most && index <= excluded.length; index++) {
    const start = String.fromCodePoint(97 + index);
    texts.push(start + 'a'.repeat(length - 1));
  }
  return texts;
}

/** The shortest text that all automata agree on; none when there is none. */
function shortest(solver: Solver, search: Search): string | undefined {
  const { wanted, refused, least, most, excluded } = search;
  const automata = [...wanted, ...refused];
  const alphabet = representatives(
    automata.flatMap(({ sets }) => sets),
    excluded.flatMap(text => [...text].map(each => each.codePointAt(0) ?? 0)),
  );
  let layer = [{ text: '', at: automata.map(each => each.begin()) }];
  // A state is tried once more for each text that is not allowed.
  const visits = new Map<string, number>();
  for (let length = 0; layer.length && length <= most; length++) {
    const next: typeof layer = [];
    for (const { text, at } of layer) {
      solver.budget.spend();
      if (length >= least && fits(search, text, at)) return text;
      for (const character of alphabet) {
        const after = at.map((position, index) =>
          automata[index].next(position, character),
        );
        if (
          after.some((each, index) => index >= wanted.length && each.matched)
        ) {
          continue;
        }
        const key = `${Math.min(length + 1, least)} ${after.map(each => each.key).join('|')}`;
        const count = visits.get(key) ?? 0;
        if (count <= excluded.length) {
          visits.set(key, count + 1);
          next.push({
            text: text + String.fromCodePoint(character),
            at: after,
          });
        }
      }
    }
    layer = next;
  }
  return undefined;
}

function fits(search: Search, text: string, at: Position[]): boolean {
  const { wanted, refused, excluded } = search;
  return (
    !excluded.includes(text) &&
    [...wanted, ...refused].every(
      (automaton, index) =>
        automaton.accepts(at[index]) === index < wanted.length,
    )
  );
}

/** Texts that are worth trying where formats are asked for. */
function samples(): string[] {
  return ['', 'a', 'a b', ...Object.values(FORMAT_SAMPLES).flat()];
}

/** Looks for a text. */
export function solveString(solver: Solver, literals: Literals): Solution {
  solver.budget.spend();
  const { search, complete } = searchOf(solver, literals);
  if (search.least > search.most) return NONE;
  if (search.least > LONGEST) {
    return { status: 'unknown', why: 'only very long texts could differ' };
  }
  const patterns = search.wanted.length + search.refused.length;
  const text = patterns ? shortest(solver, search) : undefined;
  if (patterns && text === undefined) return NONE;
  const plain = patterns ? [text as string] : plainTexts(search);
  const formula = solver.formulas.all(literals.all);
  const formats =
    atomsOf(literals.positive, 'format').length +
    atomsOf(literals.negative, 'format').length;
  const tried = formats || !complete ? [...plain, ...samples()] : plain;
  for (const value of tried) {
    if (solver.evaluator.holds(formula, value)) {
      return { status: 'value', value };
    }
  }
  if (complete && !formats) return NONE;
  return {
    status: 'unknown',
    why: formats
      ? 'which texts have a format cannot be told in full'
      : 'a pattern uses what cannot be decided',
    guess: { value: plain[0] },
  };
}
