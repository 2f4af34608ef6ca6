import { findDifferences } from './findDifferences';
import { keywordDifferences, short } from './keywordDifferences';

type Schema = Record<string, unknown>;

const told = (before: Schema, after: Schema) =>
  keywordDifferences(before, after).map(({ rule, message }) => [
    rule.replace('json-schema-', ''),
    message,
  ]);

describe('short', () => {
  it.each([
    ['a', '"a"'],
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [undefined, 'undefined'],
  ])('of %j is %s', (value, text) => {
    expect(short(value)).toBe(text);
  });

  it('is cut where it is long', () => {
    expect(short('x'.repeat(100))).toHaveLength(80);
  });
});

describe('keywordDifferences', () => {
  it.each<[string, Schema, Schema, [string, string][]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    [
      'the order of a list of types',
      { type: ['a', 'b'] },
      { type: ['a', 'b'] },
      [],
    ],
    [
      'a type',
      { type: 'string' },
      { type: ['string', 'null'] },
      [['type-changed', 'The type changed from string to string or null.']],
    ],
    [
      'a type that is new',
      {},
      { type: 'string' },
      [['type-changed', 'The type changed from any to string.']],
    ],
    [
      'a value that is gone',
      { enum: [1, 2] },
      { enum: [2] },
      [['enum-value-removed', 'The value 1 was removed.']],
    ],
    [
      'a value that is new',
      { enum: [1] },
      { enum: [1, 'a'] },
      [['enum-value-added', 'The value "a" was added.']],
    ],
    [
      'a list that began',
      {},
      { enum: [1, 2] },
      [['values-listed', 'Only 1, 2 may stand here now.']],
    ],
    [
      'a list that ended',
      { enum: [1] },
      {},
      [['values-listed', 'The values are no longer limited to a list.']],
    ],
    [
      'a constant',
      { const: 1 },
      { const: 2 },
      [
        ['enum-value-removed', 'The value 1 was removed.'],
        ['enum-value-added', 'The value 2 was added.'],
      ],
    ],
    ['a constant that became a list of it', { const: 1 }, { enum: [1] }, []],
    [
      'a need',
      { required: ['a'] },
      { required: ['a', 'b'] },
      [['property-required', 'The property "b" became required.']],
    ],
    [
      'a need that ended',
      { required: ['a'] },
      {},
      [['property-optional', 'The property "a" is no longer required.']],
    ],
    [
      'a property that is gone',
      { properties: { a: {} } },
      {},
      [['property-removed', "The property 'a' was removed."]],
    ],
    [
      'a property that is new',
      {},
      { properties: { a: {} } },
      [['property-added', "The property 'a' was added."]],
    ],
    [
      'a property that objects have anyway',
      {},
      { properties: { toString: {} } },
      [['property-added', "The property 'toString' was added."]],
    ],
    [
      'a maximum that is smaller',
      { maximum: 2 },
      { maximum: 1 },
      [['bound-tightened', 'maximum changed from 2 to 1.']],
    ],
    [
      'a maximum that is larger',
      { maximum: 1 },
      { maximum: 2 },
      [['bound-loosened', 'maximum changed from 1 to 2.']],
    ],
    [
      'a minimum that is larger',
      { minimum: 1 },
      { minimum: 2 },
      [['bound-tightened', 'minimum changed from 1 to 2.']],
    ],
    [
      'a minimum that is smaller',
      { minLength: 2 },
      { minLength: 1 },
      [['bound-loosened', 'minLength changed from 2 to 1.']],
    ],
    [
      'a bound that is new',
      {},
      { maxItems: 1 },
      [['bound-tightened', 'maxItems changed from none to 1.']],
    ],
    [
      'a bound that is gone',
      { minItems: 1 },
      {},
      [['bound-loosened', 'minItems changed from 1 to none.']],
    ],
    [
      'a bound that is exclusive',
      {},
      { exclusiveMaximum: true },
      [['bound-tightened', 'exclusiveMaximum changed from none to true.']],
    ],
    [
      'a bound that is not exclusive',
      { exclusiveMaximum: true },
      {},
      [['bound-loosened', 'exclusiveMaximum changed from true to none.']],
    ],
    [
      'a pattern',
      { pattern: 'a' },
      { pattern: 'b' },
      [['text-form-changed', 'pattern changed.']],
    ],
    [
      'a format',
      {},
      { format: 'date' },
      [['text-form-changed', 'format was added.']],
    ],
    [
      'items that differ',
      { uniqueItems: true },
      {},
      [['array-form-changed', 'uniqueItems was removed.']],
    ],
    [
      'items by place',
      {},
      { prefixItems: [] },
      [['array-form-changed', 'prefixItems was added.']],
    ],
    [
      'others',
      {},
      { additionalProperties: false },
      [['object-form-changed', 'additionalProperties was added.']],
    ],
    [
      'others that are described',
      { additionalProperties: {} },
      { additionalProperties: { type: 'string' } },
      [],
    ],
    [
      'a need of another property',
      {},
      { dependentRequired: {} },
      [['object-form-changed', 'dependentRequired was added.']],
    ],
    [
      'a choice',
      {},
      { anyOf: [] },
      [['composition-changed', 'anyOf was added.']],
    ],
    [
      'multiples',
      { multipleOf: 2 },
      { multipleOf: 3 },
      [['composition-changed', 'multipleOf changed.']],
    ],
    [
      'a reference',
      { $ref: '#/a' },
      { $ref: '#/b' },
      [['composition-changed', '$ref changed.']],
    ],
    [
      'the draft',
      { $schema: 'a' },
      { $schema: 'b' },
      [['composition-changed', '$schema changed.']],
    ],
    [
      'words',
      { title: 'a' },
      { title: 'b' },
      [['description-changed', 'title changed.']],
    ],
    [
      'what nobody knows',
      {},
      { 'x-a': 1 },
      [['description-changed', 'x-a was added.']],
    ],
    ['schemas that have names', { $defs: { a: {} } }, { $defs: { b: {} } }, []],
  ])('tells %s', (_title, before, after, differences) => {
    expect(told(before, after)).toEqual(differences);
  });

  it('tells values apart that are long and begin alike', () => {
    const long = (end: string) => 'x'.repeat(100) + end;

    expect(told({ enum: [long('a')] }, { enum: [long('b')] })).toHaveLength(2);
  });

  it('says what a difference is about', () => {
    expect(
      keywordDifferences(
        { required: ['a'], enum: [1], properties: { b: {} } },
        { enum: [2] },
      ).map(({ property, values }) => [property, values]),
    ).toEqual([
      [undefined, [1]],
      [undefined, [2]],
      ['a', undefined],
      ['b', undefined],
    ]);
  });

  it('says several things at once, the type first', () => {
    expect(
      told(
        { type: 'string', maxLength: 5, title: 'a' },
        { type: 'integer', title: 'b' },
      ).map(([rule]) => rule),
    ).toEqual(['type-changed', 'bound-loosened', 'description-changed']);
  });
});

