import type { DocumentNode } from '../documents';
import type { SchemaDraft } from '../inclusion';

/**
 * What a schema is written in: a draft of JSON Schema, what OpenAPI 3.0 and
 * Swagger 2.0 made of draft 4, or 2020-12 as OpenAPI 3.1 uses it.
 *
 * @public
 */
export type SchemaDialect = SchemaDraft | 'openapi-3.0' | 'openapi-3.1';

// They ask for nothing.
const BESIDE = new Set([
  '$ref',
  '$defs',
  'definitions',
  '$schema',
  '$id',
  '$comment',
]);

/** Whether something stands beside the reference of a schema that counts. */
export function joinsBesideReference(
  schema: Readonly<Record<string, unknown>>,
  dialect: SchemaDialect,
): boolean {
  return (
    ['2019-09', '2020-12', 'openapi-3.1'].includes(dialect) &&
    Object.keys(schema).some(keyword => !BESIDE.has(keyword))
  );
}

/** Whether `nullable` means null; 3.1 has no such word, but people kept it. */
export function knowsNullable(dialect: SchemaDialect): boolean {
  return dialect === 'openapi-3.0' || dialect === 'openapi-3.1';
}

/** Other properties: any, none, or those of a schema. */
export type Additional = 'open' | 'closed' | DocumentNode;

/** Alternatives of which one has to fit, or at least one. */
export interface AlternativeGroup {
  keyword: 'oneOf' | 'anyOf';
  branches: DocumentNode[];
}

/**
 * A schema as one object: what `allOf` joins is joined, references of its own
 * are followed, and spellings that mean the same are the same.
 */
export interface Shape {
  /** Where it stands, after references. */
  node: DocumentNode;
  /** An address that it leads to and that is not in the files. */
  lost?: string;
  /** Nothing is accepted. */
  never: boolean;
  /** Types but null; undefined when any will do. */
  types?: readonly string[];
  /** Whether null is accepted; undefined where nothing is said of it. */
  nullable?: boolean;
  /** Whether only one value is accepted, and called a constant. */
  constant: boolean;
  /** What is asked of plain values, and of counts. */
  plain: Readonly<Record<string, unknown>>;
  properties: ReadonlyMap<string, DocumentNode>;
  required: ReadonlySet<string>;
  additional: Additional;
  items?: DocumentNode;
  groups: readonly AlternativeGroup[];
  /** What only the engine can read. */
  rest: Readonly<Record<string, unknown>>;
  /** Words and hints. */
  notes: Readonly<Record<string, unknown>>;
}

/** What is asked of plain values, in the order it is told in. */
export const PLAIN_KEYWORDS = [
  'enum',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

/** What depends on the value in ways that only the engine can follow. */
export const REST_KEYWORDS = [
  'not',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'contains',
  'minContains',
  'maxContains',
  'prefixItems',
  'additionalItems',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
  '$dynamicRef',
  '$recursiveRef',
] as const;

/** The shape of a schema that asks for nothing. */
export function openShape(node: DocumentNode): Shape {
  return {
    node,
    never: false,
    constant: false,
    plain: {},
    properties: new Map(),
    required: new Set(),
    additional: 'open',
    groups: [],
    rest: {},
    notes: {},
  };
}

/** Whether null is accepted. */
export function acceptsNull(shape: Shape): boolean {
  return shape.nullable ?? shape.types === undefined;
}

/** Whether values of a type are accepted. */
export function acceptsType(shape: Shape, type: string): boolean {
  return !shape.never && (shape.types?.includes(type) ?? true);
}

/** Whether a note is set on a schema, for example `readOnly`. */
export function isNoted(shape: Shape, note: string): boolean {
  return shape.notes[note] === true;
}
