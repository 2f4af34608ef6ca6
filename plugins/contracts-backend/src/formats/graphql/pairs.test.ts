import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { graphqlFormat } from './graphqlFormat';

const query = (fields: string) => `type Query { ${fields} }`;

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const types: Row[] = [
  [
    'a type that is gone breaks',
    'type Query { a: Int } type Old { a: Int }',
    'type Query { a: Int }',
    'type-removed',
    'breaking',
    { change: { subject: { operation: 'Old' } } },
  ],
  [
    'a new type is safe',
    query('a: Int'),
    'type Query { a: Int } scalar Money',
    'type-added',
    'safe',
  ],
  [
    'an object that became an interface breaks',
    'type Query { a: A } type A { a: Int }',
    'type Query { a: A } interface A { a: Int }',
    'type-kind-changed',
    'breaking',
    {
      change: {
        message: 'A was a type of kind object and is one of kind interface.',
      },
    },
  ],
  [
    'no more mutations break',
    'schema { query: Q mutation: M } type Q { a: Int } type M { a: Int }',
    'schema { query: Q } type Q { a: Int } type M { a: Int }',
    'root-type-removed',
    'breaking',
  ],
  [
    'another type for queries is safe when it offers the same',
    'schema { query: A } type A { a: Int } type B { a: Int }',
    'schema { query: B } type A { a: Int } type B { a: Int }',
    'root-type-changed',
    'safe',
  ],
  [
    'an interface that is gone breaks who receives',
    'interface N { a: Int } type A implements N { a: Int } type Query { n: N }',
    'interface N { a: Int } type A { a: Int } type Query { n: N }',
    'interface-removed',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'an interface that is gone is safe for who sends',
    'interface N { a: Int } type A implements N { a: Int } type Query { n: N }',
    'interface N { a: Int } type A { a: Int } type Query { n: N }',
    'interface-removed',
    'safe',
    { direction: 'send' },
  ],
  [
    'one more type of an interface is risky',
    'interface N { a: Int } type A { a: Int } type Query { n: N }',
    'interface N { a: Int } type A implements N { a: Int } type Query { n: N }',
    'interface-added',
    'risky',
  ],
  [
    'a member of a union that is gone breaks',
    'union U = A | B type A { a: Int } type B { a: Int }',
    'union U = A type A { a: Int } type B { a: Int }',
    'union-member-removed',
    'breaking',
  ],
  [
    'a new member of a union is risky',
    'union U = A type A { a: Int } type B { a: Int }',
    'union U = B | A type A { a: Int } type B { a: Int }',
    'union-member-added',
    'risky',
    { change: { direction: 'receive' } },
  ],
  [
    'a value that is gone breaks',
    'enum E { A B } type Query { a(e: E): E }',
    'enum E { A } type Query { a(e: E): E }',
    'enum-value-removed',
    'breaking',
    { change: { subject: { operation: 'E', values: ['B'] } } },
  ],
  [
    'a value that is gone is safe for who receives, when it is only sent',
    'enum E { A B } type Query { a(e: E): Int }',
    'enum E { A } type Query { a(e: E): Int }',
    'enum-value-removed',
    'safe',
    { direction: 'receive' },
  ],
  [
    'a new value is risky where it may come',
    'enum E { A } type Query { a: E }',
    'enum E { A B } type Query { a: E }',
    'enum-value-added',
    'risky',
  ],
  [
    'a new value is safe where it is only sent',
    'enum E { A } input I { e: E } type Query { a(i: I): Int }',
    'enum E { A B } input I { e: E } type Query { a(i: I): Int }',
    'enum-value-added',
    'safe',
  ],
  [
    'another form of a scalar is risky',
    'scalar Day @specifiedBy(url: "https://a.example")',
    'scalar Day @specifiedBy(url: "https://b.example")',
    'scalar-specification-changed',
    'risky',
  ],
];

