import type { JsonObject } from '@backstage/types';

/** Where the parts of a form stand that only count for some answers. */
const LISTS = ['allOf', 'anyOf', 'oneOf'];
const BRANCHES = ['then', 'else'];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema itself, and all its parts on the same level. */
function* partsOf(schema: JsonObject): Generator<JsonObject> {
  yield schema;
  const dependencies = isObject(schema.dependencies) ? schema.dependencies : {};
  const parts = [
    ...LISTS.flatMap(key => schema[key] ?? []),
    ...BRANCHES.map(key => schema[key]),
    ...Object.values(dependencies),
  ];
  for (const part of parts) if (isObject(part)) yield* partsOf(part);
}

/** The schemas of a key: several where a part narrows down what another names. */
function below(schema: JsonObject, key: string): JsonObject[] {
  return [...partsOf(schema)].flatMap(({ properties, items }) => {
    const child = /^\d+$/.test(key)
      ? items
      : isObject(properties) && properties[key];
    return isObject(child) ? [child] : [];
  });
}

/**
 * What the form calls a field, for example `Contacts 2` of `.contacts.1`;
 * undefined of the form itself.
 */
export function fieldTitle(
  schema: JsonObject,
  property: string | undefined,
): string | undefined {
  let schemas = [schema];
  const words: string[] = [];
  for (const key of property?.split('.').filter(Boolean) ?? []) {
    schemas = schemas.flatMap(each => below(each, key));
    if (/^\d+$/.test(key)) {
      words.push(String(Number(key) + 1));
    } else {
      const titled = schemas.find(({ title }) => typeof title === 'string');
      words.push(String(titled?.title ?? key));
    }
  }
  return words.length ? words.join(' ') : undefined;
}
