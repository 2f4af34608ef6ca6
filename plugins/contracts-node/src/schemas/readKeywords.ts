import type { DocumentNode } from '../documents';
import { nodeBelow } from '../documents';
import { isRecord } from '../inclusion/dialect';
import {
  type Additional,
  type AlternativeGroup,
  knowsNullable,
  openShape,
  PLAIN_KEYWORDS,
  REST_KEYWORDS,
  type SchemaDialect,
  type Shape,
} from './Shape';

type Schema = Record<string, unknown>;

const KNOWN = new Set<string>([
  ...PLAIN_KEYWORDS,
  ...REST_KEYWORDS,
  'type',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'allOf',
  'oneOf',
  'anyOf',
  '$ref',
  '$defs',
  'definitions',
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$comment',
  'contentEncoding',
]);

const NULLABLE = new Set(['nullable', 'x-nullable']);

function namesIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((name): name is string => typeof name === 'string')
    : [];
}

function typesOf(schema: Schema): {
  types?: readonly string[];
  nullable?: boolean;
} {
  const named =
    typeof schema.type === 'string' ? [schema.type] : namesIn(schema.type);
  if (!named.length || named.includes('any')) return {};
  const types = named
    .filter(name => name !== 'null')
    .map(name => (name === 'file' ? 'string' : name));
  // Each integer is a number.
  const wide = types.includes('number')
    ? types.filter(name => name !== 'integer')
    : types;
  return { types: [...new Set(wide)].sort(), nullable: named.includes('null') };
}

function saysNullable(schema: Schema, dialect: SchemaDialect): boolean {
  return (
    knowsNullable(dialect) &&
    (schema.nullable === true || schema['x-nullable'] === true)
  );
}

function boundsOf(schema: Schema): Schema {
  const found: Schema = {};
  for (const side of ['minimum', 'maximum'] as const) {
    const strict = side === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    const [value, exclusive] = [schema[side], schema[strict]];
    // The booleans of draft 4 make a bound strict.
    if (exclusive === true) found[strict] = value;
    else if (value !== undefined) found[side] = value;
    if (typeof exclusive === 'number') found[strict] = exclusive;
  }
  return found;
}

// What is asked by these is asked of everything.
const NOTHING: Readonly<Record<string, unknown>> = {
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  uniqueItems: false,
};

function formatOf(schema: Schema): unknown {
  if (schema.type === 'file') return 'binary';
  // A hint for forms, which asks for nothing.
  if (schema.format === 'password') return undefined;
  if (typeof schema.format === 'string') return schema.format;
  const { contentEncoding: encoding } = schema;
  if (encoding !== undefined) {
    return encoding === 'base64' ? 'byte' : `encoded as ${String(encoding)}`;
  }
  return schema.contentMediaType === 'application/octet-stream'
    ? 'binary'
    : undefined;
}

function plainOf(schema: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } =
    schema;
  const asked: Schema = {
    ...others,
    ...boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }),
    format: formatOf(schema),
    enum: schema.const === undefined ? schema.enum : [schema.const],
  };
  const found: Schema = {};
  for (const keyword of PLAIN_KEYWORDS) {
    const value = asked[keyword];
    if (value !== undefined && value !== NOTHING[keyword]) {
      found[keyword] = value;
    }
  }
  return found;
}

/** Takes null out of a list of values, where it is a type of its own. */
function withoutNull(
  plain: Schema,
  read: { types?: readonly string[]; nullable?: boolean },
  always: boolean,
) {
  const list = plain.enum;
  if (!Array.isArray(list)) {
    return { ...read, ...(always ? { nullable: true } : {}), plain };
  }
  const values = list.filter(value => value !== null);
  const listed = values.length < list.length;
  const nullable = always || (listed && read.nullable !== false);
  return values.length
    ? { ...read, nullable, plain: { ...plain, enum: values } }
    : { types: [], nullable, plain: {} };
}

function additionalOf(node: DocumentNode, schema: Schema): Additional {
  const { additionalProperties: own, unevaluatedProperties: left } = schema;
  if (own === false || left === false) return 'closed';
  if (!isRecord(own) || !Object.keys(own).length) return 'open';
  return nodeBelow(node, 'additionalProperties');
}

function groupsOf(node: DocumentNode, schema: Schema): AlternativeGroup[] {
  return (['oneOf', 'anyOf'] as const).flatMap(keyword => {
    const list = schema[keyword];
    if (!Array.isArray(list) || !list.length) return [];
    return [
      {
        keyword,
        branches: list.map((_branch, index) =>
          nodeBelow(node, keyword, String(index)),
        ),
      },
    ];
  });
}

function restOf(schema: Schema): Schema {
  const found: Schema = {};
  for (const keyword of REST_KEYWORDS) {
    const closes =
      keyword === 'unevaluatedProperties' && schema[keyword] === false;
    if (schema[keyword] !== undefined && !closes) {
      found[keyword] = schema[keyword];
    }
  }
  if (Array.isArray(schema.items) || schema.prefixItems !== undefined) {
    found.items = schema.items;
  }
  return found;
}

function notesOf(schema: Schema, dialect: SchemaDialect): Schema {
  const found: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const known =
      KNOWN.has(keyword) || (NULLABLE.has(keyword) && knowsNullable(dialect));
    if (!known) found[keyword] = value;
  }
  return found;
}

/** The shape of what a schema itself asks, without what it joins. */
export function readKeywords(
  node: DocumentNode,
  schema: Schema,
  dialect: SchemaDialect,
): Shape {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const itemsByPlace =
    Array.isArray(schema.items) || schema.prefixItems !== undefined;
  return {
    ...openShape(node),
    ...withoutNull(
      plainOf(schema),
      typesOf(schema),
      saysNullable(schema, dialect),
    ),
    constant: schema.const !== undefined && schema.const !== null,
    properties: new Map(
      Object.keys(properties).map(name => [
        name,
        nodeBelow(node, 'properties', name),
      ]),
    ),
    required: new Set(namesIn(schema.required)),
    additional: additionalOf(node, schema),
    items:
      schema.items === undefined || itemsByPlace
        ? undefined
        : nodeBelow(node, 'items'),
    groups: groupsOf(node, schema),
    rest: restOf(schema),
    notes: notesOf(schema, dialect),
  };
}
