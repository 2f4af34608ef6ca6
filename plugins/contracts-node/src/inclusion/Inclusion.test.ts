import { decideInclusion } from './Inclusion';
import type { SchemaDraft } from './dialect';

function decide(inner: unknown, outer: unknown, draft?: SchemaDraft) {
  return decideInclusion(
    { document: inner, draft },
    { document: outer, draft },
  );
}

const list = (items: unknown) => ({
  $ref: '#/$defs/list',
  $defs: {
    list: {
      type: 'object',
      properties: { value: items, next: { $ref: '#/$defs/list' } },
    },
  },
});

const pairs: [string, unknown, unknown][] = [
  ['a type in a larger one', { type: 'integer' }, { type: 'number' }],
  ['values of a type', { enum: ['a', 1] }, { type: ['string', 'number'] }],
  [
    'a range in a larger one',
    { type: 'number', minimum: 2, maximum: 3 },
    { minimum: 1, exclusiveMaximum: 4 },
  ],
  [
    'multiples of multiples',
    { type: 'number', multipleOf: 6 },
    { multipleOf: 3 },
  ],
  [
    'decimal multiples',
    { type: 'number', multipleOf: 0.2 },
    { multipleOf: 0.1 },
  ],
  [
    'alternatives that cover a range',
    { type: 'number' },
    { anyOf: [{ minimum: 5 }, { maximum: 6 }] },
  ],
  ['shorter texts', { type: 'string', maxLength: 3 }, { maxLength: 4 }],
  [
    'a pattern in a larger one',
    { type: 'string', pattern: '^[a-c]{2}$' },
    { pattern: '^[a-z]+$' },
  ],
  [
    'a pattern that bounds the length',
    { type: 'string', pattern: '^a{2,3}$' },
    { minLength: 2, maxLength: 3 },
  ],
  [
    'items by place',
    { type: 'array', prefixItems: [{ const: 1 }], items: false },
    { items: { type: 'integer' }, maxItems: 1 },
  ],
  [
    'what is contained',
    { type: 'array', contains: { const: 1 } },
    { minItems: 1 },
  ],
  [
    'different items',
    { type: 'array', uniqueItems: true, items: { enum: [1, 2] } },
    { maxItems: 2 },
  ],
  [
    'required properties',
    { type: 'object', required: ['a', 'b'] },
    { required: ['a'], minProperties: 2 },
  ],
  [
    'closed objects',
    { type: 'object', properties: { a: true }, additionalProperties: false },
    { maxProperties: 1, propertyNames: { const: 'a' } },
  ],
  [
    'names by pattern',
    { type: 'object', patternProperties: { '^a': { const: 1 } } },
    { properties: { ab: { type: 'number' } } },
  ],
  [
    'names that are all alike',
    { type: 'object', propertyNames: { pattern: '^x' } },
    { patternProperties: { '^[^x]': false } },
  ],
  [
    'dependencies',
    { type: 'object', required: ['a', 'b'] },
    { dependentRequired: { a: ['b'] } },
  ],
  [
    'conditions',
    { type: 'object', required: ['b'] },
    { if: { required: ['a'] }, then: { required: ['b'] } },
  ],
  [
    'exactly one of separate types',
    { type: ['string', 'number'] },
    { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
  ],
  ['recursion', list({ type: 'integer' }), list({ type: 'number' })],
  [
    'what accepts nothing',
    { allOf: [{ type: 'string' }, { type: 'number' }] },
    false,
  ],
  [
    'a list without an end',
    {
      $ref: '#/$defs/a',
      $defs: {
        a: {
          type: 'object',
          required: ['a'],
          properties: { a: { $ref: '#/$defs/a' } },
        },
      },
    },
    false,
  ],
  [
    'properties evaluated elsewhere',
    {
      type: 'object',
      allOf: [{ properties: { a: true } }],
      unevaluatedProperties: false,
    },
    { maxProperties: 1 },
  ],
  [
    'the same remote reference',
    { $ref: 'https://example.org/a.json', title: 'a' },
    { $ref: 'https://example.org/a.json' },
  ],
];

describe('decideInclusion', () => {
  it.each(pairs)('sees that %s are included', (_title, inner, outer) => {
    expect(decide(inner, outer, '2020-12')).toEqual({ status: 'included' });
  });

  it.each(pairs.filter(([, inner]) => inner !== false).slice(0, 20))(
    'has a value against the reverse: %s',
    (_title, inner, outer) => {
      expect(decide(outer, inner, '2020-12').status).toBe('not-included');
    },
  );

  it.each<[string, unknown, unknown, unknown]>([
    ['a removed value', { enum: ['a', 'b'] }, { enum: ['a'] }, 'b'],
    ['a required property', { type: 'object' }, { required: ['a'] }, {}],
    ['a tighter bound', { const: 3 }, { maximum: 2 }, 3],
    [
      'a closed array',
      { type: 'array', maxItems: 1, items: { const: 0 } },
      { maxItems: 0 },
      [0],
    ],
    ['twins', { const: [1, 1] }, { uniqueItems: true }, [1, 1]],
  ])('shows %s', (_title, inner, outer, counterExample) => {
    expect(decide(inner, outer)).toEqual({
      status: 'not-included',
      counterExample,
    });
  });

  it('finds texts that one pattern has and the other has not', () => {
    const answer = decide(
      { type: 'string', pattern: '^[a-z]+$' },
      { pattern: '^[a-y]+$' },
    );

    expect(answer).toEqual({ status: 'not-included', counterExample: 'z' });
  });

  it('finds a format that texts of another format have not', () => {
    const answer = decide(
      { type: 'string', format: 'date-time' },
      { format: 'date' },
    );

    expect(answer).toMatchObject({ status: 'not-included' });
  });

  it('reads the booleans of draft 4', () => {
    const strict = { type: 'number', minimum: 1, exclusiveMinimum: true };

    expect(decide({ type: 'number', minimum: 1 }, strict)).toEqual({
      status: 'not-included',
      counterExample: 1,
    });
    expect(decide(strict, { ...strict, exclusiveMinimum: false })).toEqual({
      status: 'included',
    });
  });

  it('accepts null where nullable says so', () => {
    const text = { type: 'string' };

    expect(decide({ ...text, nullable: true }, text)).toEqual({
      status: 'not-included',
      counterExample: null,
    });
  });

  it('does not look beside a reference before 2019-09', () => {
    const document = {
      $ref: '#/definitions/a',
      type: 'string',
      definitions: { a: { type: 'number' } },
    };

    expect(decide(document, { type: 'number' }, 'draft-07')).toEqual({
      status: 'included',
    });
    expect(decide({ type: 'number' }, false, 'draft-07').status).toBe(
      'not-included',
    );
  });

  it('compares one place of a document', () => {
    const document = { properties: { a: { type: 'integer' } } };

    expect(
      decideInclusion(
        { document: { type: 'number' } },
        { document, pointer: '/properties/a' },
      ),
    ).toMatchObject({ status: 'not-included' });
  });
});

describe('what cannot be decided', () => {
  it.each<[string, unknown, unknown, string]>([
    [
      'fetches nothing',
      { $ref: 'http://127.0.0.1:1/a.json' },
      { type: 'string' },
      'is not fetched',
    ],
    [
      'does not guess about look-around',
      { type: 'string', pattern: '^(?=.*a)b' },
      { pattern: '^c' },
      'cannot be decided',
    ],
    [
      'does not guess about formats',
      { type: 'string', format: 'email' },
      { pattern: '@' },
      'format',
    ],
    [
      'refuses what is no schema',
      { properties: { a: 5 } },
      {},
      'A schema is an object or a boolean, not 5.',
    ],
    [
      'refuses what is no type',
      { type: 'text' },
      {},
      "There is no type 'text'",
    ],
  ])('%s', (_title, inner, outer, why) => {
    expect(decide(inner, outer)).toEqual({
      status: 'cannot-decide',
      why: expect.stringContaining(why),
    });
  });

  it('does not fill the memory because a count is large', () => {
    const answer = decideInclusion(
      {
        document: { type: 'array', contains: {}, minContains: 1e9 },
        draft: '2020-12',
      },
      { document: { type: 'array', maxItems: 1e8 }, draft: '2020-12' },
    );

    expect(answer).toEqual({
      status: 'cannot-decide',
      why: 'only very long arrays could differ',
    });
  });

  it('ends at its number of steps', () => {
    const answer = decideInclusion(
      { document: list({ type: 'integer' }) },
      { document: list({ type: 'string' }) },
      { steps: 3 },
    );

    expect(answer).toEqual({
      status: 'cannot-decide',
      why: 'the search ended after 3 steps',
    });
  });

  it('ends in time where the search explodes', () => {
    const many = Array.from({ length: 40 }, (_none, index) => ({
      anyOf: [
        { required: [`a${index}`] },
        { required: [`b${index}`] },
        { minProperties: index },
      ],
    }));
    const from = performance.now();
    decideInclusion(
      { document: { type: 'object', allOf: many, maxProperties: 20 } },
      { document: { maxProperties: 19 } },
      { milliseconds: 200 },
    );

    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it('ends when it is told to', () => {
    const answer = decideInclusion(
      { document: { type: 'string' } },
      { document: { type: 'number' } },
      { signal: AbortSignal.abort() },
    );

    expect(answer).toMatchObject({ why: 'the search was ended from outside' });
  });

  it('never runs a pattern that explodes', () => {
    const from = performance.now();
    const answer = decide(
      { const: `${'a'.repeat(50)}!` },
      { pattern: '^(a+)+$' },
    );

    expect(answer).toMatchObject({ status: 'not-included' });
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it('does not fall over a document that is nested without end', () => {
    let document: unknown = {};
    for (let depth = 0; depth < 20_000; depth++) {
      document = { not: document };
    }

    expect(decide(document, { type: 'string' })).toEqual({
      status: 'cannot-decide',
      why: 'the schema is nested too deeply',
    });
  });
});
