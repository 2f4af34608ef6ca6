import type { Facets } from './xsdModel';

/** How values of a built-in type are compared. */
export type Family =
  'text' | 'number' | 'float' | 'boolean' | 'moment' | 'binary' | 'other';

/** A built-in type. */
export interface Builtin {
  family: Family;
  /** The type that has all its values. */
  base?: string;
  facets: Facets;
}

const NAME_START = ':A-Z_a-z\\u00C0-\\u02FF\\u0370-\\u1FFF\\u2070-\\uD7FF';
const NAME_REST = `${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F`;
const NC_START = NAME_START.slice(1);
const NC_REST = NAME_REST.slice(1);

const pattern = (text: string): Facets => ({ patterns: [[text]] });
const between = (min?: string, max?: string): Facets => ({
  ...(min && { minInclusive: min }),
  ...(max && { maxInclusive: max }),
});

function type(family: Family, base?: string, facets: Facets = {}): Builtin {
  return { family, facets, ...(base && { base }) };
}

/** The built-in types; patterns are those of XML names. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ['anySimpleType', type('text')],
  ['anyAtomicType', type('text')],
  ['string', type('text')],
  ['normalizedString', type('text', 'string')],
  ['token', type('text', 'string')],
  ['anyURI', type('text', 'string')],
  [
    'language',
    type('text', 'token', pattern('[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*')),
  ],
  ['NMTOKEN', type('text', 'token', pattern(`[${NAME_REST}]+`))],
  ['Name', type('text', 'token', pattern(`[${NAME_START}][${NAME_REST}]*`))],
  ['NCName', type('text', 'Name', pattern(`[${NC_START}][${NC_REST}]*`))],
  ...['ID', 'IDREF', 'ENTITY'].map(
    name =>
      [name, type('text', 'NCName', pattern(`[${NC_START}][${NC_REST}]*`))] as [
        string,
        Builtin,
      ],
  ),
  ['NMTOKENS', type('other')],
  ['IDREFS', type('other')],
  ['ENTITIES', type('other')],
  ['QName', type('other')],
  ['NOTATION', type('other')],
  ['boolean', type('boolean')],
  ['float', type('float')],
  ['double', type('float')],
  ['decimal', type('number')],
  ['integer', type('number', 'decimal', { fractionDigits: 0 })],
  [
    'nonNegativeInteger',
    type('number', 'integer', { fractionDigits: 0, ...between('0') }),
  ],
  [
    'positiveInteger',
    type('number', 'integer', { fractionDigits: 0, ...between('1') }),
  ],
  [
    'nonPositiveInteger',
    type('number', 'integer', {
      fractionDigits: 0,
      ...between(undefined, '0'),
    }),
  ],
  [
    'negativeInteger',
    type('number', 'integer', {
      fractionDigits: 0,
      ...between(undefined, '-1'),
    }),
  ],
  ...(
    [
      ['long', '-9223372036854775808', '9223372036854775807'],
      ['int', '-2147483648', '2147483647'],
      ['short', '-32768', '32767'],
      ['byte', '-128', '127'],
      ['unsignedLong', '0', '18446744073709551615'],
      ['unsignedInt', '0', '4294967295'],
      ['unsignedShort', '0', '65535'],
      ['unsignedByte', '0', '255'],
    ] as const
  ).map(
    ([name, min, max]) =>
      [
        name,
        type('number', 'integer', { fractionDigits: 0, ...between(min, max) }),
      ] as [string, Builtin],
  ),
  ...[
    'duration',
    'dateTime',
    'dateTimeStamp',
    'time',
    'date',
    'gYearMonth',
    'gYear',
    'gMonthDay',
    'gDay',
    'gMonth',
  ].map(name => [name, type('moment')] as [string, Builtin]),
  ['hexBinary', type('binary')],
  ['base64Binary', type('binary')],
]);
