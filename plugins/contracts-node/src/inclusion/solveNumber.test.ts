import { describeSolver, solveSchema } from './__testUtils__/solving';

const number = (own: object) => ({ type: 'number', ...own });
const integer = (own: object) => ({ type: 'integer', ...own });

describeSolver('solveNumber', {
  solved: [
    ['any number', number({})],
    ['any integer', integer({})],
    ['a minimum', number({ minimum: 5 })],
    ['a negative maximum', number({ maximum: -5 })],
    ['an exclusive minimum', number({ exclusiveMinimum: 5 })],
    ['an exclusive maximum', number({ exclusiveMaximum: 0 })],
    ['a point', number({ minimum: 3, maximum: 3 })],
    [
      'a narrow range',
      number({ exclusiveMinimum: 0, exclusiveMaximum: 0.001 }),
    ],
    ['an integer in a range', integer({ minimum: 1.5, maximum: 2.5 })],
    ['an integer at its bound', integer({ minimum: 7, maximum: 7 })],
    ['multiples', number({ multipleOf: 7, minimum: 1 })],
    [
      'multiples of a fraction',
      number({ multipleOf: 0.1, exclusiveMinimum: 0.2, maximum: 0.3 }),
    ],
    [
      'multiples of two numbers',
      integer({ allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1 }),
    ],
    ['multiples below zero', integer({ multipleOf: 5, maximum: -1 })],
    ['no multiple', integer({ not: { multipleOf: 2 } })],
    [
      'no multiple of several',
      integer({
        allOf: [{ not: { multipleOf: 2 } }, { not: { multipleOf: 3 } }],
        minimum: 2,
      }),
    ],
    ['a number that is no integer', number({ not: { type: 'integer' } })],
    [
      'a number outside of a range',
      number({ not: { minimum: 0, maximum: 10 } }),
    ],
    ['a number above a range', number({ not: { maximum: 10 } })],
    [
      'all but some values',
      integer({ minimum: 1, maximum: 3, not: { enum: [1, 2] } }),
    ],
    [
      'zero where it is left',
      integer({ minimum: -1, maximum: 1, not: { enum: [-1, 1] } }),
    ],
    ['a large number', integer({ minimum: 1e15 })],
    [
      'the bounds of 32 bits',
      integer({ format: 'int32', minimum: 2 ** 31 - 1 }),
    ],
    ['a value of a list', { enum: [1, 2, 3], minimum: 3 }],
    [
      'one of two ranges',
      number({ anyOf: [{ maximum: -10 }, { minimum: 10 }] }),
    ],
    [
      'exactly one of two ranges',
      integer({ oneOf: [{ maximum: 5 }, { minimum: 3 }] }),
    ],
  ],
  unsolvable: [
    ['a range that is turned around', number({ minimum: 5, maximum: 4 })],
    ['a point that is left out', number({ minimum: 5, exclusiveMaximum: 5 })],
    [
      'a point that is left out on both sides',
      number({ exclusiveMinimum: 5, exclusiveMaximum: 5 }),
    ],
    ['no integer in a range', integer({ minimum: 1.2, maximum: 1.8 })],
    [
      'no integer between two',
      integer({ exclusiveMinimum: 1, exclusiveMaximum: 2 }),
    ],
    [
      'no multiple in a range',
      number({ multipleOf: 10, minimum: 1, maximum: 9 }),
    ],
    [
      'no common multiple in a range',
      integer({
        allOf: [{ multipleOf: 4 }, { multipleOf: 6 }],
        minimum: 1,
        maximum: 11,
      }),
    ],
    [
      'multiples that are none',
      integer({ multipleOf: 6, not: { multipleOf: 3 } }),
    ],
    ['an integer that is no integer', integer({ not: { type: 'number' } })],
    [
      'a range without all that is in it',
      integer({ minimum: 1, maximum: 2, not: { enum: [1, 2] } }),
    ],
    [
      'more than 32 bits in 32 bits',
      integer({ format: 'int32', minimum: 2 ** 31 }),
    ],
    ['a list without a value that fits', { enum: [1, 2], minimum: 3 }],
    ['a text that is a number', { type: 'number', enum: ['1'] }],
  ],
});

describe('a number that is found', () => {
  it('is as plain as it can be', () => {
    expect(solveSchema(number({}))).toEqual({ status: 'value', value: 0 });
    expect(solveSchema(number({ minimum: 5 }))).toEqual({
      status: 'value',
      value: 5,
    });
  });
});
