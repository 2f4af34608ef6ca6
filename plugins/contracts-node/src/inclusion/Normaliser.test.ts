import { Budget } from './Budget';
import type { SchemaDraft } from './dialect';
import { Formulas } from './Formulas';
import { InvalidSchemaError, Normaliser } from './Normaliser';

/** The formulas of several schemas; equal ones are the same object. */
function read(draft: SchemaDraft, ...schemas: unknown[]) {
  const formulas = new Formulas();
  return schemas.map(schema =>
    new Normaliser('one', schema, draft, formulas, new Budget()).at(''),
  );
}

describe('Normaliser', () => {
  it.each<[string, SchemaDraft, unknown, unknown]>([
    ['true and an empty schema', '2020-12', true, {}],
    [
      'words and none',
      '2020-12',
      { type: 'string', title: 'a' },
      { type: 'string' },
    ],
    [
      'one type and a list of it',
      '2020-12',
      { type: 'string' },
      { type: ['string'] },
    ],
    [
      'types in another order',
      '2020-12',
      { type: ['null', 'string'] },
      { type: ['string', 'null'] },
    ],
    ['a constant and a list of one', '2020-12', { const: 1 }, { enum: [1] }],
    ['lists in another order', '2020-12', { enum: [1, 2] }, { enum: [2, 1] }],
    [
      'what is joined and what is one',
      '2020-12',
      { allOf: [{ minimum: 1 }, { maximum: 2 }] },
      { minimum: 1, maximum: 2 },
    ],
    [
      'joined in another order',
      '2020-12',
      { allOf: [{ minimum: 1 }, { maximum: 2 }] },
      { allOf: [{ maximum: 2 }, { minimum: 1 }] },
    ],
    ['a choice of one', '2020-12', { anyOf: [{ minimum: 1 }] }, { minimum: 1 }],
    [
      'exactly one of one',
      '2020-12',
      { oneOf: [{ minimum: 1 }] },
      { minimum: 1 },
    ],
    ['not not', '2020-12', { not: { not: { minimum: 1 } } }, { minimum: 1 }],
    [
      'properties in another order',
      '2020-12',
      { properties: { a: true, b: false } },
      { properties: { b: false, a: true } },
    ],
    [
      'a bound of draft 4 that is not exclusive',
      'draft-04',
      { minimum: 1, exclusiveMinimum: false },
      { minimum: 1 },
    ],
    [
      'items by place in two drafts',
      '2020-12',
      { prefixItems: [{ minimum: 1 }] },
      { prefixItems: [{ minimum: 1 }], items: true },
    ],
    [
      'dependencies in two spellings',
      '2019-09',
      { dependencies: { a: ['b'] } },
      { dependentRequired: { a: ['b'] } },
    ],
    ['a hint for forms and none', '2020-12', { format: 'password' }, {}],
    [
      'beside a reference of draft 7',
      'draft-07',
      { $ref: '#/definitions/a', maximum: 1, definitions: { a: {} } },
      { $ref: '#/definitions/a', definitions: { a: {} } },
    ],
  ])('reads %s as the same', (_title, draft, one, other) => {
    const [first, second] = read(draft, one, other);

    expect(first).toBe(second);
  });

  it.each<[string, SchemaDraft, unknown, unknown]>([
    [
      'an integer and a number',
      '2020-12',
      { type: 'integer' },
      { type: 'number' },
    ],
    [
      'a bound and an exclusive one',
      '2020-12',
      { minimum: 1 },
      { exclusiveMinimum: 1 },
    ],
    [
      'any and exactly one',
      '2020-12',
      { anyOf: [{ minimum: 1 }, { maximum: 2 }] },
      { oneOf: [{ minimum: 1 }, { maximum: 2 }] },
    ],
    [
      'beside a reference of 2020-12',
      '2020-12',
      { $ref: '#/$defs/a', maximum: 1, $defs: { a: {} } },
      { $ref: '#/$defs/a', $defs: { a: {} } },
    ],
    [
      'nullable and not',
      'draft-04',
      { type: 'string', nullable: true },
      { type: 'string' },
    ],
    [
      'contained once and twice',
      '2020-12',
      { contains: true },
      { contains: true, minContains: 2 },
    ],
  ])('tells %s apart', (_title, draft, one, other) => {
    const [first, second] = read(draft, one, other);

    expect(first).not.toBe(second);
  });

  it('does not know conditions and contents before draft 7', () => {
    const [plain, conditions] = read(
      'draft-04',
      {},
      { if: { minimum: 1 }, then: false, contains: false },
    );

    expect(conditions).toBe(plain);
  });

  it.each<[string, unknown, string]>([
    ['a text', 'string', 'A schema is an object or a boolean'],
    ['a list', { not: [] }, 'A schema is an object or a boolean'],
    ['a type that is none', { type: 'text' }, "There is no type 'text'"],
  ])('refuses %s', (_title, schema, message) => {
    expect(() => read('2020-12', schema)).toThrow(InvalidSchemaError);
    expect(() => read('2020-12', schema)).toThrow(message);
  });

  it('says which place is missing', () => {
    const normaliser = new Normaliser(
      'one',
      {},
      '2020-12',
      new Formulas(),
      new Budget(),
    );

    expect(() => normaliser.at('/$defs/a')).toThrow(
      "There is no schema at '/$defs/a'.",
    );
  });

  it('does not follow a reference out of the document', () => {
    const [formula] = read('2020-12', { $ref: 'https://example.org/a.json' });

    expect(formula).toMatchObject({
      kind: 'opaque',
      why: "'https://example.org/a.json' leads out of the document, and is not fetched",
    });
  });

  it('takes the same address out of two documents for the same', () => {
    const formulas = new Formulas();
    const schema = { $ref: 'https://example.org/a.json' };
    const [one, other] = ['one', 'other'].map(name =>
      new Normaliser(name, schema, '2020-12', formulas, new Budget()).at(''),
    );

    expect(one).toBe(other);
  });

  it('spends a step for each schema, so that a budget ends it', () => {
    const schema = {
      allOf: Array.from({ length: 20 }, (_n, i) => ({ minimum: i })),
    };

    expect(() =>
      new Normaliser(
        'one',
        schema,
        '2020-12',
        new Formulas(),
        new Budget({ steps: 10 }),
      ).at(''),
    ).toThrow('the search ended after 10 steps');
  });
});
