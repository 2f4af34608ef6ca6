import type { Budget } from './Budget';
import type { Evaluator } from './Evaluator';
import {
  type Formula,
  type Formulas,
  JSON_TYPES,
  type JsonType,
} from './Formulas';
import { firstValue, type Literals, NONE, type Solution } from './solution';
import { solveArray } from './solveArray';
import { solveNumber } from './solveNumber';
import { solveObject } from './solveObject';
import { solveString } from './solveString';

interface Branch {
  todo: Formula[];
  seen: Set<Formula>;
  literals: Formula[];
  choices: Formula[][];
}

/**
 * Looks for a value that fits formulas together. A question that comes up
 * inside itself has no answer there: the smallest value that fits holds no
 * smaller one that fits as well.
 */
export class Solver {
  readonly #known = new Map<string, Solution>();
  readonly #open = new Map<string, number>();
  /** The outermost open question that the present answers rest on. */
  #restsOn = Infinity;

  constructor(
    readonly formulas: Formulas,
    readonly evaluator: Evaluator,
    readonly budget: Budget,
  ) {}

  solve(parts: readonly Formula[]): Solution {
    const formula = this.formulas.all(parts);
    const key = String(formula.id);
    const known = this.#known.get(key);
    if (known) return known;
    const open = this.#open.get(key);
    if (open !== undefined) {
      this.#restsOn = Math.min(this.#restsOn, open);
      return NONE;
    }
    return this.#remember(key, () =>
      firstValue(this.#ofTypes(formula, JSON_TYPES)),
    );
  }

  /** Looks among the values of one type only. */
  solveType(type: JsonType, parts: readonly Formula[]): Solution {
    const only = this.formulas.types([type]);
    return this.solve([only, ...parts]);
  }

