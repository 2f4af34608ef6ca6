import { compare } from './__testUtils__/comparing';
import {
  type Fields,
  object,
  text,
  whole,
  WORST_FIRST,
} from './__testUtils__/schemas';

describe('alternatives', () => {
  const cat = object({ lives: whole }, { title: 'Cat', required: ['lives'] });
  const dog = object({ tricks: text }, { title: 'Dog', required: ['tricks'] });
  const worst = (
    before: unknown,
    after: unknown,
    direction: 'send' | 'receive',
  ) =>
    WORST_FIRST.find(each =>
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
