import type { ArrayAtom, ItemsAtom } from './atoms';
import { canonical, type Formula } from './Formulas';
import { type Demand, Placer, type Placing } from './placing';
import { type Literals, NONE, type Solution } from './solution';
import type { Solver } from './Solver';

const MOST_ITEMS = 500;

type Containing = Extract<ArrayAtom, { name: 'containsAtLeast' }>;

interface Question {
  items: ItemsAtom[];
  refused: ItemsAtom[];
  containing: Containing[];
  rare: Containing[];
  unique: boolean;
  twins: boolean;
  least: number;
  most: number;
}

function atoms<Name extends ArrayAtom['name']>(
  literals: Literals['positive'],
  name: Name,
) {
  return literals
    .map(({ atom }) => atom as ArrayAtom)
    .filter(
      (atom): atom is Extract<ArrayAtom, { name: Name }> => atom.name === name,
    );
}

function questionOf({ positive, negative }: Literals): Question {
  const least = [
    ...atoms(positive, 'minItems').map(({ value }) => value),
    ...atoms(negative, 'maxItems').map(({ value }) => value + 1),
  ];
  const most = [
    ...atoms(positive, 'maxItems').map(({ value }) => value),
    ...atoms(negative, 'minItems').map(({ value }) => value - 1),
  ];
  const twins = atoms(negative, 'uniqueItems').length > 0;
  return {
    items: atoms(positive, 'items'),
    refused: atoms(negative, 'items'),
    containing: atoms(positive, 'containsAtLeast'),
    rare: atoms(negative, 'containsAtLeast'),
    unique: atoms(positive, 'uniqueItems').length > 0,
    twins,
    least: Math.ceil(Math.max(twins ? 2 : 0, ...least)),
    most: Math.floor(Math.min(Infinity, ...most)),
  };
}

function itemAt(atom: ItemsAtom, index: number): Formula {
  return atom.prefix[index] ?? atom.rest;
}

function demandsOf(solver: Solver, question: Question): Demand<number>[] {
  const refused = question.refused.map((atom): Demand<number> => ({
    at: index => [solver.formulas.not(itemAt(atom, index))],
  }));
  const contained = question.containing.flatMap(atom =>
    Array.from(
      // A count out of a document says nothing about memory.
      { length: Math.min(Math.ceil(atom.count), MOST_ITEMS + 1) },
      (): Demand<number> => ({
        at: () => [atom.item],
        group: atom,
      }),
    ),
  );
  return [...refused, ...contained];
}

/** Fills the places of one array, or says that it cannot be. */
class ArrayBuilder {
  exact = true;

  constructor(
    private readonly solver: Solver,
    private readonly question: Question,
  ) {}

  asked(index: number): Formula[] {
    return [
      ...this.question.items.map(atom => itemAt(atom, index)),
      ...this.question.rare
        .filter(({ count }) => count <= 1)
        .map(({ item }) => this.solver.formulas.not(item)),
    ];
  }

  build(
    placing: Placing<number>,
    length: number,
    same?: [number, number],
  ): unknown[] | undefined {
    const values: unknown[] = [];
    const asked = Array.from(
      { length },
      (_none, index) => placing.get(index) ?? this.asked(index),
    );
    for (let index = 0; index < length; index++) {
      if (same && index === same[1]) {
        values.push(values[same[0]]);
        continue;
      }
      const both = same && index === same[0] ? asked[same[1]] : [];
      const found = this.#value([...asked[index], ...both], values);
      if (!found) {
        // Choosing one after the other may miss a way, unless all are alike.
        this.exact &&= !this.question.unique || this.#alike(asked);
        return undefined;
      }
      values.push(found.value);
    }
    return values;
  }

  #alike(asked: readonly (readonly Formula[])[]): boolean {
    const ids = asked.map(each => this.solver.formulas.all(each).id);
    return new Set(ids).size <= 1;
  }

  #value(asked: readonly Formula[], before: readonly unknown[]) {
    const { formulas } = this.solver;
    const rare = this.question.rare.map(({ item }) => formulas.not(item));
    const preferred = this.solver.solve([...asked, ...rare]);
    const first =
      preferred.status === 'value' ? preferred : this.solver.solve(asked);
    const taken = new Set(before.map(canonical));
    if (
      first.status === 'value' &&
      !(this.question.unique && taken.has(canonical(first.value)))
    ) {
      return first;
    }
    const other =
      first.status === 'value'
        ? this.solver.solve([...asked, formulas.not(formulas.values(before))])
        : first;
    if (other.status === 'unknown') {
      this.exact = false;
    }
    return other.status === 'value' ? other : undefined;
  }
}

function* pairs(question: Question, places: number) {
  if (!question.twins) {
    yield undefined;
    return;
  }
  for (let second = 1; second < places; second++) {
    for (let first = 0; first < second; first++) {
      yield [first, second] as [number, number];
    }
  }
}

/** Looks for an array. */
export function solveArray(solver: Solver, literals: Literals): Solution {
  solver.budget.spend();
  const question = questionOf(literals);
  if (question.least > question.most) return NONE;
  const demands = demandsOf(solver, question);
  if (question.least > MOST_ITEMS || demands.length > MOST_ITEMS) {
    return { status: 'unknown', why: 'only very long arrays could differ' };
  }
  const width = Math.max(
    0,
    ...[...question.items, ...question.refused].map(
      ({ prefix }) => prefix.length,
    ),
  );
  const places = Math.min(
    question.most,
    Math.max(width, question.least) + demands.length + 2,
  );
  const builder = new ArrayBuilder(solver, question);
  const placer = new Placer(
    solver,
    Array.from({ length: places }, (_none, index) => index),
    index => builder.asked(index),
  );
  return search(solver, literals, question, {
    builder,
    placer,
    placings: placer.placings(demands),
    places,
  });
}

interface ArraySearch {
  builder: ArrayBuilder;
  placer: Placer<number>;
  placings: Iterable<Placing<number>>;
  places: number;
}

function search(
  solver: Solver,
  literals: Literals,
  question: Question,
  { builder, placer, placings, places }: ArraySearch,
): Solution {
  const formula = solver.formulas.all(literals.all);
  let guess: { value: unknown } | undefined;
  let exact = true;
  for (const placing of placings) {
    for (const same of pairs(question, places)) {
      const used = [...placing.keys(), ...(same ?? [])];
      const length = Math.max(question.least, ...used.map(index => index + 1));
      for (const more of literals.excluded.length ? [0, 1, 2] : [0]) {
        if (length + more > question.most) continue;
        const value = builder.build(placing, length + more, same);
        if (!value) continue;
        const holds = solver.evaluator.holds(formula, value);
        if (holds) return { status: 'value', value };
        exact = false;
        guess = holds === undefined ? { value } : guess;
      }
    }
  }
  if (exact && builder.exact && placer.exact) return NONE;
  return { status: 'unknown', why: 'no array was found that fits', guess };
}
