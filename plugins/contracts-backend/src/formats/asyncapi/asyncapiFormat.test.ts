import { InputError } from '@backstage/errors';
import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { contractFormatSuite } from '@slipway/backstage-plugin-contracts-node/testUtils';
import { document, older, received, sent } from './__testUtils__/documents';
import { asyncapiFormat } from './asyncapiFormat';
import { parseAsyncapi } from './parseAsyncapi';

const book = RuleBook.create([asyncapiFormat]);
const list = (...values: string[]) => ({
  payload: {
    type: 'object',
    properties: { items: { type: 'array', items: { enum: values } } },
  },
});

contractFormatSuite(asyncapiFormat, {
  document: sent(list('a', 'b')),
  breaking: sent(list('a')),
  compatible: sent({ title: 'Created', ...list('a', 'b') }),
  invalid: 'asyncapi: [3.0',
});

describe('parseAsyncapi', () => {
  it.each([
    ['2', older(), '2.6.0'],
    ['3', document(), '3.0.0'],
    ['3 in YAML', 'asyncapi: 3.0.0\nchannels:\n  a: {}\n', '3.0.0'],
  ])('reads AsyncAPI %s', (_title, text, edition) => {
    expect(parseAsyncapi(text).edition).toBe(edition);
  });

  it.each<[string, string | Record<string, string>, string]>([
    ['broken JSON', '{"asyncapi": ', 'no JSON'],
    ['an OpenAPI document', 'openapi: 3.0.0', "no 'asyncapi' with a version"],
    ['an edition to come', 'asyncapi: 4.0.0', 'AsyncAPI 4.0.0 is not known'],
    ['an old edition', 'asyncapi: "1.2.0"', 'AsyncAPI 1.2.0 is not known'],
    [
      'two documents',
      { a: 'asyncapi: 3.0.0', b: 'asyncapi: 3.0.0' },
      'more than one AsyncAPI document: a, b',
    ],
    ['files without a document', { a: '{}', b: '{}' }, 'None of the files'],
  ])('refuses %s in a sentence', (_title, text, message) => {
    expect(() => parseAsyncapi(text)).toThrow(InputError);
    expect(() => parseAsyncapi(text)).toThrow(message);
  });

  it('reads what other files of the contract describe', () => {
    const { operations } = parseAsyncapi({
      'api.yaml': [
        'asyncapi: 3.0.0',
        'channels: {a: {$ref: "channels/a.yaml"}}',
        'operations: {x: {action: send, channel: {$ref: "#/channels/a"}}}',
      ].join('\n'),
      'channels/a.yaml': 'address: orders\nmessages: {A: {payload: {}}}',
    });

    expect(operations).toHaveLength(1);
    expect(operations[0]).toMatchObject({ name: 'send orders', lost: [] });
    expect(operations[0].messages).toHaveLength(1);
  });
});

describe('a change', () => {
  it('says what consumers may no longer send, where, and shows it', () => {
    const [before, after] = [list('a', 'b'), list('a')].map(message =>
      parseAsyncapi(sent(message)),
    );

    expect(asyncapiFormat.compare(before, after)).toEqual([
      {
        rule: 'asyncapi-sent-enum-value-removed',
        verdict: 'breaking',
        message:
          "Consumers may no longer send items[] 'b' in the message Created of receive orders.created.",
        before: {
          path: '#/channels/orders/messages/Created/payload/properties/items/items',
          text: '["a","b"]',
        },
        after: {
          path: '#/channels/orders/messages/Created/payload/properties/items/items',
          text: '["a"]',
        },
        direction: 'send',
        subject: {
          operation: 'receive orders.created',
          field: 'items[]',
          values: ['b'],
          hits: 'who-uses',
        },
        counterExample: { value: 'b' },
      },
    ]);
  });

  it('is unknown when the comparison is ended', async () => {
    const [before, after] = [list('a', 'b'), list('a')].map(message =>
      parseAsyncapi(received(message)),
    );
    const changes = await asyncapiFormat.compare(before, after, {
      signal: AbortSignal.abort(),
    });

    expect(changes.map(({ rule }) => rule)).toContain('asyncapi-not-compared');
    expect(book.summarize(changes).verdict).toMatch(/unknown|breaking/);
  });
});

describe('the outline', () => {
  it('names what the application does at which address', () => {
    const api = parseAsyncapi(
      received(list('a'), {
        operation: {
          title: 'Tells of new orders',
          deprecated: true,
          description: 'Use orders.made.',
          'x-sunset': '2027-01-31',
        },
      }),
    );

    expect(asyncapiFormat.outline(api)).toEqual({
      title: 'Orders',
      version: '1.0.0',
      dialect: '3.0.0',
      elements: [
        {
          operation: 'send orders.created',
          kind: 'operation',
          title: 'Tells of new orders',
          deprecated: true,
          advice: 'Use orders.made.',
          sunset: '2027-01-31',
        },
      ],
    });
  });
});
