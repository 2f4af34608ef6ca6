import {
  type Particle,
  type QName,
  namespaceOf,
  type Wildcard,
} from './xsdModel';

/** A content model as an expression over the names of elements. */
export interface Expression {
  readonly id: number;
  /** Whether nothing may stand. */
  readonly nullable: boolean;
  readonly shape:
    | { kind: 'none' | 'empty' }
    | { kind: 'name'; name: QName }
    | { kind: 'any'; wildcard: Wildcard; globals: ReadonlySet<QName> }
    | { kind: 'sequence'; first: Expression; rest: Expression }
    | { kind: 'choice'; parts: readonly Expression[] }
    | { kind: 'repeat'; part: Expression; min: number; max: number }
    | { kind: 'all'; parts: readonly Counted[] };
}

interface Counted {
  part: Expression;
  min: number;
  max: number;
}

type Shape = Expression['shape'];

/** Says that a content model has more states than are looked at. */
export class TooManyStatesError extends Error {
  override readonly name = 'TooManyStatesError';
}

const MOST_EXPRESSIONS = 60_000;
const UNDECLARED = '*undeclared';

/** Names that stand for all names that no schema mentions. */
export function namesBeyond(namespace: string): QName[] {
  return [`{${namespace}}*declared`, `{${namespace}}${UNDECLARED}`];
}

/** Whether a wildcard takes a name. */
export function takes(
  { namespaces, strictness }: Wildcard,
  name: QName,
  globals: ReadonlySet<QName>,
): boolean {
  const namespace = namespaceOf(name);
  const named =
    namespaces === 'any' ||
    ('of' in namespaces
      ? namespaces.of.includes(namespace)
      : !namespaces.not.includes(namespace));
  if (!named || strictness !== 'strict') return named;
  return globals.has(name) || name.endsWith('}*declared');
}

/** Content models, built so that equal ones are the same object. */
export class Language {
  readonly #known = new Map<string, Expression>();
  readonly #derived = new Map<string, Expression>();
  readonly none = this.#make('none', false, { kind: 'none' });
  readonly empty = this.#make('empty', true, { kind: 'empty' });