  #remember(key: string, work: () => Solution): Solution {
    const depth = this.#open.size;
    const outer = this.#restsOn;
    this.#open.set(key, depth);
    this.#restsOn = Infinity;
    const solution = work();
    this.#open.delete(key);
    const restsOnOthers = this.#restsOn < depth;
    if (solution.status === 'value' || !restsOnOthers) {
      this.#known.set(key, solution);
    }
    this.#restsOn = restsOnOthers ? Math.min(outer, this.#restsOn) : outer;
    return solution;
  }

  *#ofTypes(formula: Formula, types: readonly JsonType[]) {
    for (const type of types) {
      yield this.#branch(type, {
        todo: [formula],
        seen: new Set(),
        literals: [],
        choices: [],
      });
    }
  }

  /** Follows what is sure, then each alternative of one choice. */
  #branch(type: JsonType, branch: Branch): Solution {
    this.budget.spend();
    for (let next = branch.todo.pop(); next; next = branch.todo.pop()) {
      if (branch.seen.has(next)) continue;
      if (branch.seen.has(this.formulas.not(next))) return NONE;
      branch.seen.add(next);
      if (!this.#take(type, next, branch)) return NONE;
    }
    const choice = this.#nextChoice(type, branch);
    if (choice === 'closed') return NONE;
    if (!choice) return this.#solveLiterals(type, branch.literals);
    return firstValue(this.#alternatives(type, branch, choice));
  }

  *#alternatives(type: JsonType, branch: Branch, choice: Formula[]) {
    for (const alternative of choice) {
      yield this.#branch(type, {
        todo: [alternative],
        seen: new Set(branch.seen),
        literals: [...branch.literals],
        choices: [...branch.choices],
      });
    }
  }

  /** The choice with the fewest alternatives left, if one is left. */
  #nextChoice(type: JsonType, { seen, choices }: Branch) {
    let best: Formula[] | undefined;
    let source: Formula[] | undefined;
    for (const choice of choices) {
      if (choice.some(each => seen.has(each))) continue;
      const left = choice.filter(
        each => !seen.has(this.formulas.not(each)) && !this.#isOff(type, each),
      );
      if (!left.length) return 'closed';
      if (!best || left.length < best.length) {
        best = left;
        source = choice;
      }
    }
    if (best && source) {
      choices.splice(choices.indexOf(source), 1);
    }
    return best;
  }

  /** Whether a formula is plainly false for a type. */
  #isOff(type: JsonType, formula: Formula): boolean {
    const part = formula.kind === 'not' ? formula.part : formula;
    const negated = part !== formula;
    if (part.kind === 'types') return part.types.includes(type) === negated;
    return negated && part.kind === 'atom' && part.on !== type;
  }

  /** Takes a formula apart; false when it cannot hold for the type. */
  #take(type: JsonType, formula: Formula, branch: Branch): boolean {
    const negated = formula.kind === 'not';
    const part = formula.kind === 'not' ? formula.part : formula;
    switch (part.kind) {
      case 'all':
      case 'any': {
        const parts = negated
          ? part.parts.map(each => this.formulas.not(each))
          : [...part.parts];
        if ((part.kind === 'all') === negated) {
          branch.choices.push(parts);
        } else {
          branch.todo.push(...parts);
        }
        return true;
      }
      case 'reference': {
        const target = part.target();
        branch.todo.push(negated ? this.formulas.not(target) : target);
        return true;
      }
      case 'types':
        return part.types.includes(type) !== negated;
      case 'atom':
        if (part.on !== type) return !negated;
        branch.literals.push(formula);
        return true;
      default:
        branch.literals.push(formula);
        return true;
    }
  }

  #solveLiterals(type: JsonType, all: Formula[]): Solution {
    const opaque = all
      .map(each => (each.kind === 'not' ? each.part : each))
      .find(each => each.kind === 'opaque');
    const solution = this.#solveType(
      type,
      all.filter(each => each.kind !== 'opaque' && !isOpaqueNegated(each)),
    );
    if (opaque?.kind !== 'opaque' || solution.status === 'none') {
      return solution;
    }
    const guess =
      solution.status === 'value' ? { value: solution.value } : undefined;
    return { status: 'unknown', why: opaque.why, guess };
  }

  #solveType(type: JsonType, all: Formula[]): Solution {
    const listed = all.find(each => each.kind === 'values');
    if (listed?.kind === 'values') return this.#among(listed.values, all, type);
    if (type === 'null') return this.#among([null], all, type);
    if (type === 'boolean') return this.#among([false, true], all, type);
    const literals = sortLiterals(all);
    switch (type) {
      case 'number':
        return solveNumber(this, literals);
      case 'string':
        return solveString(this, literals);
      case 'array':
        return solveArray(this, literals);
      default:
        return solveObject(this, literals);
    }
  }

  #among(values: readonly unknown[], all: Formula[], type: JsonType): Solution {
    const only = this.formulas.types([type]);
    const formula = this.formulas.all([only, ...all]);
    return firstValue(
      values.map((value): Solution => {
        this.budget.spend();
        const holds = this.evaluator.holds(formula, value);
        if (holds === false) return NONE;
        return holds
          ? { status: 'value', value }
          : {
              status: 'unknown',
              why: `it cannot be told whether ${JSON.stringify(value)?.slice(0, 80)} is accepted`,
              guess: { value },
            };
      }),
    );
  }
}

function isOpaqueNegated(formula: Formula): boolean {
  return formula.kind === 'not' && formula.part.kind === 'opaque';
}

function sortLiterals(all: Formula[]): Literals {
  const literals: Literals = { positive: [], negative: [], excluded: [], all };
  for (const each of all) {
    if (each.kind === 'atom') {
      literals.positive.push(each);
    } else if (each.kind === 'not' && each.part.kind === 'atom') {
      literals.negative.push(each.part);
    } else if (each.kind === 'not' && each.part.kind === 'values') {
      literals.excluded.push(...each.part.values);
    }
  }
  return literals;
}