describe('findDifferences', () => {
  const places = (before: unknown, after: unknown) =>
    findDifferences(before, after).map(({ before: at }) => at);
  const changed = [{ maximum: 1 }, { maximum: 2 }] as const;

  it('finds nothing between equal schemas', () => {
    expect(places({ a: [1] }, { a: [1] })).toEqual([]);
    expect(places(true, true)).toEqual([]);
  });

  it.each<[string, (inner: unknown) => unknown]>([
    ['/properties/a', inner => ({ properties: { a: inner } })],
    ['/properties/a~1b~0c', inner => ({ properties: { 'a/b~c': inner } })],
    [
      '/patternProperties/^a',
      inner => ({ patternProperties: { '^a': inner } }),
    ],
    ['/$defs/a', inner => ({ $defs: { a: inner } })],
    ['/definitions/a', inner => ({ definitions: { a: inner } })],
    ['/dependentSchemas/a', inner => ({ dependentSchemas: { a: inner } })],
    ['/items', inner => ({ items: inner })],
    ['/additionalProperties', inner => ({ additionalProperties: inner })],
    ['/propertyNames', inner => ({ propertyNames: inner })],
    ['/contains', inner => ({ contains: inner })],
    ['/unevaluatedItems', inner => ({ unevaluatedItems: inner })],
    ['/unevaluatedProperties', inner => ({ unevaluatedProperties: inner })],
    ['/prefixItems/0', inner => ({ prefixItems: [inner] })],
    ['/items/0', inner => ({ items: [inner] })],
    ['/allOf/0', inner => ({ allOf: [inner] })],
  ])('finds what is different at %s', (pointer, write) => {
    const [before, after] = changed.map(write);

    expect(places(before, after)).toContain(pointer);
  });

  it('goes from the outside in', () => {
    expect(
      places(
        {
          title: 'a',
          properties: { a: { title: 'a', items: { title: 'a' } } },
        },
        {
          title: 'b',
          properties: { a: { title: 'b', items: { title: 'b' } } },
        },
      ),
    ).toEqual(['', '/properties/a', '/properties/a/items']);
  });

  it('tells properties that came or went where they stand', () => {
    expect(
      places({ properties: { a: {} } }, { properties: { b: {} } }),
    ).toEqual(['']);
  });

  it('tells a schema that became a boolean as a whole', () => {
    expect(findDifferences({ items: {} }, { items: true })).toMatchObject([
      { before: '', differences: [{ message: 'items changed.' }] },
    ]);
    expect(findDifferences(true, { type: 'string' })).toMatchObject([
      {
        before: '',
        differences: [{ message: 'The whole schema was replaced.' }],
      },
    ]);
  });
});
