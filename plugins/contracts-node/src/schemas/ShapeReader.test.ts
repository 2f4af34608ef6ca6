import { readerOf, shapeOf } from './__testUtils__/comparing';
import { acceptsNull, acceptsType, isNoted, type SchemaDialect } from './Shape';

const text = { type: 'string' };

/** Of a shape, what does not depend on where it stands. */
function meaningOf(schema: unknown, dialect?: SchemaDialect) {
  const shape = shapeOf(schema, dialect);
  const { types, nullable, plain, required, additional, groups, rest } = shape;
  return {
    ...{ types, nullable, plain, rest },
    properties: [...shape.properties.keys()].sort(),
    required: [...required].sort(),
    additional: typeof additional === 'object' ? additional.value : additional,
    items: shape.items?.value,
    groups: groups.map(({ keyword, branches }) => [
      keyword,
      branches.map(({ value }) => value),
    ]),
  };
}

describe('a shape is the same for', () => {
  it.each<[string, SchemaDialect, unknown, unknown]>([
    ['true and an empty schema', '2020-12', true, {}],
    ['a type and a list of one', '2020-12', text, { type: ['string'] }],
    [
      'types in another order',
      '2020-12',
      { type: ['integer', 'string'] },
      { type: ['string', 'integer'] },
    ],
    [
      'an integer beside a number',
      '2020-12',
      { type: ['integer', 'number'] },
      { type: 'number' },
    ],
    [
      'null as a type and as nullable',
      'openapi-3.1',
      { type: ['string', 'null'] },
      { ...text, nullable: true },
    ],
    [
      'null as a choice and as a type',
      '2020-12',
      { anyOf: [text, { type: 'null' }] },
      { type: ['string', 'null'] },
    ],
    [
      'null as a constant of a choice',
      '2020-12',
      { oneOf: [text, { const: null }] },
      { type: ['string', 'null'] },
    ],
    [
      'null as a list of a choice',
      '2020-12',
      { oneOf: [text, { enum: [null] }] },
      { type: ['string', 'null'] },
    ],
    [
      'a choice of one',
      '2020-12',
      { oneOf: [{ ...text, maxLength: 3 }] },
      { ...text, maxLength: 3 },
    ],
    [
      'joined bounds',
      '2020-12',
      { allOf: [{ ...text, maxLength: 5 }, { maxLength: 3 }] },
      { ...text, maxLength: 3 },
    ],
    [
      'joined lower bounds',
      '2020-12',
      { allOf: [{ type: 'integer', minimum: 5 }, { minimum: 3 }] },
      { type: 'integer', minimum: 5 },
    ],
    [
      'joined lists',
      '2020-12',
      { allOf: [{ ...text, enum: ['a', 'b'] }, { enum: ['b', 'c'] }] },
      { ...text, enum: ['b'] },
    ],
    [
      'joined types',
      '2020-12',
      { allOf: [{ type: ['string', 'integer'] }, { type: 'number' }] },
      { type: 'integer' },
    ],
    [
      'joined properties',
      '2020-12',
      {
        allOf: [
          { properties: { a: text }, required: ['a'] },
          { properties: { b: text } },
        ],
      },
      { type: 'object', properties: { a: text, b: text }, required: ['a'] },
    ],
    [
      'a join in a join',
      '2020-12',
      { allOf: [{ allOf: [{ properties: { a: text } }] }] },
      { type: 'object', properties: { a: text } },
    ],
    [
      'a constant and a list of one',
      '2020-12',
      { const: 'a' },
      { enum: ['a'] },
    ],
    [
      'an exclusive bound of draft 4',
      'draft-04',
      { minimum: 1, exclusiveMinimum: true },
      { exclusiveMinimum: 1 },
    ],
    [
      'a bound that is not exclusive',
      'draft-04',
      { minimum: 1, exclusiveMinimum: false },
      { minimum: 1 },
    ],
    ['bounds that ask for nothing', '2020-12', { ...text, minLength: 0 }, text],
    [
      'items that need not differ',
      '2020-12',
      { type: 'array', uniqueItems: false },
      { type: 'array' },
    ],
    [
      'properties without a type',
      '2020-12',
      { properties: { a: text } },
      { type: 'object', properties: { a: text } },
    ],
    [
      'items without a type',
      '2020-12',
      { items: text },
      { type: 'array', items: text },
    ],
    [
      'what needs names without a type',
      '2020-12',
      { required: ['a'] },
      { type: 'object', required: ['a'] },
    ],
    [
      'others that are anything',
      '2020-12',
      { type: 'object', additionalProperties: {} },
      { type: 'object' },
    ],
    [
      'others that may be anything',
      '2020-12',
      { type: 'object', additionalProperties: true },
      { type: 'object' },
    ],
    [
      'others that are left',
      '2020-12',
      { type: 'object', unevaluatedProperties: false },
      { type: 'object', additionalProperties: false },
    ],
    [
      'a file of Swagger 2.0',
      'openapi-3.0',
      { type: 'file' },
      { type: 'string', format: 'binary' },
    ],
    [
      'bytes in two spellings',
      'openapi-3.1',
      { ...text, contentEncoding: 'base64' },
      { ...text, format: 'byte' },
    ],
    [
      'bytes without an encoding',
      'openapi-3.1',
      { ...text, contentMediaType: 'application/octet-stream' },
      { ...text, format: 'binary' },
    ],
    ['a hint for forms', 'openapi-3.0', { ...text, format: 'password' }, text],
    [
      'nullable of Swagger 2.0',
      'openapi-3.0',
      { ...text, 'x-nullable': true },
      { ...text, nullable: true },
    ],
    [
      'what stands beside a reference of old drafts',
      'draft-07',
      { $ref: '#/definitions/a', maxLength: 1, definitions: { a: text } },
      text,
    ],
    [
      'what stands beside a reference of OpenAPI 3.0',
      'openapi-3.0',
      { $ref: '#/a', nullable: true, a: text },
      text,
    ],
    [
      'a bound beside a reference',
      '2020-12',
      { $ref: '#/$defs/a', maxLength: 1, $defs: { a: text } },
      { ...text, maxLength: 1 },
    ],
    [
      'a chain of references',
      '2020-12',
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: text } },
      text,
    ],
    [
      'nullable for a whole join',
      'openapi-3.0',
      { nullable: true, allOf: [text] },
      { ...text, nullable: true },
    ],
    [
      'null in a list',
      '2020-12',
      { type: ['string', 'null'], enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
  ])('%s', (_title, dialect, one, other) => {
    expect(meaningOf(one, dialect)).toEqual(meaningOf(other, dialect));
  });
});

