import { readKeywords } from './readKeywords';
import { openShape, type SchemaDialect } from './Shape';

type Schema = Record<string, unknown>;

function read(schema: Schema, dialect: SchemaDialect = '2020-12') {
  return readKeywords(
    { value: schema, file: '', pointer: '' },
    schema,
    dialect,
  );
}

describe('readKeywords', () => {
  it('asks for nothing where nothing is said', () => {
    const node = { value: {}, file: '', pointer: '' };

    expect(readKeywords(node, {}, '2020-12')).toEqual(openShape(node));
  });

  it.each<[Schema, readonly string[] | undefined, boolean | undefined]>([
    [{ type: 'string' }, ['string'], false],
    [{ type: ['string', 'null'] }, ['string'], true],
    [{ type: 'null' }, [], true],
    [{ type: ['integer', 'number'] }, ['number'], false],
    [{ type: 'any' }, undefined, undefined],
    [{ type: [] }, undefined, undefined],
    [{ type: 5 }, undefined, undefined],
    [{ type: 'file' }, ['string'], false],
    [{ enum: [null] }, [], true],
    [{ enum: ['a', null] }, undefined, true],
    [{ const: null }, [], true],
    [{ type: 'string', enum: ['a', null] }, ['string'], false],
  ])('reads the types of %j', (schema, types, nullable) => {
    const shape = read(schema);

    expect(shape.types).toEqual(types);
    expect(shape.nullable).toBe(nullable);
  });

  it.each<[string, SchemaDialect, boolean]>([
    ['nullable', 'openapi-3.0', true],
    ['nullable', 'openapi-3.1', true],
    ['x-nullable', 'openapi-3.0', true],
    ['nullable', '2020-12', false],
    ['nullable', 'draft-07', false],
  ])('reads %s in %s as %j', (word, dialect, nullable) => {
    expect(read({ type: 'string', [word]: true }, dialect).nullable).toBe(
      nullable,
    );
    expect(read({ type: 'string', [word]: false }, dialect).nullable).toBe(
      false,
    );
  });

  it('keeps a word that the dialect does not know as a hint', () => {
    expect(read({ nullable: true }).notes).toEqual({ nullable: true });
    expect(read({ nullable: true }, 'openapi-3.0').notes).toEqual({});
  });

  it.each<[Schema, Schema]>([
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    [{ exclusiveMinimum: true }, {}],
    [
      { minimum: 1, exclusiveMinimum: 2 },
      { minimum: 1, exclusiveMinimum: 2 },
    ],
    [{ maximum: 1, exclusiveMaximum: true }, { exclusiveMaximum: 1 }],
    [{ minLength: 0, minItems: 0, minProperties: 0 }, {}],
    [
      { minLength: 1, uniqueItems: true },
      { minLength: 1, uniqueItems: true },
    ],
    [{ const: 'a', enum: ['a', 'b'] }, { enum: ['a'] }],
    [{ format: 'password' }, {}],
    [{ format: 'date' }, { format: 'date' }],
    [{ format: 5 }, {}],
    [{ contentEncoding: 'base64' }, { format: 'byte' }],
    [{ contentEncoding: 'base32' }, { format: 'encoded as base32' }],
    [{ contentMediaType: 'application/octet-stream' }, { format: 'binary' }],
    [{ contentMediaType: 'image/png' }, {}],
  ])('reads what is asked of plain values in %j', (schema, plain) => {
    expect(read(schema).plain).toEqual(plain);
  });

  it('keeps where properties, items and choices stand', () => {
    const shape = read({
      properties: { 'a/b': { type: 'string' } },
      items: { type: 'integer' },
      additionalProperties: { type: 'boolean' },
      oneOf: [{ minimum: 1 }],
      anyOf: [{ maximum: 1 }, true],
    });

    expect(shape.properties.get('a/b')?.pointer).toBe('/properties/a~1b');
    expect(shape.items?.pointer).toBe('/items');
    expect(shape.additional).toMatchObject({
      pointer: '/additionalProperties',
    });
    expect(
      shape.groups.map(({ keyword, branches }) => [
        keyword,
        branches.map(({ pointer }) => pointer),
      ]),
    ).toEqual([
      ['oneOf', ['/oneOf/0']],
      ['anyOf', ['/anyOf/0', '/anyOf/1']],
    ]);
  });

  it.each<[Schema, string]>([
    [{}, 'open'],
    [{ additionalProperties: true }, 'open'],
    [{ additionalProperties: {} }, 'open'],
    [{ additionalProperties: false }, 'closed'],
    [{ unevaluatedProperties: false }, 'closed'],
    [{ unevaluatedProperties: true }, 'open'],
  ])('reads others in %j as %s', (schema, additional) => {
    expect(read(schema).additional).toBe(additional);
  });

  it.each<[Schema, string[]]>([
    [{ not: {} }, ['not']],
    [{ items: [{}] }, ['items']],
    [{ prefixItems: [], items: {} }, ['items', 'prefixItems']],
    [{ items: {} }, []],
    [{ unevaluatedProperties: false }, []],
    [{ unevaluatedProperties: {} }, ['unevaluatedProperties']],
    [{ dependencies: {} }, ['dependencies']],
  ])('leaves to the engine what only it can read in %j', (schema, keywords) => {
    expect(Object.keys(read(schema).rest).sort()).toEqual(keywords);
  });

  it('passes over what is none of a schema', () => {
    const shape = read({
      properties: 'a',
      required: 'a',
      oneOf: 'a',
      anyOf: [],
      enum: 'a',
    });

    expect(shape).toMatchObject({ groups: [], additional: 'open' });
    expect(shape.properties.size + shape.required.size).toBe(0);
  });

  it('takes all other words for hints', () => {
    expect(
      read({ type: 'string', title: 'a', 'x-b': 1, $comment: 'c', $id: 'd' })
        .notes,
    ).toEqual({ title: 'a', 'x-b': 1 });
  });
});
