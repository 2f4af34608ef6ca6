import { describeSolver, solveSchema } from './__testUtils__/solving';

const array = (own: object) => ({ type: 'array', ...own });
const whole = { type: 'integer' };
const text = { type: 'string' };

describeSolver('solveArray', {
  solved: [
    ['any array', array({})],
    ['some items', array({ minItems: 3 })],
    ['no items', array({ maxItems: 0 })],
    ['one length', array({ minItems: 2, maxItems: 2, items: whole })],
    ['items of a type', array({ items: text, minItems: 1 })],
    ['items of a list', array({ items: { enum: ['a'] }, minItems: 2 })],
    ['items by place', array({ prefixItems: [text, whole], minItems: 2 })],
    [
      'items by place and no others',
      array({ prefixItems: [text], items: false }),
    ],
    [
      'others after those by place',
      array({ prefixItems: [text], items: whole, minItems: 3 }),
    ],
    [
      'items that differ',
      array({ uniqueItems: true, minItems: 3, items: { enum: [1, 2, 3] } }),
    ],
    [
      'items that differ and are objects',
      array({ uniqueItems: true, minItems: 2, items: { type: 'object' } }),
    ],
    [
      'items that differ and are texts',
      array({ uniqueItems: true, minItems: 3, items: text }),
    ],
    ['two that are alike', array({ not: { uniqueItems: true } })],
    [
      'two that are alike of one length',
      array({ not: { uniqueItems: true }, maxItems: 2, items: whole }),
    ],
    ['one that is contained', array({ contains: { const: 5 } })],
    [
      'one of a type that is contained',
      array({ items: { type: ['integer', 'string'] }, contains: text }),
    ],
    ['several that are contained', array({ contains: whole, minContains: 3 })],
    [
      'at most some that are contained',
      array({ contains: whole, minContains: 0, maxContains: 1, minItems: 3 }),
    ],
    [
      'two things that are contained',
      array({
        allOf: [{ contains: { const: 1 } }, { contains: { const: 2 } }],
      }),
    ],
    [
      'none that is contained',
      array({ not: { contains: whole }, minItems: 1 }),
    ],
    ['one item that does not fit', array({ not: { items: whole } })],
    ['one by place that does not fit', array({ not: { prefixItems: [text] } })],
    ['more than so many', array({ not: { maxItems: 2 } })],
    ['fewer than so many', array({ not: { minItems: 2 } })],
    [
      'arrays of arrays',
      array({ minItems: 1, items: array({ minItems: 1, items: whole }) }),
    ],
    [
      'no others are left',
      array({ prefixItems: [text], unevaluatedItems: false, minItems: 1 }),
    ],
    [
      'all but some values',
      array({ maxItems: 1, items: { enum: [1] }, not: { enum: [[]] } }),
    ],
    ['a value of a list', { enum: [[1], ['a']], items: text }],
    [
      'a list that holds itself',
      {
        $ref: '#/$defs/list',
        $defs: {
          list: array({ items: { $ref: '#/$defs/list' }, minItems: 0 }),
        },
      },
    ],
  ],
  unsolvable: [
    ['lengths that are turned around', array({ minItems: 3, maxItems: 2 })],
    ['items that nothing fits', array({ items: false, minItems: 1 })],
    ['a place that nothing fits', array({ prefixItems: [false], minItems: 1 })],
    [
      'others where none may be',
      array({ prefixItems: [text], items: false, minItems: 2 }),
    ],
    [
      'more that differ than there are',
      array({ uniqueItems: true, items: { enum: [1, 2] }, minItems: 3 }),
    ],
    [
      'two booleans, and a third that differs',
      array({ uniqueItems: true, items: { type: 'boolean' }, minItems: 3 }),
    ],
    [
      'alike in an array of one',
      array({ not: { uniqueItems: true }, maxItems: 1 }),
    ],
    ['what is contained in nothing', array({ contains: true, maxItems: 0 })],
    ['what is contained and refused', array({ contains: text, items: whole })],
    [
      'three of two that are contained',
      array({ contains: whole, minContains: 3, maxItems: 2 }),
    ],
    [
      'two things contained in one',
      array({
        maxItems: 1,
        allOf: [{ contains: { const: 1 } }, { contains: { const: 2 } }],
      }),
    ],
    [
      'an array without an end',
      {
        $ref: '#/$defs/list',
        $defs: {
          list: array({ items: { $ref: '#/$defs/list' }, minItems: 1 }),
        },
      },
    ],
    ['an array that is no array', array({ not: { type: 'array' } })],
    [
      'a list without an array that fits',
      { enum: [[1], ['a']], type: 'array', minItems: 2 },
    ],
  ],
});

describe('an array that is found', () => {
  it('is as short as it can be', () => {
    expect(solveSchema(array({}))).toEqual({ status: 'value', value: [] });
    expect(solveSchema(array({ items: whole, minItems: 2 }))).toEqual({
      status: 'value',
      value: [0, 0],
    });
  });

  it('is not looked for where it would be very long', () => {
    expect(solveSchema(array({ minItems: 1e9 })).status).toBe('unknown');
    expect(
      solveSchema(array({ contains: whole, minContains: 1e9 })).status,
    ).toBe('unknown');
  });

  it('is not claimed to be none where choosing one by one may have missed it', () => {
    expect(
      solveSchema(
        array({ items: whole, contains: whole, maxContains: 1, minItems: 2 }),
      ),
    ).toMatchObject({
      status: 'unknown',
      why: 'no array was found that fits',
    });
  });
});