  #make(key: string, nullable: boolean, shape: Shape): Expression {
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size > MOST_EXPRESSIONS) {
      throw new TooManyStatesError(
        'the content model has more states than are looked at',
      );
    }
    const made: Expression = { id: this.#known.size, nullable, shape };
    this.#known.set(key, made);
    return made;
  }

  name(name: QName): Expression {
    return this.#make(`n${name}`, false, { kind: 'name', name });
  }

  any(
    wildcard: Wildcard,
    globals: ReadonlySet<QName>,
    side: string,
  ): Expression {
    const key = `w${side}${JSON.stringify(wildcard)}`;
    return this.#make(key, false, { kind: 'any', wildcard, globals });
  }

  sequence(first: Expression, rest: Expression): Expression {
    if (first === this.none || rest === this.none) return this.none;
    if (first === this.empty) return rest;
    if (rest === this.empty) return first;
    if (first.shape.kind === 'sequence') {
      const { first: start, rest: middle } = first.shape;
      return this.sequence(start, this.sequence(middle, rest));
    }
    const nullable = first.nullable && rest.nullable;
    const key = `s${first.id},${rest.id}`;
    return this.#make(key, nullable, { kind: 'sequence', first, rest });
  }

  choice(parts: readonly Expression[]): Expression {
    const flat = parts.flatMap(part =>
      part.shape.kind === 'choice' ? part.shape.parts : [part],
    );
    const distinct = [...new Set(flat)]
      .filter(part => part !== this.none)
      .sort((a, b) => a.id - b.id);
    if (!distinct.length) return this.none;
    if (distinct.length === 1) return distinct[0];
    const key = `c${distinct.map(({ id }) => id).join()}`;
    const nullable = distinct.some(part => part.nullable);
    return this.#make(key, nullable, { kind: 'choice', parts: distinct });
  }

  repeat(part: Expression, least: number, max: number): Expression {
    const min = part.nullable ? 0 : least;
    if (max === 0 || part === this.empty) return this.empty;
    if (part === this.none) return min ? this.none : this.empty;
    if (min === 1 && max === 1) return part;
    const key = `r${part.id},${min},${max}`;
    return this.#make(key, min === 0, { kind: 'repeat', part, min, max });
  }

  all(parts: readonly Counted[]): Expression {
    const left = parts.filter(({ max }) => max > 0);
    if (left.some(({ part, min }) => min > 0 && part === this.none)) {
      return this.none;
    }
    if (!left.length) return this.empty;
    const sorted = [...left].sort((a, b) => a.part.id - b.part.id);
    const key = `a${sorted.map(({ part, min, max }) => `${part.id}:${min}:${max}`).join()}`;
    const nullable = sorted.every(({ min }) => min === 0);
    return this.#make(key, nullable, { kind: 'all', parts: sorted });
  }

  /** The expression of a particle; elements that may stand in for others are choices. */
  of(
    particle: Particle | undefined,
    globals: ReadonlySet<QName>,
    side: string,
  ): Expression {
    if (!particle) return this.empty;
    const { min, max } = particle;
    const inside = (part: Particle) => this.of(part, globals, side);
    if (particle.kind === 'element') {
      const { element } = particle;
      const names = [
        ...(element.abstract ? [] : [element]),
        ...element.substitutes().filter(each => !each.abstract),
      ].map(({ name }) => this.name(name));
      return this.repeat(this.choice(names), min, max);
    }
    if (particle.kind === 'any') {
      return this.repeat(this.any(particle.wildcard, globals, side), min, max);
    }
    if (particle.kind === 'choice') {
      return this.repeat(this.choice(particle.parts.map(inside)), min, max);
    }
    if (particle.kind === 'all') {
      const counted = particle.parts.map(part => ({
        part: inside({ ...part, min: 1, max: 1 }),
        ...{ min: part.min, max: part.max },
      }));
      return this.repeat(this.all(counted), min, max);
    }
    const whole = particle.parts.reduceRight(
      (rest, part) => this.sequence(inside(part), rest),
      this.empty,
    );
    return this.repeat(whole, min, max);
  }

  /** What may follow once a name stood. */
  after(expression: Expression, name: QName): Expression {
    const key = `${expression.id} ${name}`;
    const known = this.#derived.get(key);
    if (known) return known;
    const derived = this.#derive(expression, name);
    this.#derived.set(key, derived);
    return derived;
  }

  #derive({ shape }: Expression, name: QName): Expression {
    switch (shape.kind) {
      case 'name':
        return shape.name === name ? this.empty : this.none;
      case 'any':
        return takes(shape.wildcard, name, shape.globals)
          ? this.empty
          : this.none;
      case 'sequence': {
        const { first, rest } = shape;
        const started = this.sequence(this.after(first, name), rest);
        if (!first.nullable) return started;
        return this.choice([started, this.after(rest, name)]);
      }
      case 'choice':
        return this.choice(shape.parts.map(part => this.after(part, name)));
      case 'repeat': {
        const { part, min, max } = shape;
        const left = this.repeat(part, Math.max(min - 1, 0), max - 1);
        return this.sequence(this.after(part, name), left);
      }
      case 'all':
        return this.choice(
          shape.parts.map((each, index) => {
            if (this.after(each.part, name) === this.none) return this.none;
            const used = {
              part: each.part,
              min: Math.max(each.min - 1, 0),
              max: each.max - 1,
            };
            return this.all(shape.parts.with(index, used));
          }),
        );
      default:
        return this.none;
    }
  }

  /** What may come first: names, and wildcards. */
  firstOf(
    expression: Expression,
    found = new Set<Expression>(),
  ): Set<Expression> {
    const { shape } = expression;
    if (shape.kind === 'name' || shape.kind === 'any') found.add(expression);
    else if (shape.kind === 'sequence') {
      this.firstOf(shape.first, found);
      if (shape.first.nullable) this.firstOf(shape.rest, found);
    } else if (shape.kind === 'choice') {
      for (const part of shape.parts) this.firstOf(part, found);
    } else if (shape.kind === 'repeat') this.firstOf(shape.part, found);
    else if (shape.kind === 'all') {
      for (const { part } of shape.parts) this.firstOf(part, found);
    }
    return found;
  }
}
