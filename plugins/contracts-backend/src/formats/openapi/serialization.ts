import type { Serialization } from './Api';
import type { Fields } from './reading';

const SCALARS = new Set(['string', 'integer', 'number', 'boolean', 'null']);

function isScalar({ type, enum: values }: Fields): boolean {
  const types = type === undefined ? [] : [type].flat().map(String);
  return types.length
    ? types.every(name => SCALARS.has(name))
    : Array.isArray(values) && values.every(each => typeof each !== 'object');
}

/** Whether values of a schema are written the same in two ways. */
export function isReadAlike(
  before: Serialization,
  after: Serialization,
  schema: Fields,
): boolean {
  if (before.style !== after.style) return false;
  // One plain value has nothing to explode.
  if (isScalar(schema)) return true;
  // A list that is written in one text has nothing to explode.
  const isList = [schema.type].flat().includes('array');
  return (
    before.explode === after.explode || (isList && before.style === 'simple')
  );
}

/** A way of writing, in words. */
export function serializationText({ style, explode }: Serialization): string {
  return explode ? `${style}, exploded` : style;
}
