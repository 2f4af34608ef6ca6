import type { Message } from './AsyncApi';
import { matchMessages } from './matchMessages';
import { payloadDialect } from './payloadDialect';

const place = { value: undefined, file: '', pointer: '' };

function message(...names: string[]): Message {
  return {
    ...{ names, node: place, notes: {}, payload: place },
    ...{ headers: place, bindings: place },
  };
}

function match(
  before: Message[],
  after: Message[],
  isAlike: (before: Message, after: Message) => boolean = () => false,
) {
  const { pairs, removed, added } = matchMessages(before, after, isAlike);
  return {
    pairs: pairs.map(([old, young]) => [
      before.indexOf(old),
      after.indexOf(young),
    ]),
    removed: removed.map(each => before.indexOf(each)),
    added: added.map(each => after.indexOf(each)),
  };
}

describe('messages stand for each other', () => {
  it.each<[string, Message[], Message[], [number, number][]]>([
    [
      'by their best name',
      [message('a'), message('b')],
      [message('b'), message('a')],
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      'by any of their names',
      [message('id', 'key')],
      [message('other', 'key')],
      [[0, 0]],
    ],
    [
      'by the best name before any other one',
      [message('a', 'b')],
      [message('b', 'a'), message('a')],
      [[0, 1]],
    ],
    [
      'by their place where they have no name',
      [message(), message()],
      [message(), message()],
      [
        [0, 0],
        [1, 1],
      ],
    ],
    [
      'where one of the only two has no name',
      [message()],
      [message('a')],
      [[0, 0]],
    ],
  ])('%s', (_title, before, after, pairs) => {
    expect(match(before, after).pairs).toEqual(pairs);
  });

  it('by what they hold, where no name is the same', () => {
    const [before, after] = [
      [message('a'), message('b')],
      [message('x'), message('y')],
    ];

    expect(
      match(
        before,
        after,
        (old, young) => old === before[0] && young === after[1],
      ),
    ).toEqual({ pairs: [[0, 1]], removed: [1], added: [0] });
  });

  it('never where they have other names and hold other things', () => {
    expect(match([message('a')], [message('b')])).toEqual({
      pairs: [],
      removed: [0],
      added: [0],
    });
  });

  it('each once', () => {
    expect(match([message('a'), message('a')], [message('a')])).toEqual({
      pairs: [[0, 0]],
      removed: [1],
      added: [],
    });
  });
});

describe('payloadDialect', () => {
  it.each([
    [undefined, 'draft-07'],
    ['application/vnd.aai.asyncapi+json;version=2.6.0', 'draft-07'],
    ['application/vnd.aai.asyncapi;version=3.0.0', 'draft-07'],
    ['application/schema+json;version=draft-07', 'draft-07'],
    ['application/schema+yaml;version=draft-07', 'draft-07'],
    ['application/schema+json;version=draft-04', 'draft-04'],
    ['application/schema+json;version=2019-09', '2019-09'],
    ['application/schema+json;version=2020-12', '2020-12'],
    ['application/schema+json', 'draft-07'],
    ['application/vnd.oai.openapi;version=3.0.0', 'openapi-3.0'],
    ['application/vnd.oai.openapi+json;version=3.1.0', 'openapi-3.1'],
    ['application/vnd.apache.avro;version=1.9.0', undefined],
    ['application/vnd.google.protobuf;version=3', undefined],
    ['application/raml+yaml;version=1.0', undefined],
  ])('of %s is %s', (schemaFormat, dialect) => {
    expect(payloadDialect(schemaFormat)).toBe(dialect);
  });
});
