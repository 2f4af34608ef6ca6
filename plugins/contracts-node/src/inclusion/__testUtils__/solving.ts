// A suite is written here and run for each type of values, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title */
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Budget } from '../Budget';
import type { SchemaDraft } from '../dialect';
import { Evaluator } from '../Evaluator';
import { FormatChecks } from '../formats';
import { Formulas } from '../Formulas';
import { Normaliser } from '../Normaliser';
import { Patterns } from '../Patterns';
import type { Solution } from '../solution';
import { Solver } from '../Solver';

/** Looks for a value that a schema accepts. */
export function solveSchema(
  schema: unknown,
  draft: SchemaDraft = '2020-12',
): Solution {
  const budget = new Budget();
  const formulas = new Formulas();
  const evaluator = new Evaluator(new Patterns(), new FormatChecks());
  const solver = new Solver(formulas, evaluator, budget);
  return solver.solve([
    new Normaliser('schema', schema, draft, formulas, budget).at(''),
  ]);
}

/** What a validator of others says of a value. */
export function isValid(schema: unknown, value: unknown): boolean {
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9 });
  addFormats(ajv);
  return ajv.validate(schema as object, value);
}

/** A schema, and whether there is a value for it. */
export type SolverRow = [title: string, schema: unknown];

/** Holds tables of schemas against the solver, and values against a validator. */
export function describeSolver(
  name: string,
  rows: { solved: SolverRow[]; unsolvable: SolverRow[] },
): void {
  describe(name, () => {
    it.each(rows.solved)('finds a value for %s', (_title, schema) => {
      const solution = solveSchema(schema);

      expect(solution.status).toBe('value');
      expect(solution).toHaveProperty('value');
      const { value } = solution as { value: unknown };
      expect({ value, valid: isValid(schema, value) }).toEqual({
        value,
        valid: true,
      });
    });

    it.each(rows.unsolvable)('knows that nothing fits %s', (_title, schema) => {
      expect(solveSchema(schema)).toEqual({ status: 'none' });
    });
  });
}
