import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { compare, rules } from './__testUtils__/comparing';
import { DocumentFiles } from '../documents';
import { SchemaComparison } from './SchemaComparison';
import type { SchemaChangeKind } from './schemaChangeKinds';
import type { SchemaDialect } from './Shape';

type Fields = Record<string, unknown>;

interface Row {
  title: string;
  before: unknown;
  after: unknown;
  /** For who sends, and for who receives. */
  verdicts: [ContractVerdict, ContractVerdict];
  kinds: SchemaChangeKind[];
  field?: string;
  dialect?: SchemaDialect;
}

const text = { type: 'string' };
const whole = { type: 'integer' };
const object = (properties: Fields, more: Fields = {}) => ({
  ...{ type: 'object', properties },
  ...more,
});
const inField = (schema: unknown) => object({ order: object({ a: schema }) });

/** One keyword of a field deep inside that changed. */
function inside(
  title: string,
  before: unknown,
  after: unknown,
  verdicts: Row['verdicts'],
  ...kinds: SchemaChangeKind[]
): Row {
  return {
    ...{ title, verdicts, kinds, field: 'order.a' },
    before: inField(before),
    after: inField(after),
  };
}

const rows: Row[] = [
  inside('another type', text, whole, ['breaking', 'breaking'], 'type-changed'),
  inside(
    'one type more',
    text,
    { type: ['string', 'integer'] },
    ['safe', 'breaking'],
    'type-changed',
  ),
  inside(
    'one type less',
    { type: ['string', 'integer'] },
    text,
    ['breaking', 'safe'],
    'type-changed',
  ),
  inside(
    'a type where none was',
    {},
    text,
    ['breaking', 'safe'],
    'type-changed',
  ),
  inside(
    'null more',
    text,
    { type: ['string', 'null'] },
    ['safe', 'breaking'],
    'null-accepted',
  ),
  inside(
    'null less',
    { type: ['string', 'null'] },
    text,
    ['breaking', 'safe'],
    'null-refused',
  ),
  inside(
    'a value less',
    { enum: ['a', 'b'] },
    { enum: ['a'] },
    ['breaking', 'safe'],
    'enum-value-removed',
  ),
  inside(
    'a value more',
    { enum: ['a'] },
    { enum: ['a', 'b'] },
    ['safe', 'risky'],
    'enum-value-added',
  ),
  inside(
    'all values other ones',
    { enum: ['a'] },
    { enum: ['b'] },
    ['breaking', 'breaking'],
    'values-replaced',
  ),
  inside(
    'a constant that is free',
    { const: 'a' },
    text,
    ['safe', 'breaking'],
    'constant-freed',
    'type-changed',
  ),
  inside(
    'a list where none was',
    text,
    { ...text, enum: ['a'] },
    ['breaking', 'safe'],
    'values-listed',
  ),
  inside(
    'no list any more',
    { ...text, enum: ['a'] },
    text,
    ['safe', 'risky'],
    'values-freed',
  ),
  inside(
    'a shorter text',
    { ...text, maxLength: 9 },
    { ...text, maxLength: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a longer text',
    { ...text, maxLength: 5 },
    { ...text, maxLength: 9 },
    ['safe', 'breaking'],
    'bound-loosened',
  ),
  inside(
    'a longer text at least',
    { ...text, minLength: 1 },
    { ...text, minLength: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a smaller number',
    { ...whole, maximum: 9 },
    { ...whole, maximum: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a smaller number at least',
    { ...whole, minimum: 5 },
    { ...whole, minimum: 1 },
    ['safe', 'breaking'],
    'bound-loosened',
  ),
  inside(
    'an exclusive bound',
    { ...whole, minimum: 5 },
    { ...whole, exclusiveMinimum: 5 },
    ['breaking', 'safe'],
    'bound-loosened',
    'bound-tightened',
  ),
  inside(
    'fewer items',
    { type: 'array', maxItems: 9 },
    { type: 'array', maxItems: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'items that differ',
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'multiples',
    whole,
    { ...whole, multipleOf: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
    'bound-loosened',
  ),
  inside(
    'a pattern',
    text,
    { ...text, pattern: '^a' },
    ['breaking', 'safe'],
    'pattern-changed',
  ),
  inside(
    'a pattern that lets more pass',
    { ...text, pattern: '^a' },
    { ...text, pattern: '^[ab]' },
    ['safe', 'breaking'],
    'pattern-changed',
  ),
  inside(
    'a pattern of the same texts',
    { ...text, pattern: '^a+$' },
    { ...text, pattern: '^aa*$' },
    ['safe', 'safe'],
    'pattern-changed',
  ),
  inside(
    'a pattern that cannot be decided',
    { ...text, pattern: '(?=a)' },
    { ...text, pattern: '(?=b)' },
    ['unknown', 'unknown'],
    'pattern-changed',
  ),
  inside(
    'a format',
    text,
    { ...text, format: 'date' },
    ['breaking', 'safe'],
    'format-changed',
  ),
  inside(
    'another format',
    { ...text, format: 'date' },
    { ...text, format: 'time' },
    ['breaking', 'breaking'],
    'format-changed',
  ),
  inside(
    'a wider format',
    { ...text, format: 'uri' },
    { ...text, format: 'uri-reference' },
    ['safe', 'breaking'],
    'format-changed',
  ),
  inside(
    'a closed object',
    object({ b: text }),
    object({ b: text }, { additionalProperties: false }),
    ['breaking', 'safe'],
    'closed-to-others',
  ),
  inside(
    'an opened object',
    object({ b: text }, { additionalProperties: false }),
    object({ b: text }),
    ['safe', 'risky'],
    'opened-to-others',
  ),
  inside(
    'an alternative more',
    { oneOf: [object({ a: text }, { title: 'A' })] },
    {
      oneOf: [
        object({ a: text }, { title: 'A' }),
        object({ b: whole }, { title: 'B', required: ['b'] }),
      ],
    },
    ['safe', 'breaking'],
    'composition-changed',
    'alternative-added',
    'description-changed',
  ),
  inside(
    'an alternative less of three',
    { anyOf: [text, whole, { type: 'boolean' }] },
    { anyOf: [text, whole] },
    ['breaking', 'safe'],
    'alternative-removed',
  ),
  inside(
    'an exception',
    text,
    { ...text, not: { const: 'x' } },
    ['breaking', 'safe'],
    'composition-changed',
  ),
  inside(
    'items by place',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [whole] },
    ['breaking', 'breaking'],
    'array-form-changed',
  ),
  inside(
    'a default',
    text,
    { ...text, default: 'x' },
    ['risky', 'safe'],
    'default-changed',
  ),
  inside(
    'words',
    text,
    { ...text, title: 'x' },
    ['safe', 'safe'],
    'description-changed',
  ),
  inside(
    'that it goes away',
    text,
    { ...text, deprecated: true },
    ['safe', 'safe'],
    'deprecated',
  ),
  inside(
    'nothing that is accepted',
    text,
    false,
    ['breaking', 'safe'],
    'composition-changed',
  ),
  {
    title: 'a property less',
    before: object({ a: text, b: text }),
    after: object({ a: text }),
    verdicts: ['breaking', 'breaking'],
    kinds: ['property-removed'],
    field: 'b',
  },
  {
    title: 'a property more',
    before: object({ a: text }),
    after: object({ a: text, b: text }),
    verdicts: ['safe', 'safe'],
    kinds: ['property-added'],
    field: 'b',
  },
  {
    title: 'a property more that is needed',
    before: object({ a: text }),
    after: object({ a: text, b: text }, { required: ['b'] }),
    verdicts: ['breaking', 'safe'],
    kinds: ['property-added', 'property-required'],
    field: 'b',
  },
  {
    title: 'a need of a name that is not listed',
    before: object({}),
    after: object({}, { required: ['b'] }),
    verdicts: ['breaking', 'safe'],
    kinds: ['property-required'],
    field: 'b',
  },
  {
    title: 'a property less in a map that takes it',
    before: object({ a: text }, { additionalProperties: text }),
    after: object({}, { additionalProperties: text }),
    verdicts: ['risky', 'risky'],
    kinds: ['property-removed'],
    field: 'a',
  },
  {
    title: 'values of a map',
    before: object({ map: { type: 'object', additionalProperties: text } }),
    after: object({ map: { type: 'object', additionalProperties: whole } }),
    verdicts: ['breaking', 'breaking'],
    kinds: ['type-changed'],
    field: 'map.*',
  },
  {
    title: 'items of items',
    before: object({ list: { items: { items: text } } }),
    after: object({ list: { items: { items: whole } } }),
    verdicts: ['breaking', 'breaking'],
    kinds: ['type-changed'],
    field: 'list[][]',
  },
  {
    title: 'a pattern of names',
    before: { type: 'object', patternProperties: { '^x': text } },
    after: { type: 'object', patternProperties: { '^x': whole } },
    verdicts: ['breaking', 'breaking'],
    kinds: ['composition-changed'],
  },
  {
    title: 'nullable where the dialect has it',
    before: object({ a: text }),
    after: object({ a: { ...text, nullable: true } }),
    verdicts: ['safe', 'breaking'],
    kinds: ['null-accepted'],
    field: 'a',
    dialect: 'openapi-3.0',
  },
  {
    title: 'nullable where the dialect has it not',
    before: object({ a: text }),
    after: object({ a: { ...text, nullable: true } }),
    verdicts: ['safe', 'safe'],
    kinds: ['description-changed'],
    field: 'a',
    dialect: 'draft-07',
  },
];

const directed = rows.flatMap(row =>
  (['send', 'receive'] as const).map((direction, index) => ({
    ...row,
    direction,
    verdict: row.verdicts[index],
  })),
);

const WORST = ['breaking', 'unknown', 'risky', 'safe'];

describe('compareSchemas', () => {
  it.each(directed)(
    'says what $title means for who has to $direction',
    ({ before, after, direction, verdict, kinds, field, dialect }) => {
      const changes = compare(before, after, { direction, dialect });
      const worst = WORST.find(each =>
        changes.some(change => change.verdict === each),
      );
      const prefix = direction === 'send' ? 'sent' : 'received';
      const expected = kinds.map(kind => `json-schema-${prefix}-${kind}`);

      expect(worst).toBe(verdict);
      expect(expected.some(id => changes.some(({ rule }) => rule === id))).toBe(
        true,
      );
      for (const { rule, subject, message } of changes) {
        expect(expected).toContain(rule);
        expect(subject?.field).toBe(field);
        expect(message).toMatch(/^[A-Z].*\.$/);
      }
    },
  );

  it.each(rows)(
    'finds nothing between $title and itself',
    ({ after, dialect }) => {
      for (const direction of ['send', 'receive'] as const) {
        expect(
          compare(after, structuredClone(after), { direction, dialect }),
        ).toEqual([]);
      }
    },
  );

  it.each(directed.filter(({ verdict }) => verdict === 'breaking'))(
    'shows a value for $title to who has to $direction, where values decide',
    ({ before, after, direction, dialect }) => {
      const changes = compare(before, after, { direction, dialect });
      const breaking = changes.filter(({ verdict }) => verdict === 'breaking');
      // What has no value is a name or a format that is gone.
      const withoutValue = breaking.filter(
        ({ rule, counterExample }) =>
          !counterExample &&
          !/removed|format|alternative|composition/.test(rule),
      );

      expect(withoutValue).toEqual([]);
    },
  );

  it('shows a value that is accepted by one side and refused by the other', () => {
    const [change] = compare(
      object({ a: { ...whole, maximum: 9 } }),
      object({ a: { ...whole, maximum: 5 } }),
    );

    expect(change).toEqual({
      rule: 'json-schema-sent-bound-tightened',
      verdict: 'breaking',
      message: 'In the order, a is bounded by maximum 5, which was 9.',
      before: { path: '#/properties/a', text: '9' },
      after: { path: '#/properties/a', text: '5' },
      direction: 'send',
      subject: { field: 'a', hits: 'who-uses' },
      counterExample: { value: expect.any(Number) },
    });
    const { value } = change.counterExample as { value: number };
    expect(value).toBeGreaterThan(5);
    expect(value).toBeLessThanOrEqual(9);
  });

  it('shows an object without what became required', () => {
    const before = object({ a: text, b: whole }, { required: ['b'] });
    const [change] = compare(before, { ...before, required: ['a', 'b'] });

    expect(change.counterExample).toEqual({ value: { b: 0 } });
    expect(change.subject).toEqual({ field: 'a', hits: 'who-omits' });
  });

  it('calls a bound safe that other keywords imply', () => {
    const before = object({ a: { ...text, enum: ['a', 'bb'] } });
    const after = object({ a: { ...text, enum: ['a', 'bb'], maxLength: 5 } });

    expect(compare(before, after).map(({ verdict }) => verdict)).toEqual([
      'safe',
    ]);
  });

  it('does not count what neither side can have', () => {
    const impossible = { ...text, minLength: 5, maxLength: 2 };
    const changes = compare(impossible, { ...impossible, maxLength: 1 });

    expect(changes.map(({ verdict }) => verdict)).toEqual(['safe']);
  });

  it('says unknown where the comparison was ended and no keyword tells', () => {
    const changes = compare(
      { ...text, pattern: '^a' },
      { ...text, pattern: '^b' },
      { signal: AbortSignal.abort() },
    );

    expect(changes).toEqual([
      expect.objectContaining({
        verdict: 'unknown',
        message: expect.stringContaining('the comparison was ended'),
      }),
    ]);
  });
});

describe('references', () => {
  const shared = (own: unknown, name = 'A') => ({
    properties: {
      one: { $ref: `#/$defs/${name}` },
      two: { $ref: `#/$defs/${name}` },
    },
    $defs: { [name]: object({ a: own }) },
  });

  it('may have other names', () => {
    expect(compare(shared(text, 'A'), shared(text, 'B'))).toEqual([]);
  });

  it('may be written out', () => {
    const inline = {
      properties: { one: object({ a: text }), two: object({ a: text }) },
    };

    expect(compare(shared(text), inline)).toEqual([]);
    expect(compare(inline, shared(text))).toEqual([]);
  });

  it('are told at each place that uses them', () => {
    expect(
      compare(shared(text), shared(whole)).map(({ subject }) => subject?.field),
    ).toEqual(['one.a', 'two.a']);
  });

  it('may lead in a circle', () => {
    const list = (own: unknown) => ({
      $ref: '#/$defs/list',
      $defs: {
        list: object({ value: own, next: { $ref: '#/$defs/list' } }),
      },
    });

    expect(compare(list(text), list(text))).toEqual([]);
    expect(
      compare(list(text), list(whole)).map(({ subject }) => subject?.field),
    ).toEqual(['value']);
  });

  it('may lead in a circle on one side only', () => {
    const endless = {
      $ref: '#/$defs/a',
      $defs: { a: object({ a: { $ref: '#/$defs/a' } }) },
    };
    const two = object({ a: object({ a: { type: 'object' } }) });

    expect(() => compare(endless, two)).not.toThrow();
    expect(() => compare(two, endless)).not.toThrow();
  });

  it('may lead in a circle through alternatives', () => {
    const tree = (own: unknown) => ({
      $ref: '#/$defs/node',
      $defs: {
        node: {
          oneOf: [
            { title: 'leaf', ...object({ leaf: own }) },
            {
              title: 'branch',
              ...object({
                left: { $ref: '#/$defs/node' },
                right: { $ref: '#/$defs/node' },
              }),
            },
          ],
        },
      },
    });

    expect(compare(tree(text), tree(text))).toEqual([]);
    expect(
      compare(tree(text), tree(whole)).some(
        ({ verdict }) => verdict === 'breaking',
      ),
    ).toBe(true);
  });

  it('that join what refers back to them come to an end', () => {
    const pets = (more: Fields) => ({
      $ref: '#/$defs/Pet',
      $defs: {
        Pet: { ...object({ kind: text, ...more }) },
        Cat: { allOf: [{ $ref: '#/$defs/Pet' }, object({ lives: whole })] },
      },
    });
    const choice = (more: Fields) => {
      const all = pets(more);
      return {
        ...all,
        $defs: {
          ...all.$defs,
          Pet: { ...all.$defs.Pet, oneOf: [{ $ref: '#/$defs/Cat' }] },
        },
      };
    };

    expect(() => compare(pets({}), choice({}))).not.toThrow();
    expect(() => compare(choice({}), pets({ b: text }))).not.toThrow();
    expect(compare(choice({}), choice({}))).toEqual([]);
  });

  it('out of the document are unknown unless they stay the same', () => {
    const out = (name: string) => ({ $ref: `https://example.org/${name}` });

    expect(compare(out('a'), out('a'))).toEqual([]);
    expect(compare(out('a'), out('b'))).toEqual([
      expect.objectContaining({
        rule: 'json-schema-sent-reference-changed',
        verdict: 'unknown',
      }),
    ]);
    expect(compare(out('a'), text)[0].verdict).toBe('unknown');
    expect(compare(text, out('a'))[0].verdict).toBe('unknown');
  });
});

describe('alternatives', () => {
  const cat = object({ lives: whole }, { title: 'Cat', required: ['lives'] });
  const dog = object({ tricks: text }, { title: 'Dog', required: ['tricks'] });
  const worst = (
    before: unknown,
    after: unknown,
    direction: 'send' | 'receive',
  ) =>
    WORST.find(each =>
      compare(before, after, { direction }).some(
        ({ verdict }) => verdict === each,
      ),
    ) ?? 'none';

  it.each<[string, unknown, unknown, string, string]>([
    [
      'in another order',
      { oneOf: [cat, dog] },
      { oneOf: [dog, cat] },
      'none',
      'none',
    ],
    [
      'that are more',
      { oneOf: [cat] },
      { oneOf: [cat, dog] },
      'safe',
      'breaking',
    ],
    [
      'that are fewer',
      { oneOf: [cat, dog] },
      { oneOf: [dog] },
      'breaking',
      'safe',
    ],
    [
      'where there was one schema',
      cat,
      { oneOf: [cat, dog] },
      'safe',
      'breaking',
    ],
    [
      'where one schema is left',
      { oneOf: [cat, dog] },
      dog,
      'breaking',
      'safe',
    ],
    ['that are the same schema', { anyOf: [cat, cat] }, cat, 'safe', 'safe'],
    [
      'that cover each other',
      { anyOf: [text, { ...text, maxLength: 3 }] },
      { anyOf: [text] },
      'safe',
      'safe',
    ],
    [
      'without names, of which one changed',
      { oneOf: [object({ a: text }), whole] },
      { oneOf: [object({ a: whole }), whole] },
      'breaking',
      'breaking',
    ],
    [
      'of plain types, in place of a list of types',
      { type: ['string', 'integer'] },
      { oneOf: [text, whole] },
      'safe',
      'safe',
    ],
    [
      'with another word',
      { anyOf: [text, whole] },
      { oneOf: [text, whole] },
      'safe',
      'safe',
    ],
    [
      'of which exactly one has to fit now',
      { anyOf: [text, { ...text, maxLength: 3 }] },
      { oneOf: [text, { ...text, maxLength: 3 }] },
      'breaking',
      'safe',
    ],
    [
      'in two groups',
      { allOf: [{ oneOf: [cat, dog] }, { anyOf: [cat, dog] }] },
      { allOf: [{ oneOf: [cat, dog] }, { anyOf: [cat] }] },
      'breaking',
      'safe',
    ],
  ])('%s', (_title, before, after, send, receive) => {
    expect([
      worst(before, after, 'send'),
      worst(before, after, 'receive'),
    ]).toEqual([send, receive]);
  });

  it('name what came or went', () => {
    const [change] = compare({ oneOf: [cat, dog] }, { oneOf: [dog] });

    expect(change).toMatchObject({
      rule: 'json-schema-sent-alternative-removed',
      verdict: 'breaking',
      message:
        'Consumers may no longer send the alternative Cat of the value in the order.',
      counterExample: { value: { lives: 0 } },
    });
  });

  it('keep what is common to them', () => {
    const common = {
      type: 'object',
      required: ['id'],
      properties: { id: text },
    };
    const before = { ...common, oneOf: [cat, dog] };
    const after = {
      oneOf: [
        {
          ...cat,
          required: ['lives', 'id'],
          properties: { ...cat.properties, id: text },
        },
        {
          ...dog,
          required: ['tricks', 'id'],
          properties: { ...dog.properties, id: text },
        },
      ],
    };

    expect(worst(before, after, 'send')).toBe('safe');
    expect(worst(before, after, 'receive')).toBe('safe');
  });
});

describe('what only one side sends', () => {
  const order = (id: Fields, required: string[] = []) =>
    object({ id: { ...text, ...id }, name: text }, { required });
  const verdictsOf = (before: unknown, after: unknown) =>
    (['send', 'receive'] as const).map(direction =>
      compare(before, after, { direction, dialect: 'openapi-3.0' }).map(
        ({ rule, verdict }) => [
          rule.replace(/^json-schema-(sent|received)-/, ''),
          verdict,
        ],
      ),
    );

  it('is not asked of consumers', () => {
    expect(
      verdictsOf(order({ readOnly: true }), order({ readOnly: true }, ['id'])),
    ).toEqual([[], [['property-required', 'safe']]]);
  });

  it('may change where they do not meet it', () => {
    expect(
      verdictsOf(
        order({ readOnly: true }),
        order({ readOnly: true, maxLength: 5 }),
      ),
    ).toEqual([[], [['bound-tightened', 'safe']]]);
  });

  it('is passed over from now on', () => {
    expect(verdictsOf(order({}), order({ readOnly: true }))).toEqual([
      [['read-only-began', 'risky']],
      [],
    ]);
    expect(verdictsOf(order({}), order({ writeOnly: true }))).toEqual([
      [],
      [['write-only-began', 'risky']],
    ]);
  });

  it('has to be sent from now on', () => {
    expect(
      verdictsOf(order({ readOnly: true }, ['id']), order({}, ['id'])),
    ).toEqual([
      [
        ['read-only-ended', 'safe'],
        ['property-required', 'breaking'],
      ],
      [],
    ]);
  });
});

describe('SchemaComparison', () => {
  const side = (document: unknown) => ({
    files: DocumentFiles.create({ '': document }, ''),
    dialect: '2020-12' as const,
  });
  const before = side({ a: object({ x: text }), b: object({ x: text }) });
  const after = side({ a: object({ x: whole }), b: object({ x: text }) });
  const node = ({ files }: ReturnType<typeof side>, name: string) => ({
    value: (files.root.value as Fields)[name],
    file: '',
    pointer: `/${name}`,
  });
  const comparison = SchemaComparison.create({ before, after, rules });

  it('names the operation and the field that schemas are used for', () => {
    const [change] = comparison.compare(node(before, 'a'), node(after, 'a'), {
      direction: 'receive',
      operation: 'GET /a',
      field: 'filter',
      where: 'GET /a',
    });

    expect(change.subject).toEqual({
      operation: 'GET /a',
      field: 'filter.x',
      hits: 'who-uses',
    });
    expect(change.before?.path).toBe('#/a/properties/x');
  });

  it('calls the schemas themselves by what they are', () => {
    const [change] = comparison.compare(
      { value: text, file: '', pointer: '/c' },
      { value: whole, file: '', pointer: '/c' },
      { direction: 'send', where: 'POST /a', what: 'the body' },
    );

    expect(change.message).toBe(
      'In POST /a, the type of the body changed from string to integer.',
    );
    expect(change.subject).toEqual({ hits: 'who-uses' });
  });

  it('tells whether two schemas go together', () => {
    for (const direction of ['send', 'receive'] as const) {
      expect(
        comparison.isCompatible(node(before, 'b'), node(after, 'b'), direction),
      ).toBe(true);
      expect(
        comparison.isCompatible(node(before, 'a'), node(after, 'a'), direction),
      ).toBe(false);
    }
  });

  it('is done with thousands of schemas in a chain', () => {
    const chain = (own: unknown) =>
      side(
        Object.fromEntries(
          Array.from({ length: 5_000 }, (_none, at) => [
            `s${at}`,
            object(
              at < 4_999 ? { next: { $ref: `#/s${at + 1}` } } : { end: own },
            ),
          ]),
        ),
      );
    const [old, young] = [chain(text), chain(whole)];
    const all = SchemaComparison.create({ before: old, after: young, rules });
    const changes = all.compare(node(old, 's0'), node(young, 's0'), {
      direction: 'send',
      operation: 'POST /a',
      where: 'POST /a',
    });

    expect(changes).toHaveLength(1);
    expect(changes[0].subject?.operation).toBe('POST /a');
  });
});
