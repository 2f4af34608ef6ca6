import { describeSolver, isValid, solveSchema } from './__testUtils__/solving';

const text = { type: 'string' };
const whole = { type: 'integer' };

describeSolver('Solver', {
  solved: [
    ['anything', true],
    ['an empty schema', {}],
    ['null', { type: 'null' }],
    ['a boolean', { type: 'boolean' }],
    ['true only', { type: 'boolean', not: { const: false } }],
    [
      'one of several types',
      { type: ['object', 'null'], not: { type: 'null' } },
    ],
    [
      'a type that is not the first',
      { not: { type: ['null', 'boolean', 'string', 'number'] } },
    ],
    [
      'a choice of which the last fits',
      { anyOf: [false, { allOf: [text, whole] }, { const: 5 }] },
    ],
    [
      'two choices at once',
      {
        allOf: [
          { anyOf: [{ minimum: 5 }, { maximum: 1 }] },
          { anyOf: [{ maximum: 6 }, { minimum: 9 }] },
        ],
        type: 'integer',
      },
    ],
    [
      'exactly one of three',
      {
        oneOf: [{ minimum: 1 }, { minimum: 2 }, { minimum: 3 }],
        type: 'integer',
      },
    ],
    [
      'the one that two choices share',
      { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] },
    ],
    ['what is not one of two', { not: { anyOf: [text, whole] } }],
    [
      'what is not both',
      { not: { allOf: [text, { minLength: 1 }] }, type: 'string' },
    ],
    [
      'a condition on types',
      {
        if: text,
        then: { minLength: 3 },
        else: { type: 'integer', minimum: 7 },
      },
    ],
    [
      'what a condition leaves',
      {
        if: { minimum: 5 },
        then: { multipleOf: 7 },
        type: 'integer',
        minimum: 5,
      },
    ],
    [
      'a value of a list by its type',
      { enum: [null, 'a', 1, [], {}], type: 'array' },
    ],
    [
      'a value of a list that is not another one',
      { enum: ['a', 'b'], not: { const: 'a' } },
    ],
    [
      'a reference to a choice',
      {
        $ref: '#/$defs/c',
        $defs: { c: { anyOf: [{ $ref: '#/$defs/t' }, false] }, t: text },
      },
    ],
    [
      'an expression that ends',
      {
        $ref: '#/$defs/e',
        $defs: {
          e: {
            oneOf: [
              whole,
              {
                type: 'object',
                properties: {
                  left: { $ref: '#/$defs/e' },
                  right: { $ref: '#/$defs/e' },
                },
                required: ['left', 'right'],
              },
            ],
          },
        },
      },
    ],
    [
      'an expression of one level at least',
      {
        type: 'object',
        required: ['left'],
        properties: { left: { $ref: '#/$defs/e' } },
        $defs: {
          e: {
            oneOf: [
              whole,
              {
                type: 'object',
                properties: { left: { $ref: '#/$defs/e' } },
                required: ['left'],
              },
            ],
          },
        },
      },
    ],
    [
      'a large list',
      { enum: Array.from({ length: 500 }, (_none, at) => at), minimum: 499 },
    ],
    [
      'many choices',
      {
        anyOf: Array.from({ length: 200 }, (_none, at) => ({ const: at })),
        minimum: 199,
      },
    ],
  ],
  unsolvable: [
    ['nothing', false],
    ['not anything', { not: {} }],
    ['no type', { type: ['string'], not: { type: ['string', 'null'] } }],
    ['all and none', { allOf: [text, { not: text }] }],
    ['a choice of nothing', { anyOf: [false, { allOf: [text, whole] }] }],
    ['two booleans less', { type: 'boolean', not: { enum: [true, false] } }],
    ['null and not null', { type: 'null', not: { const: null } }],
    [
      'lists without a common value',
      { allOf: [{ enum: [1, 2] }, { enum: [3] }] },
    ],
    [
      'exactly one of two that are the same',
      { oneOf: [text, text], type: 'string' },
    ],
    [
      'choices that refuse each other',
      {
        allOf: [
          { anyOf: [{ const: 1 }, { const: 2 }] },
          { anyOf: [{ const: 3 }, { const: 4 }] },
        ],
      },
    ],
    ['a condition and its opposite', { if: text, then: whole, else: text }],
    [
      'a reference to nothing that fits',
      { $ref: '#/$defs/a', $defs: { a: { allOf: [text, whole] } } },
    ],
    [
      'an expression without an end',
      {
        $ref: '#/$defs/e',
        $defs: {
          e: {
            type: 'object',
            properties: { left: { $ref: '#/$defs/e' } },
            required: ['left'],
          },
        },
      },
    ],
    [
      'two that need each other in lists',
      {
        $ref: '#/$defs/a',
        $defs: {
          a: { type: 'array', minItems: 1, items: { $ref: '#/$defs/b' } },
          b: { type: 'array', minItems: 1, items: { $ref: '#/$defs/a' } },
        },
      },
    ],
  ],
});

describe('what cannot be told', () => {
  it('is said with its reason, and with a guess', () => {
    expect(
      solveSchema({ type: 'integer', $ref: 'https://example.org/a' }),
    ).toMatchObject({
      status: 'unknown',
      why: "'https://example.org/a' leads out of the document, and is not fetched",
      guess: { value: 0 },
    });
  });

  it('does not matter where something else can be found', () => {
    expect(
      solveSchema({ anyOf: [{ $ref: 'https://example.org/a' }, { const: 1 }] }),
    ).toEqual({ status: 'value', value: 1 });
  });

  it('does not matter where nothing fits anyhow', () => {
    expect(
      solveSchema({
        allOf: [{ $ref: 'https://example.org/a' }, text, whole],
      }),
    ).toEqual({ status: 'none' });
  });

  it('is told of a value of a list as well', () => {
    expect(solveSchema({ enum: ['a'], format: 'iban' })).toMatchObject({
      status: 'unknown',
      why: 'it cannot be told whether "a" is accepted',
    });
  });
});

describe('a value that is found', () => {
  it('is the same each time', () => {
    const schema = {
      type: 'object',
      properties: { a: text, b: { anyOf: [whole, text] } },
      required: ['a', 'b'],
    };

    expect(solveSchema(schema)).toEqual(solveSchema(schema));
  });

  it('is found in a schema of many properties', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 300 }, (_none, at) => [`p${at}`, whole]),
    );
    const schema = {
      ...{ type: 'object', properties, additionalProperties: false },
      required: Object.keys(properties),
    };
    const solution = solveSchema(schema);

    expect(solution.status).toBe('value');
    expect(isValid(schema, (solution as { value: unknown }).value)).toBe(true);
  });
});
