import { isRaw, type OdcsField, type Raw, rawsOf } from './odcsModel';

const TYPES: Readonly<Partial<Record<string, object>>> = {
  string: { type: 'string' },
  date: { type: 'string' },
  timestamp: { type: 'string' },
  time: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
  object: { type: 'object' },
};

const LIMITS = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/** The limits of a field, wherever they are written. */
export function limitsOf({ raw }: OdcsField): Raw {
  const options = isRaw(raw.logicalTypeOptions) ? raw.logicalTypeOptions : {};
  return options;
}

/** The only values that a field may have, as a limit or as a check of its quality. */
export function listedIn(field: OdcsField): unknown[] | undefined {
  const { raw } = field;
  for (const list of [raw.enum, limitsOf(field).enum]) {
    if (Array.isArray(list)) return list;
  }
  for (const check of rawsOf(raw.quality)) {
    const inside = isRaw(check.arguments) ? check.arguments : check;
    if (Array.isArray(inside.validValues)) return inside.validValues;
  }
  return undefined;
}

/** The values of a field as a JSON Schema, without the fields inside it. */
export function valueSchemaOf(field: OdcsField): Raw {
  const type = String(field.raw.logicalType ?? '');
  const limits = limitsOf(field);
  const own = LIMITS.filter(name => limits[name] !== undefined);
  const listed = listedIn(field);
  return {
    ...TYPES[type],
    ...Object.fromEntries(own.map(name => [name, limits[name]])),
    ...(listed && { enum: listed }),
  };
}
