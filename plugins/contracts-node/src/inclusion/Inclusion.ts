import { Budget, BudgetExceededError, type InclusionBudget } from './Budget';
import { draftOf, type SchemaDraft } from './dialect';
import { Evaluator } from './Evaluator';
import { FormatChecks } from './formats';
import { canonical, Formulas } from './Formulas';
import { Judge } from './Judge';
import { InvalidSchemaError, Normaliser } from './Normaliser';
import { Patterns } from './Patterns';
import type { Solution } from './solution';
import { Solver } from './Solver';

/**
 * Whether one schema accepts all that another accepts. A counter-example was
 * tried with a validator: the one accepts it, the other does not.
 *
 * @public
 */
export type InclusionAnswer =
  | { status: 'included' }
  | { status: 'not-included'; counterExample: unknown }
  | { status: 'cannot-decide'; why: string };

/** One schema: a place in a document. @public */
export interface SchemaPlace {
  document: unknown;
  /** JSON pointer to the schema in the document; the whole document unless told. */
  pointer?: string;
  /** What the document is written in; found out unless told. */
  draft?: SchemaDraft;
}

const formats = new FormatChecks();

function place({ document, pointer = '', draft }: SchemaPlace) {
  return { document, pointer, draft: draft ?? draftOf(document) };
}

function solve(
  inner: ReturnType<typeof place>,
  outer: ReturnType<typeof place>,
  patterns: Patterns,
  limits?: InclusionBudget,
): Solution {
  const budget = new Budget(limits);
  const formulas = new Formulas();
  const evaluator = new Evaluator(patterns, formats);
  const solver = new Solver(formulas, evaluator, budget);
  const read = (name: string, { document, pointer, draft }: typeof inner) =>
    new Normaliser(name, document, draft, formulas, budget).at(pointer);
  return solver.solve([
    read('inner', inner),
    formulas.not(read('outer', outer)),
  ]);
}

function causeOf(error: unknown): string {
  if (
    error instanceof BudgetExceededError ||
    error instanceof InvalidSchemaError
  ) {
    return error.message;
  }
  // A schema that is nested beyond the stack of the process.
  if (error instanceof RangeError) {
    return 'the schema is nested too deeply';
  }
  throw error;
}

/**
 * Decides whether the outer schema accepts all that the inner one accepts.
 * Nothing is fetched, and no pattern is run that could take long.
 *
 * @public
 */
export function decideInclusion(
  innerPlace: SchemaPlace,
  outerPlace: SchemaPlace,
  budget?: InclusionBudget,
): InclusionAnswer {
  const patterns = new Patterns();
  try {
    const [inner, outer] = [place(innerPlace), place(outerPlace)];
    if (canonical(inner) === canonical(outer)) {
      return { status: 'included' };
    }
    const solution = solve(inner, outer, patterns, budget);
    if (solution.status === 'none') return { status: 'included' };
    const found = solution.status === 'value' ? solution : solution.guess;
    const judges = { patterns, formats };
    if (
      found &&
      new Judge(inner.document, inner.pointer, inner.draft, judges).accepts(
        found.value,
      ) === true &&
      new Judge(outer.document, outer.pointer, outer.draft, judges).accepts(
        found.value,
      ) === false
    ) {
      return { status: 'not-included', counterExample: found.value };
    }
    const why =
      solution.status === 'unknown'
        ? solution.why
        : 'a value was found that should tell the schemas apart, but no validator confirmed it';
    return { status: 'cannot-decide', why };
  } catch (error) {
    return { status: 'cannot-decide', why: causeOf(error) };
  }
}
