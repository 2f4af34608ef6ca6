import { older, olderOperation, received, sent, server } from './documents';
import {
  type AsyncPair,
  SENT,
  RECEIVED,
  payload,
  state,
  asyncPair,
} from './asyncPair';

export const editionPairs: AsyncPair[] = [
  asyncPair(
    'what clients may publish is what consumers send',
    olderOperation('publish', state('a', 'b')),
    olderOperation('publish', state('a')),
    'breaking',
    'sent-enum-value-removed',
    SENT,
  ),
  asyncPair(
    'what clients may subscribe to is what consumers receive',
    olderOperation('subscribe', state('a')),
    olderOperation('subscribe', state('a', 'b')),
    'risky',
    'received-enum-value-added',
    RECEIVED,
  ),
  asyncPair(
    'a channel of 2 is gone',
    olderOperation('subscribe', {}),
    older(),
    'breaking',
    'operation-removed',
  ),
  asyncPair(
    'a message of 2 is one of several now',
    olderOperation('subscribe', { name: 'A', ...state('a') }),
    olderOperation('subscribe', {
      oneOf: [
        { name: 'A', ...state('a') },
        { name: 'B', ...state('b') },
      ],
    }),
    'risky',
    'message-added',
  ),
  asyncPair(
    'messages of 2 without a name are known by their place',
    olderOperation('subscribe', state('a')),
    olderOperation('subscribe', payload({ state: { type: 'integer' } })),
    'breaking',
    'received-type-changed',
  ),
  asyncPair(
    'a parameter of 2 has fewer values',
    older({
      channels: {
        'a/{x}': {
          parameters: { x: { schema: { enum: ['a', 'b'] } } },
          publish: { message: {} },
        },
      },
    }),
    older({
      channels: {
        'a/{x}': {
          parameters: { x: { schema: { enum: ['a'] } } },
          publish: { message: {} },
        },
      },
    }),
    'breaking',
    'sent-enum-value-removed',
  ),
  asyncPair(
    '2 became 3',
    olderOperation('subscribe', { name: 'Created', ...state('a') }),
    received({ name: 'Created', ...state('a') }),
    'safe',
  ),
  asyncPair(
    '2 became 3 and a value is new',
    olderOperation('subscribe', { name: 'Created', ...state('a') }),
    received({ name: 'Created', ...state('a', 'b') }),
    'risky',
    'received-enum-value-added',
  ),
  asyncPair(
    '2 became 3 with the sides mixed up',
    olderOperation('subscribe', state('a')),
    sent(state('a')),
    'breaking',
    'operation-removed',
  ),
  asyncPair(
    'a server of 2 became one of 3',
    older({
      servers: { main: { url: 'kafka://a.example.org/b', protocol: 'kafka' } },
    }),
    server({ pathname: '/b' }),
    'safe',
  ),
  asyncPair(
    'a channel of 2 is described elsewhere',
    olderOperation('subscribe', {}),
    older({
      channels: { 'orders.created': { $ref: 'https://example.org/a.yaml' } },
    }),
    'unknown',
    'reference-unknown',
  ),
];
