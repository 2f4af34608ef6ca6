import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { contextOf } from './__testUtils__/comparing';
import { compareNotes } from './compareNotes';

type Schema = Record<string, unknown>;

function told(
  before: Schema,
  after: Schema,
  direction: ContractDirection = 'send',
) {
  const { context, shapes } = contextOf(
    before,
    after,
    direction,
    'openapi-3.1',
  );
  return compareNotes(context, shapes).map(({ kind, verdict, detail }) => [
    kind,
    verdict,
    detail,
  ]);
}

const choice = (discriminator: unknown) => ({
  oneOf: [{ title: 'Cat' }, { title: 'Dog' }],
  discriminator,
});
const mapped = (mapping: object) => choice({ propertyName: 'kind', mapping });

describe('words', () => {
  it.each<[string, Schema, Schema, string]>([
    ['a title', { title: 'a' }, { title: 'b' }, 'title'],
    ['a description that is new', {}, { description: 'b' }, 'description'],
    ['an extension', { 'x-a': 1 }, { 'x-a': 2 }, 'x-a'],
    ['an example', { example: 1 }, { example: 2 }, 'example'],
    [
      'several',
      { title: 'a' },
      { title: 'b', description: 'c' },
      'title, description',
    ],
    ['documents beside it', {}, { externalDocs: { url: 'a' } }, 'externalDocs'],
  ])('of %s are told once, and are safe', (_title, before, after, detail) => {
    for (const direction of ['send', 'receive'] as const) {
      expect(told(before, after, direction)).toEqual([
        ['description-changed', 'safe', detail],
      ]);
    }
  });

  it.each<[string, Schema, Schema]>([
    ['the same example in two spellings', { example: 1 }, { examples: [1] }],
    ['nothing', { title: 'a' }, { title: 'a' }],
    ['another order', { 'x-a': { b: 1, c: 2 } }, { 'x-a': { c: 2, b: 1 } }],
  ])('are not told for %s', (_title, before, after) => {
    expect(told(before, after)).toEqual([]);
  });
});

describe('a default', () => {
  it.each<[Schema, Schema, string]>([
    [{}, { default: 1 }, 'from none to 1'],
    [{ default: 1 }, {}, 'from 1 to none'],
    [{ default: 'a' }, { default: 'b' }, "from 'a' to 'b'"],
    [{ default: false }, { default: null }, 'from false to null'],
  ])(
    'of %j that became %j is risky for who leaves it out',
    (before, after, detail) => {
      expect(told(before, after)).toEqual([
        ['default-changed', 'risky', detail],
      ]);
      expect(told(before, after, 'receive')).toEqual([
        ['default-changed', 'safe', detail],
      ]);
    },
  );

  it('may be an object in another order', () => {
    expect(
      told({ default: { a: 1, b: 2 } }, { default: { b: 2, a: 1 } }),
    ).toEqual([]);
  });
});

describe('what goes away', () => {
  const gone = (sunset?: string) => ({
    deprecated: true,
    ...(sunset && { 'x-sunset': sunset }),
  });

  it.each<[string, Schema, Schema, string]>([
    ['without a day', {}, gone(), 'deprecated'],
    [
      'with a day',
      {},
      gone('2027-01-01'),
      'deprecated and may be gone after 2027-01-01',
    ],
    [
      'on another day',
      gone('2027-01-01'),
      gone('2027-02-01'),
      'deprecated and may be gone after 2027-02-01',
    ],
    ['no more', gone(), {}, 'no longer deprecated'],
  ])('is told %s, and is safe', (_title, before, after, detail) => {
    expect(told(before, after)).toEqual([['deprecated', 'safe', detail]]);
  });

  it('is not told where it stays as it was', () => {
    expect(told(gone('2027-01-01'), gone('2027-01-01'))).toEqual([]);
    expect(told({ deprecated: false }, {})).toEqual([]);
  });
});

describe('what tells alternatives apart', () => {
  it('is risky where it stands elsewhere', () => {
    const before = choice({ propertyName: 'kind' });
    const after = choice({ propertyName: 'type' });

    for (const direction of ['send', 'receive'] as const) {
      expect(told(before, after, direction)).toEqual([
        ['discriminator-changed', 'risky', "from 'kind' to 'type'"],
      ]);
    }
  });

  it('is safe for who receives where it is new', () => {
    const [before, after] = [
      choice(undefined),
      choice({ propertyName: 'kind' }),
    ];

    expect(told(before, after, 'receive')).toEqual([
      ['discriminator-changed', 'safe', "from none to 'kind'"],
    ]);
    expect(told(before, after, 'send')).toEqual([
      ['discriminator-changed', 'risky', "from none to 'kind'"],
    ]);
  });

  it('has one spelling in Swagger 2.0 and another one since', () => {
    expect(told(choice('kind'), choice({ propertyName: 'kind' }))).toEqual([]);
  });

  it('is risky for who sends a word that is gone', () => {
    const before = mapped({ cat: 'Cat', dog: 'Dog' });
    const after = mapped({ cat: 'Cat' });

    expect(told(before, after, 'send')).toEqual([
      ['discriminator-changed', 'risky', '(lost: dog)'],
    ]);
    expect(told(before, after, 'receive')).toEqual([
      ['discriminator-changed', 'safe', '(lost: dog)'],
    ]);
  });

  it('is risky for who receives a word that is new', () => {
    const before = mapped({ cat: 'Cat' });
    const after = mapped({ cat: 'Cat', dog: 'Dog' });

    expect(told(before, after, 'receive')).toEqual([
      ['discriminator-changed', 'risky', '(new: dog)'],
    ]);
    expect(told(before, after, 'send')).toEqual([
      ['discriminator-changed', 'safe', '(new: dog)'],
    ]);
  });

  it('is risky where words changed places', () => {
    expect(
      told(
        mapped({ a: '#/Cat', b: '#/Dog' }),
        mapped({ a: '#/Dog', b: '#/Cat' }),
      ),
    ).toEqual([['discriminator-changed', 'risky', '(other meaning: a, b)']]);
  });

  it('may be the same under another name', () => {
    expect(told(mapped({ a: '#/Cat' }), mapped({ a: '#/Tiger' }))).toEqual([]);
  });
});

describe('an open list', () => {
  const list = (...values: unknown[]) => ({ 'x-extensible-enum': values });

  it('breaks who sends a value that is gone', () => {
    expect(told(list('a', 'b'), list('a'))).toEqual([
      ['known-value-removed', 'breaking', "'b'"],
    ]);
    expect(told(list('a', 'b'), list('a'), 'receive')).toEqual([
      ['known-value-removed', 'safe', "'b'"],
    ]);
  });

  it('breaks nobody by a value that is new', () => {
    expect(told(list('a'), list('a', 1), 'receive')).toEqual([
      ['known-value-added', 'safe', '1'],
    ]);
  });

  it('breaks nobody when it ends', () => {
    expect(told(list('a'), {})).toEqual([]);
  });
});

describe('the form in XML', () => {
  it('is risky when it changes', () => {
    expect(
      told({ xml: { name: 'a' } }, { xml: { name: 'b' } }, 'receive'),
    ).toEqual([['xml-form-changed', 'risky', undefined]]);
  });

  it('may be written in another order', () => {
    expect(
      told(
        { xml: { name: 'a', wrapped: true } },
        { xml: { wrapped: true, name: 'a' } },
      ),
    ).toEqual([]);
  });
});
