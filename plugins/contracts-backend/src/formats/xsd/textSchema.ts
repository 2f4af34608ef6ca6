import { BUILTINS, type Family } from './builtins';
import type { Facets, SimpleType } from './xsdModel';

/** A type of one value, with the facets of its built-in type. */
export interface Atomic {
  family: Family;
  builtin: string;
  facets: Facets;
}

type Schema = Record<string, unknown>;

/** What a type of one value comes to. */
export function atomicOf(
  type: Extract<SimpleType, { variety: 'atomic' }>,
): Atomic {
  const builtin = BUILTINS.get(type.builtin);
  const base = builtin?.facets ?? {};
  const patterns = [...(base.patterns ?? []), ...(type.facets.patterns ?? [])];
  return {
    ...{ family: builtin?.family ?? 'other', builtin: type.builtin },
    facets: { ...base, ...type.facets, ...(patterns.length && { patterns }) },
  };
}

const CLASSES: Readonly<Partial<Record<string, string>>> = {
  i: '[:A-Z_a-z\\u00C0-\\uD7FF]',
  I: '[^:A-Z_a-z\\u00C0-\\uD7FF]',
  c: '[:A-Z_a-z\\-.0-9\\u00B7-\\uD7FF]',
  C: '[^:A-Z_a-z\\-.0-9\\u00B7-\\uD7FF]',
};

/** A pattern in the dialect that the engine for JSON Schema reads; absent when it has no like. */
export function portablePattern(pattern: string): string | undefined {
  let inClass = false;
  let translated = '';
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') {
      const next = pattern[++at] ?? '';
      const own = CLASSES[next];
      if (own && inClass) {
        // Inside a class only the middle of it fits.
        if (next === 'I' || next === 'C') return undefined;
        translated += own.slice(1, -1);
      } else translated += own ?? `\\${next}`;
    } else {
      // One class taken from another has no like there.
      if (sign === '[' && inClass) return undefined;
      if (sign === '[') inClass = true;
      if (sign === ']') inClass = false;
      // These are plain signs in a schema, except for a class that is turned around.
      const plain = sign === '$' || (sign === '^' && pattern[at - 1] !== '[');
      translated += plain && !inClass ? `\\${sign}` : sign;
    }
  }
  return translated;
}

/** The texts that fit groups of alternatives; absent when a pattern has no like. */
export function patternsSchema(
  groups: Facets['patterns'] = [],
): Schema[] | undefined {
  const schemas: Schema[] = [];
  for (const group of groups) {
    const translated = group.map(portablePattern);
    if (translated.some(each => each === undefined)) return undefined;
    schemas.push({ pattern: `^(?:${translated.join('|')})$` });
  }
  return schemas;
}

/** A schema for texts; absent when one of its patterns has no like. */
export function textSchema({ facets }: Atomic): Schema | undefined {
  const patterns = patternsSchema(facets.patterns);
  if (!patterns) return undefined;
  const { length, minLength = length, maxLength = length } = facets;
  return {
    type: 'string',
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(facets.enumeration && { enum: facets.enumeration }),
    ...(patterns.length && { allOf: patterns }),
  };
}

/** A schema for numbers; patterns are not looked at. */
export function numberSchema({ facets }: Atomic): Schema {
  const { totalDigits, fractionDigits } = facets;
  // Without digits behind the point the count of digits is a bound.
  const most =
    totalDigits !== undefined && fractionDigits === 0
      ? 10 ** totalDigits - 1
      : undefined;
  const bound = (text: string | undefined) =>
    text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
  const entries: [string, number | undefined][] = [
    ['minimum', bound(facets.minInclusive)],
    ['maximum', bound(facets.maxInclusive)],
    ['exclusiveMinimum', bound(facets.minExclusive)],
    ['exclusiveMaximum', bound(facets.maxExclusive)],
    [
      'multipleOf',
      fractionDigits === undefined ? undefined : Number(`1e-${fractionDigits}`),
    ],
  ];
  const own = Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  );
  return {
    ...{ type: 'number', ...own },
    ...(facets.enumeration && { enum: facets.enumeration.map(Number) }),
    ...(most !== undefined && { allOf: [{ minimum: -most, maximum: most }] }),
  };
}
