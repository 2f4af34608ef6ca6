import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { avroFormat } from './avroFormat';

const record = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'Order', fields });
const field = (name: string, type: unknown, more: object = {}) => ({
  ...{ name, type },
  ...more,
});
const typed = (type: unknown, more: object = {}) =>
  record(field('a', type, more));
const suit = (symbols: string[], more: object = {}) =>
  typed({ type: 'enum', name: 'Suit', symbols, ...more });
const id = field('id', 'string');

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const fields: Row[] = [
  [
    'a new field without a default breaks who sends',
    record(id),
    record(id, field('sum', 'int')),
    'field-added',
    'breaking',
    {
      direction: 'send',
      change: {
        message: "The field 'sum' of Order was added without a default.",
        subject: { operation: 'Order', field: 'sum', hits: 'who-omits' },
      },
    },
  ],
  [
    'a new field is safe for who receives',
    record(id),
    record(id, field('sum', 'int')),
    'field-added',
    'safe',
    { direction: 'receive' },
  ],
  [
    'a new field with a default is safe',
    record(id),
    record(id, field('sum', ['null', 'int'], { default: null })),
    'field-with-default-added',
    'safe',
  ],
  [
    'a default that is none of the type is no default',
    record(id),
    record(id, field('sum', 'int', { default: 'many' })),
    'field-added',
    'breaking',
  ],
  [
    'a field that is gone breaks who receives',
    record(id, field('sum', 'int')),
    record(id),
    'field-removed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a field that is gone is safe when old readers have a default',
    record(id, field('sum', 'int', { default: 0 })),
    record(id),
    'field-with-default-removed',
    'safe',
  ],
  [
    'a renamed field with an alias is safe for who sends',
    record(field('a', 'int')),
    record(field('b', 'int', { aliases: ['a'] })),
    'field-renamed field-removed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a renamed field with an alias breaks who receives',
    record(field('a', 'int')),
    record(field('b', 'int', { aliases: ['a'] })),
    'field-renamed field-removed',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'another order is safe',
    record(id, field('sum', 'int')),
    record(field('sum', 'int'), id),
    'field-order-changed',
    'safe',
  ],
  [
    'another default is safe',
    record(field('sum', 'int', { default: 1 })),
    record(field('sum', 'int', { default: 2 })),
    'default-changed',
    'safe',
  ],
  [
    'other words are safe',
    record(field('sum', 'int', { doc: 'a' })),
    record(field('sum', 'int', { doc: 'b' })),
    'description-changed',
    'safe',
  ],
];

const types: Row[] = [
  [
    'a wider number is safe for who sends',
    typed('int'),
    typed('long'),
    'type-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a wider number breaks who receives',
    typed('int'),
    typed('long'),
    'type-changed',
    'breaking',
    {
      change: {
        message: "The type of 'a' of Order changed from int to long.",
        direction: 'receive',
      },
    },
  ],
  [
    'a narrower number breaks who sends',
    typed('double'),
    typed('float'),
    'type-changed',
    'breaking',
    { direction: 'send' },
  ],
  [
    'texts and bytes read the same',
    typed('string'),
    typed('bytes'),
    'type-promoted',
    'safe',
  ],
  [
    'a record in place of a text breaks',
    typed('string'),
    typed({ type: 'record', name: 'Sum', fields: [] }),
    'type-changed',
    'breaking',
  ],
  [
    'items of another type break',
    typed({ type: 'array', items: 'int' }),
    typed({ type: 'array', items: 'string' }),
    'type-changed',
    'breaking',
    { change: { subject: { operation: 'Order', field: 'a[]' } } },
  ],
  [
    'values of a map of another type break',
    typed({ type: 'map', values: 'int' }),
    typed({ type: 'map', values: 'boolean' }),
    'type-changed',
    'breaking',
  ],
  [
    'another name breaks',
    '{"type":"record","name":"a.Order","fields":[]}',
    '{"type":"record","name":"a.Invoice","fields":[]}',
    'name-changed',
    'breaking',
  ],
  [
    'another namespace is risky',
    '{"type":"record","name":"Order","namespace":"a","fields":[]}',
    '{"type":"record","name":"Order","namespace":"b","fields":[]}',
    'namespace-changed',
    'risky',
  ],
  [
    'another name with an alias is safe for who sends',
    '{"type":"record","name":"Order","fields":[]}',
    '{"type":"record","name":"Invoice","aliases":["Order"],"fields":[]}',
    'renamed-with-alias name-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'another size breaks',
    typed({ type: 'fixed', name: 'Hash', size: 16 }),
    typed({ type: 'fixed', name: 'Hash', size: 32 }),
    'size-changed',
    'breaking',
  ],
  [
    'another unit is risky',
    typed({ type: 'long', logicalType: 'timestamp-millis' }),
    typed({ type: 'long', logicalType: 'timestamp-micros' }),
    'logical-type-changed',
    'risky',
  ],
  [
    'another scale is risky',
    typed({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }),
    typed({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 3 }),
    'logical-type-changed',
    'risky',
  ],
];

