import { stringify } from 'yaml';
import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { odcsFormat } from './odcsFormat';

const contract = (more: object) =>
  stringify({ apiVersion: 'v3.0.2', kind: 'DataContract', id: 'c', ...more });
const fields = (...properties: object[]) =>
  contract({ schema: [{ name: 'orders', properties }] });
const field = (name: string, more: object = {}) => ({
  ...{ name, logicalType: 'string', ...more },
});
const limited = (logicalTypeOptions: object, logicalType = 'string') =>
  fields(field('a', { logicalType, logicalTypeOptions }));
const csv = (header: boolean | undefined, ...names: string[]) =>
  contract({
    servers: [
      {
        server: 'prod',
        format: 'csv',
        ...(header !== undefined && { header }),
      },
    ],
    schema: [{ name: 'file', properties: names.map(name => field(name)) }],
  });
const checked = (...quality: object[]) => fields(field('a', { quality }));

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const rows: Row[] = [
  [
    'an object that is gone breaks',
    fields(field('a')),
    contract({}),
    'object-removed',
    'breaking',
    { change: { role: 'reader' } },
  ],
  [
    'a new object is safe',
    contract({}),
    fields(field('a')),
    'object-added',
    'safe',
  ],
  [
    'another name of the table breaks',
    fields(field('a', { physicalName: 'x' })),
    fields(field('a', { physicalName: 'y' })),
    'physical-name-changed',
    'breaking',
  ],
  [
    'a field that is gone breaks who reads',
    fields(field('a'), field('b')),
    fields(field('a')),
    'field-removed',
    'breaking',
    {
      change: {
        message: 'orders.b was removed.',
        subject: { operation: 'orders', field: 'b' },
      },
    },
  ],
  [
    'a field that is gone is risky for who delivers',
    fields(field('a'), field('b')),
    fields(field('a')),
    'field-removed',
    'risky',
    { role: 'writer' },
  ],
  [
    'a new field is safe',
    fields(field('a')),
    fields(field('a'), field('b')),
    'field-added',
    'safe',
  ],
  [
    'a required field is safe for who reads',
    fields(field('a')),
    fields(field('a'), field('b', { required: true })),
    'field-required-added',
    'safe',
  ],
  [
    'a required field breaks who delivers',
    fields(field('a')),
    fields(field('a'), field('b', { required: true })),
    'field-required-added',
    'breaking',
    { direction: 'send' },
  ],
  [
    'a field that became required breaks who delivers',
    fields(field('a')),
    fields(field('a', { required: true })),
    'field-required',
    'breaking',
    { role: 'writer' },
  ],
  [
    'a field that became optional breaks who reads',
    fields(field('a', { required: true })),
    fields(field('a')),
    'field-optional',
    'breaking',
  ],
  [
    'another type breaks',
    fields(field('a')),
    fields(field('a', { logicalType: 'date' })),
    'type-changed',
    'breaking',
  ],
  [
    'a nested field of another type breaks',
    fields(field('a', { logicalType: 'object', properties: [field('b')] })),
    fields(
      field('a', {
        logicalType: 'object',
        properties: [field('b', { logicalType: 'integer' })],
      }),
    ),
    'type-changed',
    'breaking',
    { change: { subject: { operation: 'orders', field: 'a.b' } } },
  ],
  [
    'items of another type break',
    fields(
      field('a', { logicalType: 'array', items: { logicalType: 'string' } }),
    ),
    fields(
      field('a', { logicalType: 'array', items: { logicalType: 'integer' } }),
    ),
    'type-changed',
    'breaking',
    { change: { subject: { operation: 'orders', field: 'a[]' } } },
  ],
  [
    'longer texts break who reads',
    limited({ maxLength: 3 }),
    limited({ maxLength: 4 }),
    'values-widened',
    'breaking',
  ],
  [
    'longer texts are safe for who delivers',
    limited({ maxLength: 3 }),
    limited({ maxLength: 4 }),
    'values-widened',
    'safe',
    { role: 'writer' },
  ],
  [
    'a lower maximum breaks who delivers',
    limited({ maximum: 9 }, 'integer'),
    limited({ maximum: 8 }, 'integer'),
    'values-narrowed',
    'breaking',
    { role: 'writer', change: { counterExample: { value: 9 } } },
  ],
  [
    'a lower maximum is safe for who reads',
    limited({ maximum: 9 }, 'integer'),
    limited({ maximum: 8 }, 'integer'),
    'values-narrowed',
    'safe',
  ],
  [
    'a number with a point in place of one without breaks who reads',
    fields(field('a', { logicalType: 'integer' })),
    fields(field('a', { logicalType: 'number' })),
    'values-widened',
    'breaking',
  ],
  [
    'a new value of a list breaks who reads',
    fields(field('a', { enum: ['x'] })),
    fields(field('a', { enum: ['x', 'y'] })),
    'values-widened',
    'breaking',
    { change: { counterExample: { value: 'y' } } },
  ],
  [
    'a new value that a check lists breaks who reads',
    checked({ rule: 'validValues', validValues: ['x'] }),
    checked({ rule: 'validValues', validValues: ['x', 'y'] }),
    'values-widened',
    'breaking',
  ],
  [
    'a pattern that cannot be decided is not known',
    limited({ pattern: '^(a)\\1$' }),
    limited({ pattern: '^(b)\\1$' }),
    'values-unknown',
    'unknown',
  ],
  [
    'a larger stored type is risky',
    fields(field('a', { physicalType: 'varchar(3)' })),
    fields(field('a', { physicalType: 'VARCHAR(5)' })),
    'physical-type-widened',
    'risky',
  ],
  [
    'a smaller stored type breaks who delivers',
    fields(field('a', { physicalType: 'bigint' })),
    fields(field('a', { physicalType: 'integer' })),
    'physical-type-narrowed',
    'breaking',
    { role: 'writer' },
  ],
  [
    'another stored type breaks',
    fields(field('a', { physicalType: 'date' })),
    fields(field('a', { physicalType: 'text' })),
    'physical-type-changed',
    'breaking',
  ],
  [
    'another form of dates breaks',
    limited({ format: 'yyyy-MM-dd' }, 'date'),
    limited({ format: 'dd.MM.yyyy' }, 'date'),
    'text-format-changed',
    'breaking',
  ],
  [
    'values that have to be unique break who delivers',
    fields(field('a')),
    fields(field('a', { unique: true })),
    'key-added',
    'breaking',
    { role: 'writer' },
  ],
  [
    'values that need not be unique are risky',
    fields(field('a', { unique: true })),
    fields(field('a')),
    'key-removed',
    'risky',
  ],
  [
    'columns that moved break where no header stands',
    csv(undefined, 'a', 'b'),
    csv(undefined, 'b', 'a'),
    'field-order-changed',
    'breaking',
  ],
  [
    'a column in the middle breaks where no header stands',
    csv(false, 'a', 'b'),
    csv(false, 'a', 'x', 'b'),
    'field-added field-order-changed',
    'breaking',
  ],
  [
    'a column behind all others is safe',
    csv(false, 'a', 'b'),
    csv(false, 'a', 'b', 'x'),
    'field-added',
    'safe',
  ],
  [
    'columns that moved under a header are risky',
    csv(true, 'a', 'b'),
    csv(true, 'b', 'a'),
    'header-order-changed',
    'risky',
  ],
];

rulePairsSuite(
  odcsFormat,
  rows.map(([title, before, after, rules, verdict, more]): RulePair => ({
    ...{ title, before, after, verdict, rules: rules.split(' ') },
    ...more,
  })),
  rule => /^(object|physical|field|header|type|values|text|key)/.test(rule),
);
