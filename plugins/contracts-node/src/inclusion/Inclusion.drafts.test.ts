import { decideInclusion } from './Inclusion';
import type { SchemaDraft } from './dialect';

const text = { type: 'string' };
const whole = { type: 'integer' };

interface Row {
  title: string;
  draft: SchemaDraft;
  narrow: unknown;
  wide: unknown;
}

function row(
  title: string,
  draft: SchemaDraft,
  narrow: unknown,
  wide: unknown,
): Row {
  return { title, draft, narrow, wide };
}

/** Pairs of which the one is really narrower than the other. */
const narrower: Row[] = [
  row(
    'exclusive bounds of draft 4',
    'draft-04',
    { type: 'number', minimum: 1, exclusiveMinimum: true },
    { type: 'number', minimum: 1 },
  ),
  row(
    'items by place of draft 4',
    'draft-04',
    { type: 'array', items: [text], additionalItems: false },
    { type: 'array', items: [text] },
  ),
  row(
    'needs of draft 4',
    'draft-04',
    { type: 'object', dependencies: { a: ['b'] } },
    { type: 'object' },
  ),
  row(
    'names in definitions',
    'draft-04',
    { $ref: '#/definitions/a', definitions: { a: { ...text, maxLength: 1 } } },
    text,
  ),
  row(
    'exclusive bounds of draft 7',
    'draft-07',
    { type: 'number', exclusiveMinimum: 1 },
    { type: 'number', minimum: 1 },
  ),
  row('constants of draft 7', 'draft-07', { const: 'a' }, text),
  row(
    'conditions of draft 7',
    'draft-07',
    { type: 'object', if: { required: ['a'] }, then: { required: ['b'] } },
    { type: 'object' },
  ),
  row(
    'names of properties of draft 7',
    'draft-07',
    { type: 'object', propertyNames: { maxLength: 3 } },
    { type: 'object' },
  ),
  row(
    'contents of draft 7',
    'draft-07',
    { type: 'array', contains: whole },
    { type: 'array', minItems: 1 },
  ),
  row(
    'items by place of draft 7',
    'draft-07',
    { type: 'array', items: [text, whole], minItems: 2 },
    { type: 'array', items: [text], minItems: 2 },
  ),
  row(
    'schemas by a name of their own',
    'draft-07',
    { $ref: '#here', definitions: { a: { $id: '#here', ...whole } } },
    { type: 'number' },
  ),
  row(
    'needs of 2019-09',
    '2019-09',
    { type: 'object', dependentRequired: { a: ['b'] } },
    { type: 'object' },
  ),
  row(
    'schemas that others bring',
    '2019-09',
    { type: 'object', dependentSchemas: { a: { required: ['b'] } } },
    { type: 'object' },
  ),
  row(
    'counts of contents',
    '2019-09',
    { type: 'array', contains: whole, minContains: 2 },
    { type: 'array', contains: whole },
  ),
  row(
    'what is left of 2019-09',
    '2019-09',
    {
      type: 'object',
      allOf: [{ properties: { a: whole } }],
      unevaluatedProperties: false,
    },
    { type: 'object', properties: { a: whole } },
  ),
  row(
    'items by place of 2020-12',
    '2020-12',
    { type: 'array', prefixItems: [text], items: false },
    { type: 'array', items: text },
  ),
  row(
    'beside a reference',
    '2020-12',
    { $ref: '#/$defs/a', minLength: 1, $defs: { a: text } },
    text,
  ),
  row(
    'an anchor',
    '2020-12',
    { $ref: '#a', $defs: { x: { $anchor: 'a', ...whole } } },
    { type: 'number' },
  ),
  row(
    'a schema with an address of its own',
    '2020-12',
    {
      $ref: 'https://example.org/a',
      $defs: { x: { $id: 'https://example.org/a', ...whole } },
    },
    { type: 'number' },
  ),
  row(
    'a list that holds itself',
    '2020-12',
    {
      $ref: '#/$defs/l',
      $defs: {
        l: {
          type: 'object',
          properties: { v: whole, n: { $ref: '#/$defs/l' } },
        },
      },
    },
    {
      $ref: '#/$defs/m',
      $defs: {
        m: {
          type: 'object',
          properties: { v: { type: 'number' }, n: { $ref: '#/$defs/m' } },
        },
      },
    },
  ),
  row(
    'at most some contents',
    '2020-12',
    { type: 'array', contains: whole, minContains: 0, maxContains: 1 },
    { type: 'array' },
  ),
];

describe('of two schemas', () => {
  it.each(narrower)(
    'the narrower one is in the wider one: $title',
    ({ draft, narrow, wide }) => {
      expect(
        decideInclusion({ document: narrow, draft }, { document: wide, draft }),
      ).toEqual({ status: 'included' });
    },
  );

  it.each(narrower)(
    'the wider one has a value more: $title',
    ({ draft, narrow, wide }) => {
      const answer = decideInclusion(
        { document: wide, draft },
        { document: narrow, draft },
      );

      expect(answer.status).toBe('not-included');
      expect(answer).toHaveProperty('counterExample');
    },
  );

  it.each(narrower)('each is in itself: $title', ({ draft, narrow, wide }) => {
    for (const document of [narrow, wide]) {
      expect(
        decideInclusion(
          { document, draft },
          { document: structuredClone(document), draft },
        ),
      ).toEqual({ status: 'included' });
    }
  });
});

describe('a place in a document', () => {
  const document = {
    components: {
      Pet: {
        type: 'object',
        properties: { next: { $ref: '#/components/Pet' } },
      },
      Name: { ...text, maxLength: 5 },
      'a/b': whole,
    },
  };

  it('is a schema like any other', () => {
    expect(
      decideInclusion(
        { document, pointer: '/components/Name' },
        { document: text },
      ),
    ).toEqual({ status: 'included' });
    expect(
      decideInclusion(
        { document: text },
        { document, pointer: '/components/Name' },
      ).status,
    ).toBe('not-included');
  });

  it('may have a name with a slash', () => {
    expect(
      decideInclusion(
        { document, pointer: '/components/a~1b' },
        { document: { type: 'number' } },
      ),
    ).toEqual({ status: 'included' });
  });

  it('refers to its whole document', () => {
    expect(
      decideInclusion(
        { document, pointer: '/components/Pet' },
        { document: { type: 'object' } },
      ),
    ).toEqual({ status: 'included' });
  });

  it('that is not there is said to be missing', () => {
    expect(
      decideInclusion(
        { document, pointer: '/components/Dog' },
        { document: text },
      ),
    ).toEqual({
      status: 'cannot-decide',
      why: "There is no schema at '/components/Dog'.",
    });
  });
});
