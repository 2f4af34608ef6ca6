import type { Fields } from './__testUtils__/documents';
import {
  document,
  older,
  olderOperation,
  operation,
} from './__testUtils__/documents';
import { parseAsyncapi } from './parseAsyncapi';

const first = (text: string) => parseAsyncapi(text).operations[0];

describe('operations of AsyncAPI 3', () => {
  it('are known by what the application does at which address', () => {
    const { operations } = parseAsyncapi(
      document({
        channels: {
          a: { address: 'orders/{id}' },
          b: { address: 'payments' },
        },
        operations: {
          x: { action: 'send', channel: { $ref: '#/channels/a' } },
          y: { action: 'receive', channel: { $ref: '#/channels/b' } },
        },
      }),
    );

    expect(operations.map(({ name, key, id }) => [name, key, id])).toEqual([
      ['send orders/{id}', 'send orders/{}', 'x'],
      ['receive payments', 'receive payments', 'y'],
    ]);
  });

  it('have all messages of their channel unless some are chosen', () => {
    const channel = {
      address: 'a',
      messages: { A: { name: 'a' }, B: { name: 'b' } },
    };
    const names = (own: Fields) =>
      first(
        document({
          channels: { c: channel },
          operations: {
            x: { action: 'send', channel: { $ref: '#/channels/c' }, ...own },
          },
        }),
      ).messages.map(message => message.names);

    expect(names({})).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ]);
    expect(names({ messages: [{ $ref: '#/channels/c/messages/B' }] })).toEqual([
      ['b', 'B'],
    ]);
  });

  it('of one action at one address are one', () => {
    const channel = { address: 'a', messages: { A: {}, B: {} } };
    const { operations } = parseAsyncapi(
      document({
        channels: { c: channel },
        operations: Object.fromEntries(
          ['A', 'B'].map(key => [
            `on${key}`,
            {
              action: 'send',
              channel: { $ref: '#/channels/c' },
              messages: [{ $ref: `#/channels/c/messages/${key}` }],
            },
          ]),
        ),
      }),
    );

    expect(operations).toHaveLength(1);
    expect(operations[0].messages).toHaveLength(2);
  });

  it('are unknown for a channel that none of them uses', () => {
    expect(
      first(
        document({ channels: { c: { address: 'a', messages: { A: {} } } } }),
      ),
    ).toMatchObject({
      name: 'use a',
      action: 'unknown',
      messages: [{ names: ['A'] }],
    });
  });

  it('do not count a channel as unused that only answers use', () => {
    const { operations } = parseAsyncapi(
      document({
        channels: { a: { address: 'asked' }, b: { address: 'answers' } },
        operations: {
          x: {
            action: 'receive',
            channel: { $ref: '#/channels/a' },
            reply: { channel: { $ref: '#/channels/b' } },
          },
        },
      }),
    );

    expect(operations.map(({ name }) => name)).toEqual(['receive asked']);
    expect(operations[0].reply?.address).toBe('answers');
  });

  it('go by the key of a channel without an address', () => {
    expect(
      first(
        document({
          channels: { key: { address: null } },
          operations: {
            x: { action: 'send', channel: { $ref: '#/channels/key' } },
          },
        }),
      ).name,
    ).toBe('send key');
  });

  it('keep the addresses that lead out, and follow none', () => {
    const { lost, messages } = first(
      document({
        channels: {
          c: {
            address: 'a',
            messages: { A: { $ref: 'https://example.org/a.yaml' } },
          },
        },
        operations: {
          x: { action: 'send', channel: { $ref: '#/channels/c' } },
        },
      }),
    );

    expect(lost).toEqual(['https://example.org/a.yaml']);
    expect(messages).toEqual([]);
  });
});

describe('operations of AsyncAPI 2', () => {
  it.each([
    ['publish', 'receive orders.created'],
    ['subscribe', 'send orders.created'],
  ] as const)('%s means that the application does: %s', (field, name) => {
    expect(first(olderOperation(field, {})).name).toBe(name);
  });

  it('may be both at one address', () => {
    const { operations } = parseAsyncapi(
      older({ channels: { a: { publish: {}, subscribe: {} } } }),
    );

    expect(operations.map(({ name }) => name)).toEqual(['receive a', 'send a']);
  });

  it('have one message or several to choose from', () => {
    expect(
      first(olderOperation('publish', { name: 'a' })).messages,
    ).toHaveLength(1);
    expect(
      first(
        olderOperation('publish', { oneOf: [{ name: 'a' }, { name: 'b' }] }),
      ).messages.map(({ names }) => names[0]),
    ).toEqual(['a', 'b']);
    expect(first(older({ channels: { a: { publish: {} } } })).messages).toEqual(
      [],
    );
  });

  it('have the id that generated code uses', () => {
    expect(
      first(older({ channels: { a: { publish: { operationId: 'onA' } } } })).id,
    ).toBe('onA');
  });
});

