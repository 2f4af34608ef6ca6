import type { ObjectAtom, PropertiesAtom } from './atoms';
import type { Formula } from './Formulas';
import { NameSource } from './NameSource';
import { type Demand, Placer, type Placing } from './placing';
import { type Literals, NONE, type Solution } from './solution';
import type { Solver } from './Solver';

const MOST_PROPERTIES = 500;

/** What is asked of an object, sorted by kind. */
export interface ObjectQuestion {
  properties: PropertiesAtom[];
  refused: PropertiesAtom[];
  required: string[];
  absent: Set<string>;
  names: Formula[];
  refusedNames: Formula[];
  least: number;
  most: number;
}

function atoms<Name extends ObjectAtom['name']>(
  literals: Literals['positive'],
  name: Name,
) {
  return literals
    .map(({ atom }) => atom as ObjectAtom)
    .filter(
      (atom): atom is Extract<ObjectAtom, { name: Name }> => atom.name === name,
    );
}

function questionOf({ positive, negative }: Literals): ObjectQuestion {
  const least = [
    ...atoms(positive, 'minProperties').map(({ value }) => value),
    ...atoms(negative, 'maxProperties').map(({ value }) => value + 1),
  ];
  const most = [
    ...atoms(positive, 'maxProperties').map(({ value }) => value),
    ...atoms(negative, 'minProperties').map(({ value }) => value - 1),
  ];
  return {
    properties: atoms(positive, 'properties'),
    refused: atoms(negative, 'properties'),
    required: atoms(positive, 'required').map(({ property }) => property),
    absent: new Set(
      atoms(negative, 'required').map(({ property }) => property),
    ),
    names: atoms(positive, 'propertyNames').map(({ names }) => names),
    refusedNames: atoms(negative, 'propertyNames').map(({ names }) => names),
    least: Math.ceil(Math.max(0, ...least)),
    most: Math.floor(Math.min(Infinity, ...most)),
  };
}

function demandsOf(
  { formulas, evaluator }: Solver,
  question: ObjectQuestion,
): Demand<string>[] {
  const required = question.required.map((property): Demand<string> => ({
    at: name => (name === property ? [] : undefined),
  }));
  const refused = question.refused.map((atom): Demand<string> => ({
    at: name => {
      const asked = evaluator.valuesOf(atom, name);
      return asked && [formulas.not(formulas.all(asked))];
    },
  }));
  const refusedNames = question.refusedNames.map((names): Demand<string> => ({
    at: name => (evaluator.holds(names, name) === false ? [] : undefined),
  }));
  return [...required, ...refused, ...refusedNames];
}

/** Builds objects of chosen properties, and more where more are asked for. */
class ObjectBuilder {
  exact = true;

  constructor(
    private readonly solver: Solver,
    private readonly question: ObjectQuestion,
    private readonly names: NameSource,
  ) {}

  asked(name: string): Formula[] | undefined {
    const found: Formula[] = [];
    for (const atom of this.question.properties) {
      const values = this.solver.evaluator.valuesOf(atom, name);
      if (!values) return undefined;
      found.push(...values);
    }
    return found;
  }

  build(placing: Placing<string>, least: number) {
    const object = new Map<string, unknown>();
    for (const [name, formulas] of placing) {
      if (!this.#add(object, name, formulas)) return undefined;
    }
    if (object.size < least) {
      this.#fill(object, least);
    }
    const fits = object.size >= least && object.size <= this.question.most;
    return fits ? Object.fromEntries(object) : undefined;
  }

  #fill(object: Map<string, unknown>, least: number) {
    for (const name of this.names.all(least + 1)) {
      if (object.size >= least) return;
      const asked = this.asked(name);
      this.exact &&= asked !== undefined;
      if (asked && !object.has(name)) {
        this.#add(object, name, asked);
      }
    }
  }

  #add(
    object: Map<string, unknown>,
    name: string,
    formulas: readonly Formula[],
  ): boolean {
    const solution = this.solver.solve(formulas);
    if (solution.status === 'value') {
      object.set(name, solution.value);
    }
    this.exact &&= solution.status !== 'unknown';
    return solution.status === 'value';
  }
}

/** Looks for an object. */
export function solveObject(solver: Solver, literals: Literals): Solution {
  solver.budget.spend();
  const question = questionOf(literals);
  if (
    question.least > question.most ||
    question.required.some(name => question.absent.has(name))
  ) {
    return NONE;
  }
  if (question.least > MOST_PROPERTIES) {
    return { status: 'unknown', why: 'only very large objects could differ' };
  }
  const names = new NameSource(solver, question);
  const builder = new ObjectBuilder(solver, question, names);
  const free = question.refused.length + question.refusedNames.length;
  const placer = new Placer(
    solver,
    free ? names.all(free) : names.known,
    name => builder.asked(name),
  );
  return search(solver, literals, question, { names, builder, placer });
}

function search(
  solver: Solver,
  literals: Literals,
  question: ObjectQuestion,
  {
    names,
    builder,
    placer,
  }: { names: NameSource; builder: ObjectBuilder; placer: Placer<string> },
): Solution {
  const formula = solver.formulas.all(literals.all);
  let guess: { value: unknown } | undefined;
  let exact = true;
  for (const placing of placer.placings(demandsOf(solver, question))) {
    for (const more of literals.excluded.length ? [0, 1, 2] : [0]) {
      const least = more ? placing.size + more : question.least;
      const value = builder.build(placing, Math.max(question.least, least));
      if (!value) continue;
      const holds = solver.evaluator.holds(formula, value);
      if (holds) return { status: 'value', value };
      exact = false;
      guess = holds === undefined ? { value } : guess;
    }
  }
  if (exact && builder.exact && placer.exact && names.exact) return NONE;
  return { status: 'unknown', why: 'no object was found that fits', guess };
}
