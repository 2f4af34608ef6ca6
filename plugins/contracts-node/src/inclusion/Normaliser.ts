import type { JsonType, Formula, Formulas } from './Formulas';
import { canonical, JSON_TYPES } from './Formulas';
import type { Budget } from './Budget';
import { isRecord, type SchemaDraft } from './dialect';
import type { SchemaScope } from './SchemaScope';
import { applicators } from './normaliseApplicators';
import { arrayKeywords } from './normaliseArrays';
import { objectKeywords } from './normaliseObjects';
import { numberKeywords, stringKeywords } from './normaliseScalars';
import { References } from './References';

/** Says that a document is no schema. */
export class InvalidSchemaError extends Error {
  override readonly name = 'InvalidSchemaError';
}

/** Brings the schemas of one document of any draft into the normal form. */
export class Normaliser {
  readonly #references: References;
  readonly #seen = new Map<unknown, Map<string, Formula>>();

  constructor(
    private readonly name: string,
    document: unknown,
    private readonly draft: SchemaDraft,
    private readonly formulas: Formulas,
    private readonly budget: Budget,
  ) {
    this.#references = new References(document);
  }

  /** The formula at a JSON pointer. */
  at(pointer: string): Formula {
    const target = this.#references.resolve(`document:/#${pointer}`, '');
    if (!target) {
      throw new InvalidSchemaError(`There is no schema at '${pointer}'.`);
    }
    return this.#read(target.schema, target.base);
  }

  #read(schema: unknown, outer: string): Formula {
    if (schema === true) return this.formulas.always;
    if (schema === false) return this.formulas.never;
    if (!isRecord(schema)) {
      throw new InvalidSchemaError(
        `A schema is an object or a boolean, not ${canonical(schema).slice(0, 40)}.`,
      );
    }
    const base = this.#references.baseIn(schema, outer);
    const known = this.#seen.get(schema) ?? new Map<string, Formula>();
    this.#seen.set(schema, known);
    const found = known.get(base);
    if (found) return found;
    this.budget.spend();
    const formula = this.#combine(schema, base);
    known.set(base, formula);
    return formula;
  }

  #combine(schema: Record<string, unknown>, base: string): Formula {
    const { formulas, draft } = this;
    const old = draft === 'draft-04' || draft === 'draft-07';
    if (old && typeof schema.$ref === 'string') {
      return this.#reference(schema.$ref, base);
    }
    const scope: SchemaScope = {
      schema,
      base,
      draft,
      formulas,
      read: inner => this.#read(inner, base),
      follow: reference => this.#references.resolve(reference, base),
      opaque: (keyword, why) => this.#opaque(schema, base, keyword, why),
    };
    return formulas.all([
      ...this.#referencesIn(schema, base),
      ...typeKeywords(scope),
      ...numberKeywords(scope),
      ...stringKeywords(scope),
      ...arrayKeywords(scope),
      ...objectKeywords(scope),
      ...applicators(scope),
    ]);
  }

  #referencesIn(schema: Record<string, unknown>, base: string): Formula[] {
    const found: Formula[] = [];
    for (const keyword of ['$ref', '$recursiveRef', '$dynamicRef']) {
      const reference = schema[keyword];
      if (typeof reference !== 'string') continue;
      found.push(
        keyword === '$ref' || this.#references.isStatic(reference)
          ? this.#reference(reference, base)
          : this.formulas.opaque(
              `${this.name} ${keyword} ${base} ${reference}`,
              `${keyword} '${reference}' may lead to several places`,
            ),
      );
    }
    return found;
  }

  #reference(reference: string, base: string): Formula {
    const target = this.#references.resolve(reference, base);
    if (!target) {
      return this.formulas.opaque(
        `reference ${base} ${reference}`,
        `'${reference}' leads out of the document, and is not fetched`,
      );
    }
    return this.formulas.reference(`${this.name} ${target.key}`, () =>
      this.#read(target.schema, target.base),
    );
  }

  #opaque(schema: unknown, base: string, keyword: string, why: string) {
    const text = canonical(schema);
    // A reference in equal texts may mean something else in the other document.
    const own = /"\$(dynamic|recursive)?[rR]ef"/.test(text)
      ? `${this.name} ${base}`
      : '';
    return this.formulas.opaque(`${own} ${keyword} ${text}`, why);
  }
}

function typeKeywords({ schema, formulas }: SchemaScope): Formula[] {
  const found: Formula[] = [];
  const named = Array.isArray(schema.type) ? schema.type : [schema.type];
  const names = named.filter(
    (name): name is string => typeof name === 'string',
  );
  if (schema.type !== undefined && !names.includes('any')) {
    const types = schema.nullable === true ? [...names, 'null'] : names;
    found.push(formulas.any(types.map(type => oneType(type, formulas))));
  }
  if (Array.isArray(schema.enum)) {
    found.push(formulas.values(schema.enum));
  }
  if (schema.const !== undefined) {
    found.push(formulas.values([schema.const]));
  }
  return found;
}

function oneType(name: string, formulas: Formulas): Formula {
  if (name === 'integer') {
    return formulas.all([
      formulas.types(['number']),
      formulas.atom('number', { name: 'multipleOf', value: 1 }),
    ]);
  }
  if (!(JSON_TYPES as readonly string[]).includes(name)) {
    throw new InvalidSchemaError(`There is no type '${name}' in JSON Schema.`);
  }
  return formulas.types([name as JsonType]);
}
