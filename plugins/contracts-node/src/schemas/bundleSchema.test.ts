import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { readerOf } from './__testUtils__/comparing';
import { bundleSchema, TooLargeError, writePlain } from './bundleSchema';
import type { SchemaDialect } from './Shape';

function bundle(
  schema: unknown,
  {
    dialect = '2020-12',
    direction = 'send',
  }: { dialect?: SchemaDialect; direction?: ContractDirection } = {},
) {
  const reader = readerOf(schema, dialect);
  return bundleSchema(reader, direction, reader.files.root);
}

const text = { type: 'string' };

describe('writePlain', () => {
  it.each([
    [['string'], false, {}, { type: ['string'] }],
    [['string'], true, {}, { type: ['string', 'null'] }],
    [undefined, undefined, { maximum: 1 }, { maximum: 1 }],
    [
      ['string'],
      true,
      { enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [['string'], false, { enum: ['a'] }, { type: ['string'], enum: ['a'] }],
  ])('writes %j, nullable %j, as %j', (types, nullable, plain, schema) => {
    expect(writePlain(types, nullable, plain)).toEqual(schema);
  });
});

describe('bundleSchema', () => {
  it('leaves words and hints out', () => {
    expect(
      bundle({ ...text, title: 'a', description: 'b', example: 'c', 'x-d': 1 }),
    ).toEqual({ type: ['string'] });
  });

  it('writes each reference once, whatever it is called', () => {
    const schema = (name: string) => ({
      properties: {
        a: { $ref: `#/$defs/${name}` },
        b: { $ref: `#/$defs/${name}` },
      },
      $defs: { [name]: text, unused: { type: 'integer' } },
    });

    expect(bundle(schema('x'))).toEqual({
      properties: { a: { $ref: '#/$defs/r0' }, b: { $ref: '#/$defs/r0' } },
      $defs: { r0: { type: ['string'] } },
    });
    expect(bundle(schema('y'))).toEqual(bundle(schema('x')));
  });

  it('ends where schemas hold themselves', () => {
    expect(
      bundle({
        $ref: '#/$defs/list',
        $defs: {
          list: { properties: { next: { $ref: '#/$defs/list' } } },
        },
      }),
    ).toEqual({
      $ref: '#/$defs/r0',
      $defs: { r0: { properties: { next: { $ref: '#/$defs/r0' } } } },
    });
  });

  it('keeps an address that leads out', () => {
    expect(bundle({ not: { $ref: 'https://example.org/a' } })).toEqual({
      not: { $ref: 'https://example.org/a' },
    });
  });

  it('joins what stands beside a reference, where that counts', () => {
    const schema = { $ref: '#/$defs/a', maxLength: 1, $defs: { a: text } };

    expect(bundle(schema)).toEqual({
      allOf: [{ $ref: '#/$defs/r0' }, { maxLength: 1 }],
      $defs: { r0: { type: ['string'] } },
    });
    expect(bundle(schema, { dialect: 'draft-07' })).toEqual({
      $ref: '#/$defs/r0',
      $defs: { r0: { type: ['string'] } },
    });
  });

  it.each<[string, SchemaDialect, unknown, unknown]>([
    [
      'nullable',
      'openapi-3.0',
      { ...text, nullable: true },
      { type: ['string', 'null'] },
    ],
    [
      'bounds of draft 4',
      'draft-04',
      { minimum: 1, exclusiveMinimum: true },
      { exclusiveMinimum: 1 },
    ],
    [
      'items by place',
      'draft-07',
      { items: [text, true], additionalItems: false },
      { prefixItems: [{ type: ['string'] }, {}], items: false },
    ],
    [
      'needs',
      'draft-07',
      { dependencies: { a: ['b'], c: { required: ['d'] } } },
      {
        dependentRequired: { a: ['b'] },
        dependentSchemas: { c: { required: ['d'] } },
      },
    ],
    ['a constant', '2020-12', { const: 1 }, { enum: [1] }],
    [
      'a condition',
      '2020-12',
      { if: { required: ['a'] }, then: false, else: true },
      { if: { required: ['a'] }, then: false, else: {} },
    ],
    [
      'choices',
      '2020-12',
      { oneOf: [text, false] },
      { oneOf: [{ type: ['string'] }, false] },
    ],
    [
      'names by pattern',
      '2020-12',
      { patternProperties: { '^a': text }, propertyNames: { maxLength: 2 } },
      {
        patternProperties: { '^a': { type: ['string'] } },
        propertyNames: { maxLength: 2 },
      },
    ],
  ])('writes %s in the newest draft', (_title, dialect, schema, written) => {
    expect(bundle(schema, { dialect })).toEqual(written);
  });

  it('does not ask a side for what only the other one sends', () => {
    const schema = {
      properties: {
        id: { ...text, readOnly: true },
        secret: { ...text, writeOnly: true },
        name: text,
      },
      required: ['id', 'secret', 'name'],
    };

    expect(bundle(schema, { direction: 'send' }).required).toEqual([
      'secret',
      'name',
    ]);
    expect(bundle(schema, { direction: 'receive' }).required).toEqual([
      'id',
      'name',
    ]);
  });

  it('gives up on what is too large for one question', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 5_000 }, (_none, at) => [`p${at}`, text]),
    );

    expect(() => bundle({ properties })).toThrow(TooLargeError);
  });
});