describe('a message', () => {
  const message = (own: Fields, more: Fields = {}) =>
    first(operation({ messages: { Key: own }, more })).messages[0];

  it.each<[string, Fields, string[]]>([
    ['its key', {}, ['Key']],
    ['its name', { name: 'name' }, ['name', 'Key']],
    ['its id', { messageId: 'id', name: 'name' }, ['id', 'name', 'Key']],
    ['the same name once', { name: 'Key' }, ['Key']],
  ])('is known by %s', (_title, own, names) => {
    expect(message(own).names).toEqual(names);
  });

  it('is known by what a reference calls it', () => {
    expect(
      message(
        { $ref: '#/components/messages/Shared' },
        { components: { messages: { Shared: { payload: {} } } } },
      ).names,
    ).toEqual(['Key', 'Shared']);
  });

  it('has the form that holds for all, unless it has its own', () => {
    const all = { defaultContentType: 'application/cbor' };

    expect(message({}, all).contentType).toBe('application/cbor');
    expect(message({ contentType: 'text/plain' }, all).contentType).toBe(
      'text/plain',
    );
    expect(message({}).contentType).toBeUndefined();
  });

  it('says beside the payload, or in it, what describes it', () => {
    const avro = 'application/vnd.apache.avro;version=1.9.0';

    expect(message({ schemaFormat: avro, payload: 'string' })).toMatchObject({
      schemaFormat: avro,
      payload: { value: 'string' },
    });
    expect(
      message({ payload: { schemaFormat: avro, schema: 'string' } }),
    ).toMatchObject({ schemaFormat: avro, payload: { value: 'string' } });
    expect(message({ payload: {} }).schemaFormat).toBeUndefined();
  });

  it('has what its traits add, and its own words first', () => {
    const trait = { name: 'trait', headers: { type: 'object' } };

    expect(
      message(
        { name: 'own', traits: [trait, { $ref: '#/components/t' }] },
        {
          components: { t: { contentType: 'text/plain' } },
        },
      ),
    ).toMatchObject({
      names: ['own', 'Key'],
      contentType: 'text/plain',
      headers: { value: { type: 'object' } },
    });
  });

  it('has the place of the id that joins it with others', () => {
    expect(
      message(
        { correlationId: { $ref: '#/components/id' } },
        { components: { id: { location: '$message.header#/id' } } },
      ).correlation,
    ).toBe('$message.header#/id');
  });
});

describe('a server', () => {
  const server = (own: Fields, write = document) =>
    parseAsyncapi(write({ servers: { main: own } })).servers[0];

  it.each<[string, Fields, string, string]>([
    ['a host', { host: 'a.example.org' }, 'a.example.org', ''],
    [
      'a host with a port and a path',
      { host: 'a:9092', pathname: '/b/' },
      'a:9092',
      'b',
    ],
    ['an address with a protocol', { url: 'kafka://a:9092' }, 'a:9092', ''],
    ['an address with a path', { url: 'mqtt://a/b/c' }, 'a', 'b/c'],
    ['a bare address', { url: 'a:9092' }, 'a:9092', ''],
  ])('has %s', (_title, own, host, path) => {
    expect(server(own)).toMatchObject({ host, path });
  });

  it('has ways to sign in, by name or as they are', () => {
    const kinds = (text: string) =>
      parseAsyncapi(text).servers[0].security?.map(way =>
        way.map(({ scheme, scopes }) => [scheme.kind, scopes]),
      );
    const schemes = {
      components: { securitySchemes: { login: { type: 'oauth2', flows: {} } } },
    };

    expect(
      kinds(
        older({
          ...schemes,
          servers: { main: { url: 'a', security: [{ login: ['x'] }] } },
        }),
      ),
    ).toEqual([[['oauth2', ['x']]]]);
    expect(
      kinds(
        document({
          ...schemes,
          servers: {
            main: {
              host: 'a',
              security: [
                { $ref: '#/components/securitySchemes/login' },
                { type: 'X509' },
              ],
            },
          },
        }),
      ),
    ).toEqual([[['oauth2', []]], [['X509', []]]]);
  });

  it('says nothing of signing in where the list is empty', () => {
    expect(server({ host: 'a', security: [] }).security).toBeUndefined();
  });
});

describe('the values of a parameter', () => {
  it.each<[string, string, unknown]>([
    [
      '2',
      older({
        channels: {
          'a/{x}': {
            parameters: { x: { schema: { enum: ['b'] } } },
            publish: {},
          },
        },
      }),
      { enum: ['b'] },
    ],
    [
      '3',
      operation({
        address: 'a/{x}',
        channel: { parameters: { x: { enum: ['b'], description: 'c' } } },
      }),
      { type: 'string', enum: ['b'] },
    ],
  ])('are a schema in AsyncAPI %s', (_edition, text, schema) => {
    expect(first(text).parameters[0]).toMatchObject({
      name: 'x',
      schema: { value: schema },
    });
  });
});
