import type { AvroType } from './avroTypes';

const DEEPEST = 100;

function isWhole(value: unknown, bits: number): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= 2 ** bits;
}

function fitsObject(type: AvroType, value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  if (type.kind === 'map') {
    return Object.values(value).every(each => fits(type.of, each, depth + 1));
  }
  return (
    type.kind === 'record' &&
    type.fields.every(field =>
      Object.hasOwn(value, field.name)
        ? fits(
            field.type,
            (value as Record<string, unknown>)[field.name],
            depth + 1,
          )
        : field.default !== undefined,
    )
  );
}

/** Whether a value may be the default of a type; a union takes it for its first. */
export function fits(type: AvroType, value: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  switch (type.kind) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return isWhole(value, 31);
    case 'long':
      return isWhole(value, 63);
    case 'float':
    case 'double':
      return typeof value === 'number';
    case 'bytes':
    case 'string':
      return typeof value === 'string';
    case 'fixed':
      return typeof value === 'string' && value.length === type.size;
    case 'enum':
      return typeof value === 'string' && type.symbols.includes(value);
    case 'array':
      return (
        Array.isArray(value) &&
        value.every(each => fits(type.of, each, depth + 1))
      );
    case 'union':
      return type.branches.length > 0 && fits(type.branches[0], value, depth);
    default:
      return fitsObject(type, value, depth);
  }
}
