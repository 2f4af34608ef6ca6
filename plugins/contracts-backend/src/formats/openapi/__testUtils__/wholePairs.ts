import { document, operation } from './documents';
import {
  type Fields,
  type OperationPair,
  fine,
  text,
  whole,
  get,
  SENT,
  RECEIVED,
  operationPair,
} from './operationPair';

const server = (...urls: string[]) =>
  document({ servers: urls.map(url => ({ url })) });
const hook = (name: string, schema: unknown, more: Fields = {}) =>
  document({
    edition: '3.1.0',
    webhooks: {
      [name]: {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: fine,
          ...more,
        },
      },
    },
  });
const callback = (schema?: unknown) =>
  operation({
    callbacks:
      schema === undefined
        ? {}
        : {
            done: {
              '{$request.body#/url}': {
                post: {
                  requestBody: { content: { 'application/json': { schema } } },
                  responses: fine,
                },
              },
            },
          },
  });
const closedList = (...values: string[]) => ({ type: 'string', enum: values });

export const wholePairs: OperationPair[] = [
  operationPair(
    'the address is another one with the same path',
    server('https://a.example.org/v1'),
    server('https://b.example.org/v1'),
    'risky',
    'server-removed',
  ),
  operationPair(
    'the path of the address changed',
    server('https://a.example.org/v1'),
    server('https://a.example.org/v2'),
    'breaking',
    'server-path-changed',
  ),
  operationPair(
    'an address is new',
    server('https://a.example.org'),
    server('https://a.example.org', 'https://b.example.org'),
    'safe',
    'server-added',
  ),
  operationPair(
    'an address is written down',
    document(),
    server('https://a.example.org/v1'),
    'safe',
    'server-added',
  ),
  operationPair(
    'an address has a slash at its end',
    server('https://a.example.org/v1'),
    server('https://a.example.org/v1/'),
    'safe',
  ),
  operationPair(
    'the path moved from the paths to the address',
    document({ servers: [{ url: '/' }], paths: { '/v1/a': { get: get() } } }),
    document({ servers: [{ url: '/v1' }], paths: { '/a': { get: get() } } }),
    'risky',
  ),
  operationPair(
    'a variable of the address changed',
    document({
      servers: [
        {
          url: 'https://{region}.example.org',
          variables: { region: { default: 'eu' } },
        },
      ],
    }),
    document({
      servers: [
        {
          url: 'https://{region}.example.org',
          variables: { region: { default: 'us' } },
        },
      ],
    }),
    'risky',
    'server-variable-changed',
  ),
  operationPair(
    'an event is gone',
    hook('paid', text),
    document({ edition: '3.1.0' }),
    'breaking',
    'operation-removed',
  ),
  operationPair(
    'an event is new',
    document({ edition: '3.1.0' }),
    hook('paid', text),
    'safe',
    'operation-added',
  ),
  operationPair(
    'a field of an event is gone',
    hook('paid', { type: 'object', properties: { a: text } }),
    hook('paid', { type: 'object', properties: {} }),
    'breaking',
    'response-property-removed',
    RECEIVED,
  ),
  operationPair(
    'a field of an event became required',
    hook('paid', { type: 'object', properties: { a: text } }),
    hook('paid', { type: 'object', properties: { a: text }, required: ['a'] }),
    'safe',
  ),
  operationPair(
    'an event has one more value',
    hook('paid', closedList('a')),
    hook('paid', closedList('a', 'b')),
    'risky',
    'response-enum-value-added',
    RECEIVED,
  ),
  operationPair(
    'the answer to an event is narrower',
    hook('paid', text, {
      responses: {
        200: {
          description: 'a',
          content: { 'application/json': { schema: text } },
        },
      },
    }),
    hook('paid', text, {
      responses: {
        200: {
          description: 'a',
          content: {
            'application/json': { schema: { ...text, maxLength: 5 } },
          },
        },
      },
    }),
    'breaking',
    'request-bound-tightened',
    SENT,
  ),
  operationPair(
    'a callback is gone',
    callback(text),
    callback(),
    'breaking',
    'operation-removed',
  ),
  operationPair(
    'a field of a callback has another type',
    callback({ type: 'object', properties: { a: text } }),
    callback({ type: 'object', properties: { a: whole } }),
    'breaking',
    'response-type-changed',
    RECEIVED,
  ),
  operationPair(
    'the words of the document changed',
    document({ tags: [{ name: 'a' }] }),
    document({ tags: [{ name: 'b' }] }),
    'safe',
    'words-changed',
  ),
  operationPair(
    'the edition is another one',
    document({ edition: '3.0.3' }),
    document({ edition: '3.1.0' }),
    'safe',
    'words-changed',
  ),
  operationPair(
    'a schema that nobody uses changed',
    document({ components: { schemas: { A: text } } }),
    document({ components: { schemas: { A: whole } } }),
    'safe',
  ),
  operationPair(
    'a request and a response share a schema that lost a value',
    shared(closedList('a', 'b')),
    shared(closedList('a')),
    'breaking',
    'request-enum-value-removed',
    SENT,
  ),
  operationPair(
    'a request and a response share a schema that got a value',
    shared(closedList('a')),
    shared(closedList('a', 'b')),
    'risky',
    'response-enum-value-added',
    RECEIVED,
  ),
];

function shared(schema: unknown): string {
  const content = {
    'application/json': { schema: { $ref: '#/components/schemas/A' } },
  };
  return operation(
    {
      requestBody: { content },
      responses: { 200: { description: 'a', content } },
    },
    { components: { schemas: { A: schema } } },
  );
}
