import { type Fields, document, operation } from './documents';
import {
  type AsyncPair,
  RECEIVED,
  text,
  payload,
  asyncPair,
} from './asyncPair';

const bound = (protocol: string, own: Fields) =>
  operation({ channel: { bindings: { [protocol]: own } } });
const valued = (...values: string[]) =>
  operation({
    address: 'orders/{region}',
    channel: { parameters: { region: { enum: values } } },
  });
const reply = (own?: Fields, action: 'send' | 'receive' = 'receive') =>
  operation({
    action,
    operation: own ? { reply: own } : {},
    more: {},
  });
const answered = (messages: Fields, address = 'answers') =>
  document({
    channels: {
      asked: { address: 'asked', messages: {} },
      answers: { address, messages },
    },
    operations: {
      ask: {
        action: 'receive',
        channel: { $ref: '#/channels/asked' },
        reply: { channel: { $ref: '#/channels/answers' } },
      },
    },
  });

export const transportPairs: AsyncPair[] = [
  asyncPair(
    'the topic is another one',
    bound('kafka', { topic: 'a' }),
    bound('kafka', { topic: 'b' }),
    'breaking',
    'binding-address-changed',
  ),
  asyncPair(
    'the topic is written down',
    bound('kafka', {}),
    bound('kafka', { topic: 'b' }),
    'risky',
    'binding-changed',
  ),
  asyncPair(
    'there are more partitions',
    bound('kafka', { partitions: 3 }),
    bound('kafka', { partitions: 6 }),
    'risky',
    'binding-changed',
  ),
  asyncPair(
    'the queue is another one',
    bound('amqp', { is: 'queue', queue: { name: 'a' } }),
    bound('amqp', { is: 'queue', queue: { name: 'b' } }),
    'breaking',
    'binding-address-changed',
  ),
  asyncPair(
    'the exchange is another one',
    bound('amqp', { exchange: { name: 'a', type: 'topic' } }),
    bound('amqp', { exchange: { name: 'a', type: 'fanout' } }),
    'breaking',
    'binding-address-changed',
  ),
  asyncPair(
    'the version of the settings is another one',
    bound('kafka', { bindingVersion: '0.4.0' }),
    bound('kafka', { bindingVersion: '0.5.0' }),
    'safe',
    'words-changed',
  ),
  asyncPair(
    'a transport is new',
    operation(),
    bound('kafka', {}),
    'safe',
    'binding-added',
  ),
  asyncPair(
    'a transport is gone',
    bound('kafka', {}),
    operation(),
    'risky',
    'binding-removed',
  ),
  asyncPair(
    'settings moved behind a reference',
    bound('kafka', { topic: 'a' }),
    operation({
      channel: { bindings: { $ref: '#/components/channelBindings/a' } },
      more: {
        components: { channelBindings: { a: { kafka: { topic: 'a' } } } },
      },
    }),
    'safe',
  ),
  asyncPair(
    'a value of a parameter is gone',
    valued('eu', 'us'),
    valued('eu'),
    'breaking',
    'sent-enum-value-removed',
  ),
  asyncPair(
    'a value of a parameter is new',
    valued('eu'),
    valued('eu', 'us'),
    'safe',
    'sent-enum-value-added',
  ),
  asyncPair(
    'a parameter is described',
    operation({ address: 'a/{x}' }),
    operation({ address: 'a/{x}', channel: { parameters: { x: {} } } }),
    'safe',
    'parameter-added',
  ),
  asyncPair(
    'consumers get an answer now',
    reply(),
    reply({ address: { location: '$message.header#/to' } }),
    'safe',
    'reply-added',
  ),
  asyncPair(
    'consumers get no answer any more',
    reply({ address: { location: '$message.header#/to' } }),
    reply(),
    'breaking',
    'reply-removed',
  ),
  asyncPair(
    'consumers have to answer now',
    reply(undefined, 'send'),
    reply({ address: { location: '$message.header#/to' } }, 'send'),
    'breaking',
    'reply-added',
  ),
  asyncPair(
    'answers go to another address',
    answered({}),
    answered({}, 'others'),
    'breaking',
    'reply-address-changed',
  ),
  asyncPair(
    'a field of the answer is gone',
    answered({ A: payload({ a: text }) }),
    answered({ A: payload({}) }),
    'breaking',
    'received-property-removed',
    RECEIVED,
  ),
];
