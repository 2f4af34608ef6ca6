import type { NumberAtom, StringAtom, ArrayAtom, ObjectAtom } from './atoms';

/** The types of JSON; an integer is a number that is a multiple of 1. */
export const JSON_TYPES = [
  'null',
  'boolean',
  'string',
  'number',
  'object',
  'array',
] as const;
export type JsonType = (typeof JSON_TYPES)[number];

export type Atom = NumberAtom | StringAtom | ArrayAtom | ObjectAtom;

/** A schema in the one normal form. Equal formulas are the same object. */
export type Formula = { readonly id: number } & (
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'types'; readonly types: readonly JsonType[] }
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  /** Holds for each value of another type. */
  | { readonly kind: 'atom'; readonly on: JsonType; readonly atom: Atom }
  | { readonly kind: 'reference'; readonly target: () => Formula }
  | { readonly kind: 'opaque'; readonly why: string }
);

type Body<F> = F extends Formula ? Omit<F, 'id'> : never;

/** The type of a value. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

/** A text that is equal for equal values, whatever the order of properties. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value === 0 ? 0 : value) ?? 'undefined';
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}

/** Makes formulas, equal ones once. */
export class Formulas {
  readonly #known = new Map<string, Formula>();

  readonly always = this.all([]);
  readonly never = this.any([]);

  all(parts: readonly Formula[]): Formula {
    return this.#join('all', parts, this.never);
  }

  any(parts: readonly Formula[]): Formula {
    return this.#join('any', parts, this.always);
  }

  not(part: Formula): Formula {
    if (part.kind === 'not') return part.part;
    if (part === this.always) return this.never;
    if (part === this.never) return this.always;
    return this.#make(`not ${part.id}`, { kind: 'not', part });
  }

  types(types: readonly JsonType[]): Formula {
    const ordered = JSON_TYPES.filter(type => types.includes(type));
    return this.#make(`types ${ordered}`, { kind: 'types', types: ordered });
  }

  values(values: readonly unknown[]): Formula {
    const keys = values.map(canonical).sort();
    return this.#make(`values ${keys}`, { kind: 'values', values });
  }

  atom(on: JsonType, atom: Atom): Formula {
    return this.#make(`atom ${atomKey(atom)}`, { kind: 'atom', on, atom });
  }

  reference(key: string, target: () => Formula): Formula {
    return this.#make(`reference ${key}`, { kind: 'reference', target });
  }

  opaque(key: string, why: string): Formula {
    return this.#make(`opaque ${key}`, { kind: 'opaque', why });
  }

  #join(kind: 'all' | 'any', parts: readonly Formula[], zero?: Formula) {
    const flat = parts.flatMap(part =>
      part.kind === kind ? part.parts : [part],
    );
    const unique = [...new Set(flat)].sort((a, b) => a.id - b.id);
    if (zero && unique.includes(zero)) return zero;
    if (unique.length === 1) return unique[0];
    return this.#make(`${kind} ${unique.map(({ id }) => id)}`, {
      kind,
      parts: unique,
    });
  }

  #make(key: string, body: Body<Formula>): Formula {
    const known = this.#known.get(key);
    if (known) return known;
    const made = { ...body, id: this.#known.size } as Formula;
    this.#known.set(key, made);
    return made;
  }
}

function isFormula(value: object): value is Formula {
  return 'id' in value && 'kind' in value;
}

function atomKey(value: unknown): string {
  return JSON.stringify(value, (_key, each) =>
    typeof each === 'object' && each !== null && isFormula(each)
      ? `#${each.id}`
      : each,
  );
}
