import type { Formula } from './Formulas';
import type { Solver } from './Solver';
import type { ObjectQuestion } from './solveObject';

const MOST_PREDICATES = 5;

/**
 * Names of properties that are worth trying: those that a schema names, and
 * some for each way in which patterns tell all other names apart.
 */
export class NameSource {
  /** False once a name was left out that could have mattered. */
  exact = true;
  readonly known: readonly string[];
  readonly #mentioned: readonly string[];

  constructor(
    private readonly solver: Solver,
    private readonly question: ObjectQuestion,
  ) {
    const named = [...question.properties, ...question.refused].flatMap(atom =>
      atom.named.map(([name]) => name),
    );
    this.#mentioned = [
      ...new Set([...question.required, ...named, ...question.absent]),
    ];
    this.known = this.#mentioned.filter(
      name => !question.absent.has(name) && this.#isAllowed(name),
    );
  }

  /** The named ones, and up to a number of others of each kind. */
  all(each: number): string[] {
    const names = [...this.known];
    const asked = this.#predicates();
    for (const signs of this.#vectors(asked)) {
      const found: string[] = [];
      while (found.length < each) {
        const name = this.#fresh(signs, found);
        if (name === undefined) break;
        found.push(name);
      }
      names.push(...found);
    }
    return names;
  }

  #isAllowed(name: string): boolean {
    const { formulas, evaluator } = this.solver;
    const holds = evaluator.holds(formulas.all(this.question.names), name);
    if (holds === undefined) {
      this.exact = false;
    }
    return holds === true;
  }

  #fresh(signs: readonly Formula[], found: readonly string[]) {
    const { formulas } = this.solver;
    const solution = this.solver.solveType('string', [
      ...this.question.names,
      ...signs,
      formulas.not(formulas.values([...this.#mentioned, ...found])),
    ]);
    if (solution.status === 'unknown') {
      this.exact = false;
    }
    return solution.status === 'value' ? String(solution.value) : undefined;
  }

  #predicates(): Formula[] {
    const { formulas } = this.solver;
    const patterns = [
      ...this.question.properties,
      ...this.question.refused,
    ].flatMap(atom => atom.patterns.map(([pattern]) => pattern));
    return [
      ...[...new Set(patterns)].map(pattern =>
        formulas.atom('string', { name: 'pattern', pattern }),
      ),
      ...this.question.refusedNames,
    ];
  }

  /** All ways to hold or not; with many predicates those where at most one holds. */
  #vectors(predicates: readonly Formula[]): Formula[][] {
    const { formulas } = this.solver;
    const signed = (holds: (index: number) => boolean) =>
      predicates.map((each, index) =>
        holds(index) ? each : formulas.not(each),
      );
    if (predicates.length > MOST_PREDICATES) {
      this.exact = false;
      return [
        signed(() => false),
        ...predicates.map((_each, place) => signed(index => index === place)),
      ];
    }
    return Array.from({ length: 2 ** predicates.length }, (_none, bits) =>
      signed(index => Math.floor(bits / 2 ** index) % 2 === 1),
    );
  }
}
