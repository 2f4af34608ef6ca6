import { Budget } from './Budget';
import { Evaluator, every, lengthOf } from './Evaluator';
import { FormatChecks } from './formats';
import { Formulas } from './Formulas';
import { Normaliser } from './Normaliser';
import { Patterns } from './Patterns';

const evaluator = new Evaluator(new Patterns(), new FormatChecks());

function holds(schema: unknown, value: unknown) {
  const formulas = new Formulas();
  const formula = new Normaliser(
    'schema',
    schema,
    '2020-12',
    formulas,
    new Budget(),
  ).at('');
  return evaluator.holds(formula, value);
}

describe('every', () => {
  it.each([
    [[], true],
    [[true, true], true],
    [[true, undefined], undefined],
    [[undefined, false], false],
    [[false, undefined], false],
  ])('of %j is %j', (answers, all) => {
    expect(every(answers)).toBe(all);
  });
});

describe('lengthOf', () => {
  it('counts characters, not halves of them', () => {
    expect(lengthOf('a😀')).toBe(2);
    expect(lengthOf('')).toBe(0);
  });
});

describe('Evaluator', () => {
  it.each<[string, unknown, unknown]>([
    ['a type', { type: 'string' }, 'a'],
    ['an integer that is written as a fraction', { type: 'integer' }, 2.0],
    ['a keyword of another type', { minimum: 5 }, 'a'],
    ['a bound', { minimum: 5 }, 5],
    ['an exclusive bound', { exclusiveMaximum: 5 }, 4.9],
    ['a multiple of a fraction', { multipleOf: 0.1 }, 0.3],
    ['a length', { minLength: 2, maxLength: 2 }, '😀a'],
    ['a pattern in the middle', { pattern: 'b' }, 'abc'],
    ['a format', { format: 'date' }, '2026-02-28'],
    ['items', { items: { type: 'integer' } }, [1, 2]],
    [
      'items by place',
      { prefixItems: [{ const: 1 }], items: { const: 2 } },
      [1, 2, 2],
    ],
    ['items that differ', { uniqueItems: true }, [1, '1', { a: 1 }]],
    ['what is contained', { contains: { const: 1 } }, [0, 1]],
    ['what is needed', { required: ['a'] }, { a: null }],
    [
      'properties',
      { properties: { a: { type: 'integer' } } },
      { a: 1, b: 'x' },
    ],
    [
      'names by pattern',
      { patternProperties: { '^x': { type: 'integer' } } },
      { xa: 1, a: 'x' },
    ],
    [
      'others',
      { properties: { a: true }, additionalProperties: { type: 'integer' } },
      { a: 'x', b: 1 },
    ],
    ['names', { propertyNames: { maxLength: 2 } }, { ab: 1 }],
    ['counts', { minProperties: 1, maxProperties: 1 }, { a: 1 }],
    ['a list of values', { enum: [{ a: [1] }] }, { a: [1] }],
    ['a negation', { not: { type: 'string' } }, 1],
    ['one of several', { anyOf: [{ type: 'string' }, { minimum: 5 }] }, 6],
    ['exactly one of several', { oneOf: [{ maximum: 5 }, { minimum: 3 }] }, 6],
    ['a reference', { $ref: '#/$defs/a', $defs: { a: { const: 1 } } }, 1],
  ])('accepts what has %s', (_title, schema, value) => {
    expect(holds(schema, value)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['a type', { type: 'string' }, 1],
    ['an integer', { type: 'integer' }, 1.5],
    ['a bound', { maximum: 5 }, 5.1],
    ['an exclusive bound', { exclusiveMinimum: 5 }, 5],
    ['a multiple', { multipleOf: 3 }, 4],
    ['a length', { maxLength: 1 }, 'ab'],
    ['a pattern', { pattern: '^b' }, 'abc'],
    ['a format', { format: 'date' }, '2026-02-30'],
    ['items', { items: { type: 'integer' } }, [1, 'a']],
    [
      'items that differ',
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    ['what is contained', { contains: { const: 1 } }, []],
    ['what is needed', { required: ['a'] }, {}],
    ['properties', { properties: { a: { type: 'integer' } } }, { a: '1' }],
    ['others', { additionalProperties: false }, { a: 1 }],
    ['names', { propertyNames: { maxLength: 2 } }, { abc: 1 }],
    ['a list of values', { enum: [1] }, '1'],
    ['a negation', { not: { type: 'string' } }, 'a'],
    ['exactly one of several', { oneOf: [{ minimum: 1 }, { minimum: 5 }] }, 6],
  ])('refuses what has not %s', (_title, schema, value) => {
    expect(holds(schema, value)).toBe(false);
  });

  it.each<[string, unknown, unknown]>([
    ['a pattern that cannot be decided', { pattern: '^(?=a)b' }, 'a'],
    ['a format that nobody knows', { format: 'iban' }, 'a'],
    [
      'a format of a very long text',
      { format: 'email' },
      `${'a'.repeat(300)}@b.c`,
    ],
    ['a reference out of the document', { $ref: 'https://example.org/a' }, 1],
    ['its negation', { not: { $ref: 'https://example.org/a' } }, 1],
    [
      'names by a pattern that cannot be decided',
      { patternProperties: { '^(?=a)': false } },
      { a: 1 },
    ],
    ['what may be contained', { contains: { format: 'iban' } }, ['a']],
  ])('cannot tell about %s', (_title, schema, value) => {
    expect(holds(schema, value)).toBeUndefined();
  });

  it.each<[string, unknown, unknown, boolean]>([
    [
      'refuses, whatever else cannot be told',
      { format: 'iban', maxLength: 1 },
      'ab',
      false,
    ],
    [
      'accepts, whatever else cannot be told',
      { anyOf: [{ format: 'iban' }, { maxLength: 2 }] },
      'ab',
      true,
    ],
    [
      'counts what is sure',
      {
        contains: { anyOf: [{ const: 1 }, { format: 'iban' }] },
        minContains: 1,
      },
      [1, 'a'],
      true,
    ],
    ['has no format for numbers', { format: 'iban' }, 1, true],
  ])('%s', (_title, schema, value, answer) => {
    expect(holds(schema, value)).toBe(answer);
  });
});