const fields: Row[] = [
  [
    'a field that is gone breaks',
    query('a: Int b: Int'),
    query('a: Int'),
    'field-removed',
    'breaking',
    {
      change: {
        message: 'Query.b was removed.',
        subject: { operation: 'Query.b' },
        direction: 'receive',
      },
    },
  ],
  [
    'a new field is safe',
    query('a: Int'),
    query('a: Int b: Int'),
    'field-added',
    'safe',
  ],
  [
    'null where none was breaks',
    query('a: [Int!]!'),
    query('a: [Int]!'),
    'field-type-changed',
    'breaking',
    { change: { message: 'Query.a changed from [Int!]! to [Int]!.' } },
  ],
  [
    'a list where one was breaks',
    query('a: Int'),
    query('a: [Int]'),
    'field-type-changed',
    'breaking',
  ],
  [
    'no more null is safe',
    query('a: [Int]'),
    query('a: [Int!]!'),
    'field-type-narrowed',
    'safe',
  ],
  [
    'an argument that is gone breaks who sends',
    query('a(b: Int, c: Int): Int'),
    query('a(c: Int): Int'),
    'argument-removed',
    'breaking',
    {
      direction: 'send',
      change: { subject: { operation: 'Query.a', field: 'b' } },
    },
  ],
  [
    'an argument that is gone is safe for who receives',
    query('a(b: Int, c: Int): Int'),
    query('a(c: Int): Int'),
    'argument-removed',
    'safe',
    { direction: 'receive' },
  ],
  [
    'a required argument breaks who leaves it out',
    query('a: Int'),
    query('a(b: Int!): Int'),
    'argument-required-added',
    'breaking',
    {
      change: {
        subject: { operation: 'Query.a', field: 'b', hits: 'who-omits' },
      },
    },
  ],
  [
    'an optional argument is risky at most',
    query('a: Int'),
    query('a(b: Int! = 3): Int'),
    'argument-optional-added',
    'risky',
  ],
  [
    'an argument that became required breaks',
    query('a(b: Int): Int'),
    query('a(b: Int!): Int'),
    'argument-type-changed',
    'breaking',
  ],
  [
    'an argument that became optional is safe',
    query('a(b: [Int!]!): Int'),
    query('a(b: [Int]): Int'),
    'argument-type-widened',
    'safe',
  ],
  [
    'an argument without its default breaks who leaves it out',
    query('a(b: Int! = 1): Int'),
    query('a(b: Int!): Int'),
    'argument-required-added',
    'breaking',
  ],
  [
    'another default is risky',
    query('a(b: [Int] = [1]): Int'),
    query('a(b: [Int] = [2]): Int'),
    'argument-default-changed',
    'risky',
    {
      change: {
        message:
          "The default of the argument 'b' of Query.a changed from [1] to [2].",
      },
    },
  ],
];

const inputs: Row[] = [
  [
    'an input field that is gone breaks',
    'input I { a: Int b: Int }',
    'input I { a: Int }',
    'input-field-removed',
    'breaking',
    { change: { subject: { operation: 'I', field: 'b' } } },
  ],
  [
    'a required input field breaks',
    'input I { a: Int }',
    'input I { a: Int b: Int! }',
    'input-field-required-added',
    'breaking',
  ],
  [
    'a required input field with a default is risky at most',
    'input I { a: Int }',
    'input I { a: Int b: Int! = 1 }',
    'input-field-optional-added',
    'risky',
  ],
  [
    'another type of an input field breaks',
    'input I { a: Int }',
    'input I { a: String }',
    'input-field-type-changed',
    'breaking',
  ],
  [
    'an input field that became optional is safe',
    'input I { a: Int! }',
    'input I { a: Int }',
    'input-field-type-widened',
    'safe',
  ],
  [
    'an input field without its default breaks who leaves it out',
    'input I { a: Int! = 1 }',
    'input I { a: Int! }',
    'input-field-required-added',
    'breaking',
  ],
  [
    'another default of an input field is risky',
    'input I { a: Int = 1 }',
    'input I { a: Int }',
    'input-field-default-changed',
    'risky',
  ],
  [
    'an input of exactly one field breaks',
    'input I { a: Int b: Int }',
    'input I @oneOf { a: Int b: Int }',
    'input-one-of-added',
    'breaking',
  ],
  [
    'an input of any fields is safe',
    'input I @oneOf { a: Int b: Int }',
    'input I { a: Int b: Int }',
    'input-one-of-removed',
    'safe',
  ],
];

const directives: Row[] = [
  [
    'a directive that is gone breaks',
    `directive @d on FIELD ${query('a: Int')}`,
    query('a: Int'),
    'directive-removed',
    'breaking',
  ],
  [
    'a new directive is safe',
    query('a: Int'),
    `directive @d on FIELD ${query('a: Int')}`,
    'directive-added',
    'safe',
  ],
  [
    'a place that is gone breaks, a new one does not',
    `directive @d on FIELD ${query('a: Int')}`,
    `directive @d on QUERY ${query('a: Int')}`,
    'directive-location-removed directive-location-added',
    'breaking',
  ],
  [
    'once instead of often breaks',
    `directive @d repeatable on FIELD ${query('a: Int')}`,
    `directive @d on FIELD ${query('a: Int')}`,
    'directive-repeatable-removed',
    'breaking',
  ],
  [
    'often instead of once is safe',
    `directive @d on FIELD ${query('a: Int')}`,
    `directive @d repeatable on FIELD ${query('a: Int')}`,
    'directive-repeatable-added',
    'safe',
  ],
  [
    'a required argument of a directive breaks',
    `directive @d on FIELD ${query('a: Int')}`,
    `directive @d(a: Int!) on FIELD ${query('a: Int')}`,
    'argument-required-added',
    'breaking',
  ],
  [
    'a directive on another field is risky',
    query('a: Int'),
    query('a: Int @auth(role: "admin")'),
    'directive-usage-changed',
    'risky',
  ],
  [
    'a deprecation is safe',
    query('a: Int'),
    query('a: Int @deprecated(reason: "Use b.")'),
    'deprecation-changed',
    'safe',
    { change: { message: 'Query.a is deprecated: Use b.' } },
  ],
  [
    'other words are safe',
    query('"one" a: Int'),
    query('"two" a: Int'),
    'description-changed',
    'safe',
  ],
];

rulePairsSuite(
  graphqlFormat,
  [...types, ...fields, ...inputs, ...directives].map(
    ([title, before, after, rules, verdict, more]) => ({
      ...{ title, before, after, verdict, rules: rules.split(' ') },
      ...more,
    }),
  ),
);
