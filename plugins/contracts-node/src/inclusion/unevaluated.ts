import { isRecord } from './dialect';
import { itemsOf, type SchemaScope } from './SchemaScope';

// What these evaluate depends on the value.
const DEPENDING = [
  'anyOf',
  'oneOf',
  'if',
  'dependentSchemas',
  '$dynamicRef',
  '$recursiveRef',
];

/**
 * The schemas that evaluate the same instance whatever it is; undefined when
 * that depends on the instance.
 */
function inPlace(
  scope: SchemaScope,
  depth = 0,
): Record<string, unknown>[] | undefined {
  const { schema } = scope;
  if (depth > 20 || DEPENDING.some(keyword => keyword in schema)) {
    return undefined;
  }
  const inner: unknown[] = Array.isArray(schema.allOf) ? [...schema.allOf] : [];
  if (typeof schema.$ref === 'string') {
    const target = scope.follow(schema.$ref);
    // Another base means another meaning of the references inside.
    if (!target || target.base !== scope.base) return undefined;
    inner.push(target.schema);
  }
  const all = [schema];
  for (const each of inner) {
    if (typeof each === 'boolean') continue;
    if (!isRecord(each)) return undefined;
    const found = inPlace({ ...scope, schema: each }, depth + 1);
    if (!found) return undefined;
    all.push(...found);
  }
  return all;
}

/** How many items are evaluated by place, if that can be told. */
export function evaluatedItems(scope: SchemaScope): number | undefined {
  const schemas = inPlace(scope);
  if (!schemas) return undefined;
  let evaluated = 0;
  for (const schema of schemas) {
    // Since 2020-12 an item that is contained counts as evaluated.
    if (schema.contains !== undefined && scope.draft === '2020-12') {
      return undefined;
    }
    const { prefix, rest } = itemsOf({ ...scope, schema });
    const inner = schema !== scope.schema && 'unevaluatedItems' in schema;
    evaluated = Math.max(
      evaluated,
      rest !== undefined || inner ? Infinity : prefix.length,
    );
  }
  return evaluated;
}

/** The properties that are evaluated, if that can be told. */
export function evaluatedProperties(
  scope: SchemaScope,
): { names: string[]; patterns: string[]; all: boolean } | undefined {
  const schemas = inPlace(scope);
  if (!schemas) return undefined;
  const keysOf = (keyword: string) => [
    ...new Set(
      schemas.flatMap(schema => {
        const value = schema[keyword];
        return isRecord(value) ? Object.keys(value) : [];
      }),
    ),
  ];
  return {
    names: keysOf('properties'),
    patterns: keysOf('patternProperties'),
    all: schemas.some(
      schema =>
        schema.additionalProperties !== undefined ||
        (schema !== scope.schema && 'unevaluatedProperties' in schema),
    ),
  };
}
