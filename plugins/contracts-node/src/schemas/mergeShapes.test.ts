import { readerOf, shapeOf } from './__testUtils__/comparing';
import { mergeShapes } from './mergeShapes';
import type { SchemaDialect } from './Shape';

const merge = (one: unknown, other: unknown, dialect?: SchemaDialect) =>
  mergeShapes(shapeOf(one, dialect), shapeOf(other, dialect));

describe('mergeShapes', () => {
  it.each<[string, unknown, unknown, object]>([
    ['the larger lower bound', { minimum: 1 }, { minimum: 2 }, { minimum: 2 }],
    [
      'the larger exclusive bound',
      { exclusiveMinimum: 3 },
      { exclusiveMinimum: 2 },
      { exclusiveMinimum: 3 },
    ],
    ['the smaller upper bound', { maximum: 1 }, { maximum: 2 }, { maximum: 1 }],
    [
      'the smaller exclusive bound',
      { exclusiveMaximum: 3 },
      { exclusiveMaximum: 2 },
      { exclusiveMaximum: 2 },
    ],
    ['the shorter text', { maxLength: 1 }, { maxLength: 2 }, { maxLength: 1 }],
    ['the longer text', { minLength: 1 }, { minLength: 2 }, { minLength: 2 }],
    ['fewer items', { maxItems: 1 }, { maxItems: 2 }, { maxItems: 1 }],
    [
      'more properties',
      { minProperties: 1 },
      { minProperties: 2 },
      { minProperties: 2 },
    ],
    [
      'both sides of a range',
      { minimum: 1 },
      { maximum: 2 },
      { minimum: 1, maximum: 2 },
    ],
    ['the common values', { enum: [1, 2] }, { enum: [2, 3] }, { enum: [2] }],
    ['one list', { enum: [1] }, {}, { enum: [1] }],
    ['one pattern', { pattern: 'a' }, {}, { pattern: 'a' }],
    ['the same pattern', { pattern: 'a' }, { pattern: 'a' }, { pattern: 'a' }],
    ['items that differ', { uniqueItems: true }, {}, { uniqueItems: true }],
  ])('asks for %s', (_title, one, other, plain) => {
    expect(merge(one, other).plain).toEqual(plain);
    expect(merge(other, one).plain).toEqual(plain);
  });

  it.each<[string, object, object]>([
    ['two patterns', { pattern: 'a' }, { pattern: 'b' }],
    ['two formats', { format: 'date' }, { format: 'time' }],
    ['two multiples', { multipleOf: 2 }, { multipleOf: 3 }],
  ])('keeps %s apart for the engine', (_title, one, other) => {
    expect(merge(one, other)).toMatchObject({
      plain: one,
      rest: { allOf: [other] },
    });
  });

  it.each<[unknown, unknown, string[] | undefined]>([
    [{}, {}, undefined],
    [{ type: 'string' }, {}, ['string']],
    [
      { type: ['string', 'integer'] },
      { type: ['string', 'boolean'] },
      ['string'],
    ],
    [{ type: 'number' }, { type: 'integer' }, ['integer']],
    [{ type: 'string' }, { type: 'integer' }, []],
  ])('of the types %j and %j keeps %j', (one, other, types) => {
    expect(merge(one, other).types).toEqual(types);
    expect(merge(other, one).types).toEqual(types);
  });

  it.each<[unknown, unknown, boolean | undefined]>([
    [{}, {}, undefined],
    [{ type: ['string', 'null'] }, {}, true],
    [{ type: ['string', 'null'] }, { type: 'string' }, false],
    [{ type: ['string', 'null'] }, { type: ['string', 'null'] }, true],
  ])('of null in %j and %j makes %j', (one, other, nullable) => {
    expect(merge(one, other).nullable).toBe(nullable);
    expect(merge(other, one).nullable).toBe(nullable);
  });

  it('needs what either needs', () => {
    const { required } = merge({ required: ['a'] }, { required: ['b', 'a'] });

    expect([...required].sort()).toEqual(['a', 'b']);
  });

  it('has the properties of both, and asks for both where both have one', () => {
    const { properties } = merge(
      { properties: { a: { minimum: 1 }, same: { type: 'string' } } },
      { properties: { a: { maximum: 2 }, b: {}, same: { type: 'string' } } },
    );

    expect([...properties.keys()].sort()).toEqual(['a', 'b', 'same']);
    expect(properties.get('a')?.value).toEqual({
      allOf: [{ minimum: 1 }, { maximum: 2 }],
    });
    expect(properties.get('same')?.value).toEqual({ type: 'string' });
  });

  it('asks of items what both ask', () => {
    expect(
      merge({ items: { minimum: 1 } }, { items: { maximum: 2 } }).items?.value,
    ).toEqual({ allOf: [{ minimum: 1 }, { maximum: 2 }] });
    expect(merge({ items: { minimum: 1 } }, {}).items?.value).toEqual({
      minimum: 1,
    });
  });

  it('is closed where one is', () => {
    const closed = { additionalProperties: false };
    const map = { additionalProperties: { type: 'string' } };

    expect(merge(closed, {}).additional).toBe('closed');
    expect(merge(map, closed).additional).toBe('closed');
    expect(merge({}, map).additional).toMatchObject({
      value: { type: 'string' },
    });
    expect(merge({}, {}).additional).toBe('open');
  });

  it('has the choices of both', () => {
    const one = { oneOf: [{ minimum: 1 }, { maximum: 5 }] };
    const other = { anyOf: [{ minimum: 2 }, { maximum: 6 }] };

    expect(merge(one, other).groups.map(({ keyword }) => keyword)).toEqual([
      'oneOf',
      'anyOf',
    ]);
  });

  it('accepts nothing where one accepts nothing', () => {
    expect(merge(false, {}).never).toBe(true);
    expect(merge({}, {}).never).toBe(false);
  });

  it('has the words of the first', () => {
    expect(
      merge({ title: 'a' }, { title: 'b', description: 'b' }).notes,
    ).toEqual({ title: 'a', description: 'b' });
  });

  it('keeps what only the engine can read of both', () => {
    expect(
      merge({ not: { const: 1 } }, { not: { const: 2 }, if: {} }).rest,
    ).toEqual({ not: { const: 1 }, if: {}, allOf: [{ not: { const: 2 } }] });
  });

  it('ends where schemas that hold each other are joined again and again', () => {
    const reader = readerOf({
      $ref: '#/$defs/a',
      $defs: {
        a: {
          properties: { next: { $ref: '#/$defs/a' } },
          oneOf: [{ $ref: '#/$defs/b' }, { $ref: '#/$defs/a' }],
        },
        b: { properties: { next: { $ref: '#/$defs/b' } } },
      },
    });
    const shape = reader.read(reader.files.root);

    expect(() => reader.distribute(shape)).not.toThrow();
  });
});
