import { decideInclusion } from './Inclusion';
import type { SchemaDraft } from './dialect';

function status(
  inner: unknown,
  outer: unknown,
  draft: SchemaDraft = '2020-12',
) {
  return decideInclusion({ document: inner, draft }, { document: outer, draft })
    .status;
}

const whole = { type: 'integer' };
const ab = { type: 'object', properties: { a: true, b: true } };
const closed = { ...ab, additionalProperties: false };

describe('properties that are left', () => {
  it.each<[string, unknown]>([
    ['those of the schema itself', { ...ab, unevaluatedProperties: false }],
    [
      'those of what is joined',
      {
        type: 'object',
        allOf: [{ properties: { a: true } }, { properties: { b: true } }],
        unevaluatedProperties: false,
      },
    ],
    [
      'those behind a reference',
      {
        type: 'object',
        $ref: '#/$defs/ab',
        $defs: { ab: { properties: { a: true, b: true } } },
        unevaluatedProperties: false,
      },
    ],
    [
      'those of a join in a join',
      {
        type: 'object',
        allOf: [
          { allOf: [{ properties: { a: true } }] },
          { properties: { b: true } },
        ],
        unevaluatedProperties: false,
      },
    ],
  ])('are others than %s', (_title, schema) => {
    expect(status(closed, schema)).toBe('included');
    expect(status(schema, closed)).toBe('included');
  });

  it('are none where others were told before', () => {
    const schema = {
      type: 'object',
      allOf: [{ additionalProperties: whole }],
      unevaluatedProperties: false,
    };

    expect(
      status({ type: 'object', additionalProperties: whole }, schema),
    ).toBe('included');
  });

  it('have to fit a schema', () => {
    const schema = { ...ab, unevaluatedProperties: whole };

    expect(status(schema, { ...ab, additionalProperties: whole })).toBe(
      'included',
    );
  });

  it.each<[string, object]>([
    ['a choice', { anyOf: [{ properties: { a: true } }, {}] }],
    ['a condition', { if: { properties: { a: true } } }],
    ['a need', { dependentSchemas: { a: { properties: { b: true } } } }],
  ])('cannot be told where they depend on %s', (_title, own) => {
    const schema = { type: 'object', ...own, unevaluatedProperties: false };

    expect(status(closed, schema)).toBe('cannot-decide');
  });
});

describe('items that are left', () => {
  const two = { type: 'array', prefixItems: [whole, whole] };

  it('are those after the places that are told', () => {
    const left = {
      type: 'array',
      allOf: [{ prefixItems: [whole, whole] }],
      unevaluatedItems: false,
    };

    expect(status({ ...two, items: false }, left)).toBe('included');
    expect(status(left, { ...two, items: false })).toBe('included');
  });

  it('are none where all are told', () => {
    const left = {
      type: 'array',
      allOf: [{ items: whole }],
      unevaluatedItems: false,
    };

    expect(status({ type: 'array', items: whole }, left)).toBe('included');
  });

  it('cannot be told where some are contained', () => {
    expect(
      status(
        { ...two, items: whole, minItems: 1 },
        { ...two, contains: whole, unevaluatedItems: false },
      ),
    ).toBe('cannot-decide');
  });

  it('are told in the older spelling as well', () => {
    expect(
      status(
        { type: 'array', items: [whole], additionalItems: false },
        { type: 'array', items: [whole], unevaluatedItems: false },
        '2019-09',
      ),
    ).toBe('included');
  });
});
