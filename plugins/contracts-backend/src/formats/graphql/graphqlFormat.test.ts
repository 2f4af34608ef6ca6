import {
  compareRow,
  contractFormatSuite,
  describeWithCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  introspectionFromSchema,
} from 'graphql';
import { changesBetween } from '../../formatSupport/rulePairs';
import { graphqlFormat } from './graphqlFormat';

const schema = `
  type Query { payment(id: ID!): Payment }
  type Payment { id: ID! amount: Int currency: String }
`;

contractFormatSuite(graphqlFormat, {
  document: schema,
  breaking: schema.replace('currency: String', ''),
  compatible: schema.replace('amount: Int', 'amount: Int paidAt: String'),
  invalid: 'openapi: 3.1.0',
});

describeWithCorpus('graphql-inspector', rows => {
  it('is judged as expected on the firm rows', async () => {
    const firm = rows.filter(row => row.firm);
    const score = await scoreRows(graphqlFormat, firm);

    expect(score.rows).toBeGreaterThan(50);
    expect({ missed: score.missed, noise: score.noise }).toEqual({
      ...{ missed: [], noise: [] },
    });
    expect(score.right / score.rows).toBeGreaterThanOrEqual(0.97);
  });

  it('agrees with the finders of graphql-js about what breaks', async () => {
    for (const row of rows) {
      const [old, young] = [row.old, row.new].map(text =>
        buildSchema(String(text), { assumeValid: true, assumeValidSDL: true }),
      );
      if (!findBreakingChanges(old, young).length) continue;
      expect((await compareRow(graphqlFormat, row)).verdict).toBe('breaking');
    }
  });

  it('calls nothing safe that graphql-js calls dangerous', async () => {
    for (const row of rows) {
      const [old, young] = [row.old, row.new].map(text =>
        buildSchema(String(text), { assumeValid: true, assumeValidSDL: true }),
      );
      if (!findDangerousChanges(old, young).length) continue;
      expect((await compareRow(graphqlFormat, row)).verdict).not.toBe('safe');
    }
  });

  it('says something when swapped, and nothing between equal documents', async () => {
    for (const row of rows) {
      const swapped = await compareRow(graphqlFormat, row, true);
      expect(swapped.verdict).toMatch(/safe|risky|breaking/);
      const same = { ...row, new: row.old };
      expect((await compareRow(graphqlFormat, same)).changes).toEqual([]);
    }
  });
});

describe('reading GraphQL', () => {
  it.each([
    ['nothing', ' ', 'The document is empty'],
    ['a query', '{ a }', 'it holds a query'],
    ['broken text', 'type Query {', 'Syntax Error'],
    ['a type that nobody declares', 'type Query { a: B }', 'Unknown type: "B"'],
    ['broken JSON', '{"data": ', 'is no GraphQL schema'],
    ['JSON of another kind', '{"openapi": "3.1.0"}', 'is no GraphQL schema'],
    [
      'endless nesting',
      `type Query { a(b: Int = ${'['.repeat(200_000)}): Int }`,
      'nested too deeply',
    ],
  ])('refuses %s in a sentence', (_title, text, message) => {
    expect(() => graphqlFormat.parse(text)).toThrow(message);
    expect(() => graphqlFormat.parse(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('joins the files of a map, and extensions with what they extend', async () => {
    const split = {
      'query.graphql': 'type Query { payment(id: ID!): Payment }',
      'payment.graphql': 'type Payment { id: ID! amount: Int }',
      'more.graphql': 'extend type Payment { currency: String }',
    };
    expect(await changesBetween(graphqlFormat, schema, split)).toEqual([]);
  });

  it('reads the answer to an introspection query as the same schema', async () => {
    const data = introspectionFromSchema(buildSchema(schema));
    for (const answer of [data, { data }]) {
      const text = JSON.stringify(answer);
      expect(await changesBetween(graphqlFormat, schema, text)).toEqual([]);
    }
  });

  it('ends at types that hold each other', async () => {
    const circle = 'type Query { a: A } type A { b: B } type B { a: A }';
    expect(await changesBetween(graphqlFormat, circle, circle)).toEqual([]);
  });

  it('compares 20,000 fields in time', async () => {
    const large = (count: number) =>
      `type Query { a: T0 } ${Array.from(
        { length: count },
        (_none, index) => `type T${index} { a: Int b(c: String): [String!] }`,
      ).join('\n')}`;
    const from = performance.now();
    await changesBetween(graphqlFormat, large(10_000), large(9_999));
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe('what a schema offers', () => {
  it('names fields, inputs, and what is going away with its date', () => {
    const { elements } = graphqlFormat.outline(
      buildSchema(`
        type Query { a: Int @deprecated(reason: "Use b from 2027-01-31 on.") }
        type Mutation { pay(input: Pay): Int }
        input Pay { amount: Int }
        enum E { OLD @deprecated(reason: "Gone soon.") NEW }
      `),
    );

    expect(elements).toEqual(
      expect.arrayContaining([
        {
          ...{ operation: 'Query.a', kind: 'query', deprecated: true },
          advice: 'Use b from 2027-01-31 on.',
          sunset: '2027-01-31',
        },
        { operation: 'Mutation.pay', kind: 'mutation' },
        { operation: 'Pay', field: 'amount', kind: 'input' },
        {
          ...{ operation: 'E', field: 'OLD', kind: 'value', deprecated: true },
          advice: 'Gone soon.',
        },
      ]),
    );
  });
});

describe('what a query uses', () => {
  it('names root fields, the paths below, and what is sent', () => {
    expect(
      graphqlFormat.usesOf?.(`
        query ($id: ID) {
          __typename
          payment(id: $id, filter: { state: OPEN, limit: 3 }) {
            ...Money
            customer { name }
          }
        }
        fragment Money on Payment { amount ... on Payment { currency } }
      `),
    ).toEqual([
      {
        operation: 'Query.payment',
        sends: ['id', 'filter', 'filter.state', 'filter.limit'],
        receives: ['amount', 'currency', 'customer', 'customer.name'],
        values: { 'filter.state': ['OPEN'], 'filter.limit': [3] },
      },
    ]);
  });

  it('ends at fragments that name each other, at the root too', () => {
    expect(
      graphqlFormat.usesOf?.(
        'mutation { ...A } fragment A on Mutation { pay { id ...B } ...A } fragment B on P { a ...B }',
      ),
    ).toEqual([
      { operation: 'Mutation.pay', sends: [], receives: ['id', 'a'] },
    ]);
  });

  it('ends at fragments that double each other', () => {
    const fragments = Array.from(
      { length: 60 },
      (_none, index) =>
        `fragment F${index} on A { a ...F${index + 1} ...F${index + 1} }`,
    );
    expect(
      graphqlFormat.usesOf?.(`{ q { ...F0 ...F0 } } ${fragments.join(' ')}`),
    ).toEqual([{ operation: 'Query.q', sends: [], receives: ['a'] }]);
  });

  it.each([
    ['{ a', 'The statement is no GraphQL query'],
    ['type A { a: Int }', 'it has no operation'],
    ['{ a { '.repeat(9_000), 'is no GraphQL query'],
  ])('refuses %.20s in a sentence', (text, message) => {
    expect(() => graphqlFormat.usesOf?.(text)).toThrow(message);
  });
});
