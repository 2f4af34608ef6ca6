import type { Serialization } from './Api';
import type { Fields } from './reading';

// For one plain value they all write the same.
const PLAIN = new Set([
  'form',
  'simple',
  'spaceDelimited',
  'pipeDelimited',
  'tabDelimited',
]);
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
  if (isScalar(schema)) {
    return (
      before.style === after.style ||
      (PLAIN.has(before.style) && PLAIN.has(after.style))
    );
  }
  if (before.style !== after.style) return false;
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
