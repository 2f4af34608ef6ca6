import { describeSolver, solveSchema } from './__testUtils__/solving';

const object = (own: object) => ({ type: 'object', ...own });
const whole = { type: 'integer' };
const text = { type: 'string' };

describeSolver('solveObject', {
  solved: [
    ['any object', object({})],
    ['a property that is needed', object({ required: ['a'] })],
    [
      'a property of a type that is needed',
      object({ properties: { a: whole }, required: ['a'] }),
    ],
    [
      'several that are needed',
      object({ properties: { a: whole, b: text }, required: ['a', 'b', 'c'] }),
    ],
    [
      'a closed object',
      object({
        properties: { a: whole },
        additionalProperties: false,
        required: ['a'],
      }),
    ],
    [
      'others of a type',
      object({ additionalProperties: whole, minProperties: 2 }),
    ],
    [
      'names by pattern',
      object({ patternProperties: { '^x': whole }, required: ['xa'] }),
    ],
    [
      'a name that two patterns have',
      object({
        patternProperties: { '^x': whole, y$: { minimum: 5 } },
        required: ['xy'],
      }),
    ],
    [
      'names that are limited',
      object({ propertyNames: { pattern: '^[ab]$' }, minProperties: 2 }),
    ],
    ['some properties', object({ minProperties: 3 })],
    ['no properties', object({ maxProperties: 0 })],
    [
      'one property of those named',
      object({
        properties: { a: whole },
        additionalProperties: false,
        minProperties: 1,
      }),
    ],
    ['one that is not there', object({ not: { required: ['a'] } })],
    [
      'one that is there and not another',
      object({ required: ['a'], not: { required: ['b'] } }),
    ],
    ['one of another type', object({ not: { properties: { a: whole } } })],
    [
      'another one beside those',
      object({
        properties: { a: whole },
        not: { additionalProperties: false },
      }),
    ],
    [
      'others that do not fit',
      object({ not: { additionalProperties: whole } }),
    ],
    [
      'names that do not fit',
      object({ not: { propertyNames: { maxLength: 2 } } }),
    ],
    ['more than so many', object({ not: { maxProperties: 1 } })],
    ['fewer than so many', object({ not: { minProperties: 1 } })],
    [
      'one that needs another',
      object({ dependentRequired: { a: ['b'] }, required: ['a'] }),
    ],
    [
      'one that breaks a need',
      object({ not: { dependentRequired: { a: ['b'] } } }),
    ],
    [
      'a schema that another one brings',
      object({
        dependentSchemas: { a: { properties: { b: whole }, required: ['b'] } },
        required: ['a'],
      }),
    ],
    [
      'a condition that holds',
      object({
        if: { required: ['a'] },
        then: { required: ['b'] },
        required: ['a'],
      }),
    ],
    [
      'a condition that does not hold',
      object({ if: { required: ['a'] }, else: { required: ['b'] } }),
    ],
    [
      'no others are left',
      object({
        allOf: [{ properties: { a: whole } }],
        unevaluatedProperties: false,
        required: ['a'],
      }),
    ],
    [
      'a tree that ends',
      {
        $ref: '#/$defs/tree',
        $defs: {
          tree: object({ properties: { next: { $ref: '#/$defs/tree' } } }),
        },
      },
    ],
    [
      'a tree of one level',
      {
        $defs: {
          tree: object({ properties: { next: { $ref: '#/$defs/tree' } } }),
        },
        $ref: '#/$defs/tree',
        required: ['next'],
      },
    ],
    [
      'all but some values',
      object({
        maxProperties: 1,
        propertyNames: { const: 'a' },
        additionalProperties: { const: 1 },
        not: { enum: [{}] },
      }),
    ],
    ['a value of a list', { enum: [{ a: 1 }, { b: 'x' }], required: ['b'] }],
    [
      'names with odd characters',
      object({ required: ['a/b', 'c~d', 'e"f', ''] }),
    ],
    [
      'a name that objects have anyway',
      object({ required: ['constructor'], properties: { constructor: whole } }),
    ],
  ],
  unsolvable: [
    [
      'counts that are turned around',
      object({ minProperties: 2, maxProperties: 1 }),
    ],
    [
      'more needed than allowed',
      object({ required: ['a', 'b'], maxProperties: 1 }),
    ],
    [
      'one that is needed and refused',
      object({ required: ['a'], properties: { a: false } }),
    ],
    [
      'one that is needed and not listed',
      object({ required: ['a'], additionalProperties: false }),
    ],
    [
      'one that is there and not there',
      object({ required: ['a'], not: { required: ['a'] } }),
    ],
    [
      'two types at once',
      object({
        required: ['a'],
        allOf: [{ properties: { a: text } }, { properties: { a: whole } }],
      }),
    ],
    [
      'a name that a pattern refuses',
      object({ required: ['ax'], patternProperties: { '^a': false } }),
    ],
    [
      'names that are too long',
      object({ required: ['abc'], propertyNames: { maxLength: 2 } }),
    ],
    [
      'more names than there are',
      object({ propertyNames: { enum: ['a', 'b'] }, minProperties: 3 }),
    ],
    [
      'more than a closed object has',
      object({
        properties: { a: true },
        additionalProperties: false,
        minProperties: 2,
      }),
    ],
    [
      'a need that cannot be met',
      object({
        dependentRequired: { a: ['b'] },
        required: ['a'],
        properties: { b: false },
      }),
    ],
    [
      'a condition that refuses both',
      object({ if: { required: ['a'] }, then: false, else: false }),
    ],
    [
      'a tree without an end',
      {
        $ref: '#/$defs/tree',
        $defs: {
          tree: object({
            properties: { next: { $ref: '#/$defs/tree' } },
            required: ['next'],
          }),
        },
      },
    ],
    [
      'two trees that need each other',
      {
        $ref: '#/$defs/a',
        $defs: {
          a: object({
            properties: { b: { $ref: '#/$defs/b' } },
            required: ['b'],
          }),
          b: object({
            properties: { a: { $ref: '#/$defs/a' } },
            required: ['a'],
          }),
        },
      },
    ],
    ['an object that is no object', object({ not: { type: 'object' } })],
    [
      'others where none are left',
      object({
        properties: { a: true },
        unevaluatedProperties: false,
        required: ['b'],
      }),
    ],
  ],
});

describe('an object that is found', () => {
  it('has no more than it needs', () => {
    expect(solveSchema(object({ properties: { a: whole } }))).toEqual({
      status: 'value',
      value: {},
    });
    expect(
      solveSchema(object({ properties: { a: whole }, required: ['a'] })),
    ).toEqual({ status: 'value', value: { a: 0 } });
  });

  it('is not looked for where it would be very large', () => {
    expect(solveSchema(object({ minProperties: 1e6 }))).toMatchObject({
      status: 'unknown',
      why: 'only very large objects could differ',
    });
  });

  it('is not claimed where a name has a pattern that cannot be decided', () => {
    expect(
      solveSchema(
        object({
          patternProperties: { '^(?=a)b': whole },
          not: { additionalProperties: false },
        }),
      ).status,
    ).not.toBe('none');
  });
});
