import type {
  ArrayAtom,
  NumberAtom,
  ObjectAtom,
  PropertiesAtom,
  StringAtom,
} from './atoms';
import { isMultiple } from './decimals';
import type { FormatChecks } from './formats';
import { type Atom, canonical, type Formula, typeOf } from './Formulas';
import type { Patterns } from './Patterns';

/** True, false, or undefined when it cannot be told. */
export type Answer = boolean | undefined;

/** True when all are, false when one is not. */
export function every(answers: Iterable<Answer>): Answer {
  let all: Answer = true;
  for (const answer of answers) {
    if (answer === false) return false;
    if (answer === undefined) {
      all = undefined;
    }
  }
  return all;
}

function opposite(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

/** The length as JSON Schema counts it: characters, not halves of them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Says whether a value fits a formula. */
export class Evaluator {
  readonly patterns: Patterns;
  readonly #formats: FormatChecks;
  readonly #named = new WeakMap<PropertiesAtom, Map<string, Formula>>();

  constructor(patterns: Patterns, formats: FormatChecks) {
    this.patterns = patterns;
    this.#formats = formats;
  }

  holds(formula: Formula, value: unknown): Answer {
    switch (formula.kind) {
      case 'all':
        return every(formula.parts.map(part => this.holds(part, value)));
      case 'any':
        return opposite(
          every(formula.parts.map(part => opposite(this.holds(part, value)))),
        );
      case 'not':
        return opposite(this.holds(formula.part, value));
      case 'types':
        return formula.types.includes(typeOf(value));
      case 'values': {
        const text = canonical(value);
        return formula.values.some(each => canonical(each) === text);
      }
      case 'reference':
        return this.holds(formula.target(), value);
      case 'opaque':
        return undefined;
      default:
        return typeOf(value) !== formula.on || this.#atom(formula.atom, value);
    }
  }

  /** What is asked of the property of a name; undefined when a pattern is not understood. */
  valuesOf(atom: PropertiesAtom, name: string): Formula[] | undefined {
    const own = this.#namedOf(atom).get(name);
    const asked = own ? [own] : [];
    let rest = !own;
    for (const [pattern, value] of atom.patterns) {
      const matches = this.patterns.test(pattern, name);
      if (matches === undefined) return undefined;
      if (matches) {
        asked.push(value);
        rest = false;
      }
    }
    return rest ? [atom.rest] : asked;
  }

  #namedOf(atom: PropertiesAtom): Map<string, Formula> {
    const known = this.#named.get(atom) ?? new Map(atom.named);
    this.#named.set(atom, known);
    return known;
  }

  #atom(atom: Atom, value: unknown): Answer {
    if (typeof value === 'number') return ofNumber(atom as NumberAtom, value);
    if (typeof value === 'string') {
      return this.#ofString(atom as StringAtom, value);
    }
    return Array.isArray(value)
      ? this.#ofArray(atom as ArrayAtom, value)
      : this.#ofObject(atom as ObjectAtom, value as Record<string, unknown>);
  }

  #ofString(atom: StringAtom, value: string): Answer {
    switch (atom.name) {
      case 'minLength':
        return lengthOf(value) >= atom.value;
      case 'maxLength':
        return lengthOf(value) <= atom.value;
      case 'pattern':
        return this.patterns.test(atom.pattern, value);
      default:
        return this.#formats.check(atom.format, value);
    }
  }

  #ofArray(atom: ArrayAtom, value: unknown[]): Answer {
    switch (atom.name) {
      case 'minItems':
        return value.length >= atom.value;
      case 'maxItems':
        return value.length <= atom.value;
      case 'uniqueItems':
        return new Set(value.map(canonical)).size === value.length;
      case 'items':
        return every(
          value.map((item, index) =>
            this.holds(atom.prefix[index] ?? atom.rest, item),
          ),
        );
      default: {
        const found = value.map(item => this.holds(atom.item, item));
        const sure = found.filter(answer => answer === true).length;
        const most = found.filter(answer => answer !== false).length;
        if (sure >= atom.count) return true;
        return most < atom.count ? false : undefined;
      }
    }
  }

  #ofObject(atom: ObjectAtom, value: Record<string, unknown>): Answer {
    const keys = Object.keys(value);
    switch (atom.name) {
      case 'minProperties':
        return keys.length >= atom.value;
      case 'maxProperties':
        return keys.length <= atom.value;
      case 'required':
        return Object.hasOwn(value, atom.property);
      case 'propertyNames':
        return every(keys.map(key => this.holds(atom.names, key)));
      default:
        return every(
          keys.flatMap((key): Answer[] => {
            const asked = this.valuesOf(atom, key);
            return (
              asked?.map(each => this.holds(each, value[key])) ?? [undefined]
            );
          }),
        );
    }
  }
}

function ofNumber(atom: NumberAtom, value: number): boolean {
  switch (atom.name) {
    case 'minimum':
      return atom.exclusive ? value > atom.value : value >= atom.value;
    case 'maximum':
      return atom.exclusive ? value < atom.value : value <= atom.value;
    default:
      return isMultiple(value, atom.value);
  }
}
