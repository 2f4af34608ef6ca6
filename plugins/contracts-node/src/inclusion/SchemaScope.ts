import type { SchemaDraft } from './dialect';
import type { Formula, Formulas } from './Formulas';
import type { Target } from './References';

/** One schema, with what is needed to read it. */
export interface SchemaScope {
  schema: Record<string, unknown>;
  base: string;
  draft: SchemaDraft;
  formulas: Formulas;
  /** Reads a schema that stands inside this one. */
  read(schema: unknown): Formula;
  /** What a reference in this schema leads to, if that is in the document. */
  follow(reference: string): Target | undefined;
  /** What nothing is known about, the same for equal texts of one document. */
  opaque(keyword: string, why: string): Formula;
}

/** A number of a schema, if it is one. */
export function numberIn(schema: Record<string, unknown>, keyword: string) {
  const value = schema[keyword];
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** Items by place, and all the others. */
export function itemsOf({ schema, draft }: SchemaScope): {
  prefix: unknown[];
  rest: unknown;
} {
  if (draft === '2020-12') {
    const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    return { prefix, rest: schema.items };
  }
  return Array.isArray(schema.items)
    ? { prefix: schema.items, rest: schema.additionalItems }
    : { prefix: [], rest: schema.items };
}