const enumsAndUnions: Row[] = [
  [
    'a symbol that is gone breaks who sends it',
    suit(['A', 'B']),
    suit(['A']),
    'symbol-removed',
    'breaking',
    {
      direction: 'send',
      change: {
        counterExample: { value: 'B' },
        subject: { operation: 'Order', field: 'a', values: ['B'] },
      },
    },
  ],
  [
    'a new symbol breaks who receives it',
    suit(['A']),
    suit(['A', 'B']),
    'symbol-added',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a new symbol is safe for who sends',
    suit(['A']),
    suit(['A', 'B']),
    'symbol-added',
    'safe',
    { direction: 'send' },
  ],
  [
    'a symbol that is read as the default is risky',
    suit(['A', 'B'], { default: 'A' }),
    suit(['A'], { default: 'A' }),
    'symbol-replaced-by-default',
    'risky',
    { change: { direction: 'send' } },
  ],
  [
    'another order of symbols is safe',
    suit(['A', 'B']),
    suit(['B', 'A']),
    'symbol-order-changed',
    'safe',
  ],
  [
    'null that is no longer allowed breaks who sends it',
    typed(['null', 'int']),
    typed('int'),
    'branch-removed',
    'breaking',
    {
      change: {
        message: "'a' of Order may no longer be null.",
        counterExample: { value: null },
        direction: 'send',
      },
    },
  ],
  [
    'null that is allowed breaks who receives it',
    typed('int'),
    typed(['null', 'int']),
    'branch-added',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'null that is allowed is safe for who sends',
    typed('int'),
    typed(['null', 'int']),
    'branch-added',
    'safe',
    { direction: 'send' },
  ],
  [
    'another order of types is safe',
    typed(['null', 'int']),
    typed(['int', 'null']),
    'branch-order-changed',
    'safe',
  ],
  [
    'a change inside a type of a union is found',
    typed(['null', { type: 'record', name: 'In', fields: [] }]),
    typed([
      'null',
      { type: 'record', name: 'In', fields: [field('b', 'int')] },
    ]),
    'field-added',
    'breaking',
  ],
  [
    'a union that takes a wider number is safe for who sends',
    typed(['null', 'int']),
    typed(['null', 'long']),
    'branch-added',
    'safe',
    { direction: 'send' },
  ],
];

const files: RulePair[] = [
  {
    title: 'a type that is gone from several files breaks',
    before: {
      'a.avsc': record(id),
      'b.avsc': '{"type":"fixed","name":"H","size":1}',
    },
    after: record(id),
    rules: ['schema-removed'],
    verdict: 'breaking',
  },
  {
    title: 'one more type is safe',
    before: record(id),
    after: {
      'a.avsc': record(id),
      'b.avsc': '{"type":"fixed","name":"H","size":1}',
    },
    rules: ['schema-added'],
    verdict: 'safe',
  },
];

rulePairsSuite(avroFormat, [
  ...[...fields, ...types, ...enumsAndUnions].map(
    ([title, before, after, rules, verdict, more]): RulePair => ({
      ...{ title, before, after, verdict, rules: rules.split(' ') },
      ...more,
    }),
  ),
  ...files,
]);
