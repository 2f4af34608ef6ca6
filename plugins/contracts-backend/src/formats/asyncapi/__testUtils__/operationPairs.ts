import { document, operation } from './documents';
import { type AsyncPair, SENT, RECEIVED, asyncPair } from './asyncPair';

export const operationPairs: AsyncPair[] = [
  asyncPair(
    'the key of a channel is another one',
    operation(),
    operation({ channelKey: 'other' }),
    'safe',
  ),
  asyncPair(
    'the address is another one',
    operation(),
    operation({ address: 'orders.made' }),
    'breaking',
    'operation-removed',
  ),
  asyncPair(
    'a parameter of the address has another name',
    operation({ address: 'a/{x}' }),
    operation({ address: 'a/{y}' }),
    'safe',
  ),
  asyncPair(
    'the application receives in place of sending',
    operation(),
    operation({ action: 'receive' }),
    'breaking',
    'operation-removed',
  ),
  asyncPair(
    'an operation is gone',
    operation(),
    document({ channels: {}, operations: {} }),
    'breaking',
    'operation-removed',
    RECEIVED,
  ),
  asyncPair(
    'an operation that consumers send to is gone',
    operation({ action: 'receive' }),
    document(),
    'breaking',
    'operation-removed',
    SENT,
  ),
  asyncPair(
    'an operation is new',
    document(),
    operation(),
    'safe',
    'operation-added',
  ),
  asyncPair(
    'a deprecated operation is gone after its day',
    operation({ operation: { deprecated: true, 'x-sunset': '2020-01-01' } }),
    document(),
    'risky',
    'operation-removed',
  ),
  asyncPair(
    'the key of an operation is another one',
    document({
      channels: { a: { address: 'a' } },
      operations: { x: { action: 'send', channel: { $ref: '#/channels/a' } } },
    }),
    document({
      channels: { a: { address: 'a' } },
      operations: { y: { action: 'send', channel: { $ref: '#/channels/a' } } },
    }),
    'risky',
    'operation-id-changed',
  ),
  asyncPair(
    'words changed',
    operation({ operation: { title: 'a' } }),
    operation({ operation: { title: 'b' } }),
    'safe',
    'words-changed',
  ),
  asyncPair(
    'the version of the document is another one',
    document(),
    document({ info: { title: 'Orders', version: '2.0.0' } }),
    'safe',
  ),
  asyncPair(
    'who uses a channel is said now',
    document({ channels: { a: { address: 'a', messages: {} } } }),
    document({
      channels: { a: { address: 'a', messages: {} } },
      operations: { x: { action: 'send', channel: { $ref: '#/channels/a' } } },
    }),
    'safe',
  ),
  asyncPair(
    'a channel is described elsewhere',
    operation(),
    document({
      channels: { orders: { $ref: 'https://example.org/a.yaml' } },
      operations: {
        onCreated: { action: 'send', channel: { $ref: '#/channels/orders' } },
      },
    }),
    'unknown',
    'reference-unknown',
  ),
  asyncPair(
    'an operation needs a scope',
    operation({
      operation: { security: [{ type: 'oauth2', flows: {}, scopes: ['a'] }] },
    }),
    operation({
      operation: {
        security: [{ type: 'oauth2', flows: {}, scopes: ['a', 'b'] }],
      },
    }),
    'breaking',
    'security-scope-added',
  ),
];
