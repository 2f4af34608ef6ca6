import { operation, received, sent } from './documents';
import {
  type AsyncPair,
  SENT,
  RECEIVED,
  text,
  payload,
  state,
  asyncPair,
} from './asyncPair';

const two = (...keys: string[]) =>
  operation({
    messages: Object.fromEntries(
      keys.map(key => [key, { payload: { const: key } }]),
    ),
  });
const twoSent = (...keys: string[]) =>
  operation({
    action: 'receive',
    messages: Object.fromEntries(
      keys.map(key => [key, { payload: { const: key } }]),
    ),
  });
const keyed = (type: string) =>
  received({ bindings: { kafka: { key: { type } } } });

export const messagePairs: AsyncPair[] = [
  asyncPair(
    'a message is new that consumers receive',
    two('A'),
    two('A', 'B'),
    'risky',
    'message-added',
    RECEIVED,
  ),
  asyncPair(
    'a message is new that consumers send',
    twoSent('A'),
    twoSent('A', 'B'),
    'safe',
    'message-added',
  ),
  asyncPair(
    'a message is gone that consumers receive',
    two('A', 'B'),
    two('A'),
    'breaking',
    'message-removed',
    RECEIVED,
  ),
  asyncPair(
    'a message is gone that consumers send',
    twoSent('A', 'B'),
    twoSent('A'),
    'breaking',
    'message-removed',
    SENT,
  ),
  asyncPair(
    'messages have another order',
    two('A', 'B'),
    two('B', 'A'),
    'safe',
  ),
  asyncPair(
    'the key of a message is another one, its name is not',
    operation({ messages: { A: { name: 'created', ...state('a') } } }),
    operation({ messages: { B: { name: 'created', ...state('a') } } }),
    'safe',
  ),
  asyncPair(
    'the key of a message without a name is another one',
    operation({ messages: { A: state('a') } }),
    operation({ messages: { B: state('a') } }),
    'safe',
  ),
  asyncPair(
    'a deprecated message is gone after its day',
    operation({
      messages: {
        A: state('a'),
        B: { deprecated: true, 'x-sunset': '2020-01-01', ...state('b') },
      },
    }),
    operation({ messages: { A: state('a') } }),
    'risky',
    'message-removed',
  ),
  asyncPair(
    'a field is gone that consumers receive',
    received(payload({ a: text })),
    received(payload({})),
    'breaking',
    'received-property-removed',
    RECEIVED,
  ),
  asyncPair(
    'a field is new that consumers receive',
    received(payload({})),
    received(payload({ a: text })),
    'safe',
    'received-property-added',
  ),
  asyncPair(
    'a field became required that consumers send',
    sent(payload({ a: text })),
    sent(payload({ a: text }, { required: ['a'] })),
    'breaking',
    'sent-property-required',
    SENT,
  ),
  asyncPair(
    'a field became required that consumers receive',
    received(payload({ a: text })),
    received(payload({ a: text }, { required: ['a'] })),
    'safe',
    'received-property-required',
  ),
  asyncPair(
    'a field became optional that consumers receive',
    received(payload({ a: text }, { required: ['a'] })),
    received(payload({ a: text })),
    'breaking',
    'received-property-optional',
    RECEIVED,
  ),
  asyncPair(
    'a value is new that consumers receive',
    received(state('a')),
    received(state('a', 'b')),
    'risky',
    'received-enum-value-added',
    RECEIVED,
  ),
  asyncPair(
    'a value is new that consumers send',
    sent(state('a')),
    sent(state('a', 'b')),
    'safe',
    'sent-enum-value-added',
  ),
  asyncPair(
    'a value is gone that consumers send',
    sent(state('a', 'b')),
    sent(state('a')),
    'breaking',
    'sent-enum-value-removed',
    SENT,
  ),
  asyncPair(
    'the type of a field changed',
    received(payload({ a: text })),
    received(payload({ a: { type: 'integer' } })),
    'breaking',
    'received-type-changed',
    RECEIVED,
  ),
  asyncPair(
    'a header is gone',
    received({ headers: { type: 'object', properties: { trace: text } } }),
    received({ headers: { type: 'object', properties: {} } }),
    'breaking',
    'received-property-removed',
    RECEIVED,
  ),
  asyncPair(
    'the form is another one',
    received({ contentType: 'application/json' }),
    received({ contentType: 'application/xml' }),
    'breaking',
    'content-type-changed',
    RECEIVED,
  ),
  asyncPair(
    'the usual form is written down',
    received({}),
    received({ contentType: 'application/json' }),
    'safe',
  ),
  asyncPair(
    'another form is written down',
    received({}),
    received({ contentType: 'application/xml' }),
    'risky',
    'content-type-told',
  ),
  asyncPair(
    'the form is said once for all',
    received({ contentType: 'application/cbor' }),
    received({}, { more: { defaultContentType: 'application/cbor' } }),
    'safe',
  ),
  asyncPair(
    'the id of the exchange stands elsewhere',
    received({ correlationId: { location: '$message.header#/a' } }),
    received({ correlationId: { location: '$message.header#/b' } }),
    'breaking',
    'correlation-changed',
    RECEIVED,
  ),
  asyncPair(
    'the id of the exchange is gone',
    received({ correlationId: { location: '$message.header#/a' } }),
    received({}),
    'breaking',
    'correlation-changed',
  ),
  asyncPair(
    'an id of the exchange is new',
    received({}),
    received({ correlationId: { location: '$message.header#/a' } }),
    'safe',
    'correlation-added',
  ),
  asyncPair(
    'the type of the key changed',
    keyed('string'),
    keyed('integer'),
    'breaking',
    'received-type-changed',
    RECEIVED,
  ),
  asyncPair(
    'a payload in Avro changed',
    received({
      payload: {
        schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
        schema: { type: 'string' },
      },
    }),
    received({
      payload: {
        schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
        schema: { type: 'int' },
      },
    }),
    'unknown',
    'payload-unknown',
    RECEIVED,
  ),
  asyncPair(
    'a payload in Avro is the same',
    received({
      payload: {
        schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
        schema: { type: 'string' },
      },
    }),
    received({
      title: 'a',
      payload: {
        schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
        schema: { type: 'string' },
      },
    }),
    'safe',
    'words-changed',
  ),
  asyncPair(
    'a payload is in Avro now',
    received({ payload: text }),
    received({
      payload: {
        schemaFormat: 'application/vnd.apache.avro;version=1.9.0',
        schema: 'string',
      },
    }),
    'unknown',
    'payload-unknown',
  ),
  asyncPair(
    'a payload of OpenAPI may be null',
    received({
      payload: {
        schemaFormat: 'application/vnd.oai.openapi;version=3.0.0',
        schema: text,
      },
    }),
    received({
      payload: {
        schemaFormat: 'application/vnd.oai.openapi;version=3.0.0',
        schema: { ...text, nullable: true },
      },
    }),
    'breaking',
    'received-null-accepted',
  ),
  asyncPair(
    'null is no word of JSON Schema',
    received({ payload: text }),
    received({ payload: { ...text, nullable: true } }),
    'safe',
  ),
  asyncPair(
    'a payload leads out of the document',
    received({ payload: text }),
    received({ payload: { $ref: 'https://example.org/a.json' } }),
    'unknown',
    'received-reference-changed',
  ),
  asyncPair(
    'a trait adds a header',
    received({}),
    received({
      traits: [
        {
          headers: { type: 'object', properties: { a: text }, required: ['a'] },
        },
      ],
    }),
    'safe',
  ),
  asyncPair(
    'a trait adds a header that consumers have to send',
    sent({ headers: { type: 'object', properties: {} } }),
    sent({
      headers: { type: 'object', properties: { a: text }, required: ['a'] },
    }),
    'breaking',
    'sent-property-required',
  ),
];