describe('a shape is not the same for', () => {
  it.each<[string, SchemaDialect, unknown, unknown]>([
    [
      'nullable in JSON Schema',
      '2020-12',
      { ...text, nullable: true },
      { type: ['string', 'null'] },
    ],
    [
      'a list and a choice',
      '2020-12',
      { enum: ['a'] },
      { anyOf: [{ enum: ['a'] }, { enum: ['b'] }] },
    ],
    [
      'any and exactly one',
      '2020-12',
      { anyOf: [text, { type: 'integer' }] },
      { oneOf: [text, { type: 'integer' }] },
    ],
    [
      'a closed object and an open one',
      '2020-12',
      { type: 'object', additionalProperties: false },
      { type: 'object' },
    ],
    [
      'two patterns and one',
      '2020-12',
      { allOf: [{ ...text, pattern: 'a' }, { pattern: 'b' }] },
      { ...text, pattern: 'a' },
    ],
    [
      'null in a list that has no such type',
      '2020-12',
      { ...text, enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
  ])('%s', (_title, dialect, one, other) => {
    expect(meaningOf(one, dialect)).not.toEqual(meaningOf(other, dialect));
  });
});

describe('a shape', () => {
  it('keeps what only the engine can read', () => {
    expect(
      Object.keys(
        shapeOf({
          not: {},
          if: {},
          then: {},
          patternProperties: {},
          prefixItems: [],
          items: {},
          dependentRequired: {},
        }).rest,
      ).sort(),
    ).toEqual([
      'dependentRequired',
      'if',
      'items',
      'not',
      'patternProperties',
      'prefixItems',
      'then',
    ]);
  });

  it('keeps words and hints, and those of itself before those it joins', () => {
    const { notes } = shapeOf({
      title: 'own',
      allOf: [{ title: 'joined', description: 'joined', readOnly: true }],
    });

    expect(notes).toEqual({
      title: 'own',
      description: 'joined',
      readOnly: true,
    });
  });

  it('says which address it leads to', () => {
    expect(shapeOf({ $ref: 'https://example.org/a' }).lost).toBe(
      'https://example.org/a',
    );
  });

  it('accepts nothing where the schema is false', () => {
    expect(shapeOf(false).never).toBe(true);
    expect(acceptsType(shapeOf(false), 'string')).toBe(false);
  });

  it('accepts null only where that is said or nothing is', () => {
    expect(acceptsNull(shapeOf({}))).toBe(true);
    expect(acceptsNull(shapeOf(text))).toBe(false);
    expect(acceptsNull(shapeOf({ type: ['string', 'null'] }))).toBe(true);
    expect(acceptsNull(shapeOf({ properties: {} }))).toBe(true);
    expect(acceptsNull(shapeOf({ properties: { a: true } }))).toBe(false);
  });

  it('knows what is noted', () => {
    expect(isNoted(shapeOf({ readOnly: true }), 'readOnly')).toBe(true);
    expect(isNoted(shapeOf({ readOnly: 'yes' }), 'readOnly')).toBe(false);
  });

  it('is a constant where it is called one', () => {
    expect(shapeOf({ const: 'a' }).constant).toBe(true);
    expect(shapeOf({ enum: ['a'] }).constant).toBe(false);
    expect(shapeOf({ const: null }).constant).toBe(false);
  });
});

describe('ShapeReader', () => {
  it('reads each schema once', () => {
    const reader = readerOf({ a: { $ref: '#/b' }, b: text });
    const node = (name: string) => ({
      value: (reader.files.root.value as Record<string, unknown>)[name],
      file: '',
      pointer: `/${name}`,
    });

    expect(reader.read(node('a'))).toBe(reader.read(node('b')));
  });

  it('ends where schemas join themselves', () => {
    expect(() =>
      shapeOf({
        $ref: '#/$defs/a',
        $defs: { a: { allOf: [{ $ref: '#/$defs/a' }], type: 'object' } },
      }),
    ).not.toThrow();
  });

  it('takes alternatives apart, with what is common', () => {
    const reader = readerOf({
      required: ['kind'],
      oneOf: [
        { properties: { a: text }, required: ['a'] },
        { properties: { b: text } },
      ],
    });
    const shape = reader.read(reader.files.root);
    const [first, second] = reader.distribute(shape);

    expect([...first.required].sort()).toEqual(['a', 'kind']);
    expect([...second.properties.keys()]).toEqual(['b']);
    expect(first.types).toEqual(['object']);
    expect(reader.distribute(shape)[0]).toBe(first);
    expect([shape, first].map(each => reader.depthOf(each))).toEqual([0, 1]);
  });

  it('has a shape for the place where nothing is said', () => {
    const node = { value: undefined, file: '', pointer: '/nowhere' };

    expect(readerOf({}).anyAt(node)).toMatchObject({
      node,
      additional: 'open',
      groups: [],
    });
  });
});
