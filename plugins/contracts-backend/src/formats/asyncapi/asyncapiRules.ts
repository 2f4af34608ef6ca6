import type {
  ContractBump,
  ContractRule,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { SchemaRules } from '@slipway/backstage-plugin-contracts-node';
import { ruleFactory } from '../../formatSupport';

/** The rules for schemas, named by what consumers send and receive. */
export const asyncapiSchemaRules = SchemaRules.create({
  format: 'asyncapi',
  send: { id: 'sent', title: 'in what consumers send' },
  receive: { id: 'received', title: 'in what consumers receive' },
});

function rules(
  send: ContractVerdict,
  receive: ContractVerdict,
  bump?: ContractBump,
) {
  return ruleFactory('asyncapi', { send, receive }, bump);
}

const breaking = rules('breaking', 'breaking');
const risky = rules('risky', 'risky');
const safe = rules('safe', 'safe');
const unknown = rules('unknown', 'unknown');

const ofOperations: readonly ContractRule[] = [
  breaking(
    'operation-removed',
    'An operation was removed',
    'What the application does not send or receive any more is missed on the other side.',
  ),
  safe(
    'operation-added',
    'An operation was added',
    'Nobody has to take part in it.',
  ),
  risky(
    'operation-id-changed',
    'The id of an operation changed',
    'Messages stay the same, but generated code has another name for it.',
  ),
  rules('safe', 'safe', 'patch')(
    'words-changed',
    'Words or hints changed',
    'Messages stay the same; people may read it in another way.',
  ),
  breaking(
    'reply-removed',
    'An operation is not answered any more',
    'Who waits for the answer waits in vain, and who answers is not heard.',
  ),
  rules('breaking', 'safe')(
    'reply-added',
    'An operation is answered now',
    'Where the application asks, it expects an answer that nobody sends yet.',
  ),
  breaking(
    'reply-address-changed',
    'Answers go somewhere else',
    'Who waits at the old address waits in vain.',
  ),
];

const ofMessages: readonly ContractRule[] = [
  breaking(
    'message-removed',
    'A message was removed',
    'Who sends it is not understood, and who waits for it waits in vain.',
  ),
  rules('safe', 'risky')(
    'message-added',
    'A message was added',
    'Who reads the channel meets a message that it does not know.',
  ),
  breaking(
    'content-type-changed',
    'The form of a message changed',
    'The same bytes are read in another way.',
  ),
  risky(
    'content-type-told',
    'The form of a message is told, or not told any more',
    'Who assumed another form reads it in another way.',
  ),
  breaking(
    'correlation-changed',
    'The id that joins messages stands elsewhere',
    'Who looks for it in the old place finds none.',
  ),
  safe(
    'correlation-added',
    'An id joins messages now',
    'Nobody needs to look for it.',
  ),
  unknown(
    'payload-unknown',
    'A payload changed that is described in another language',
    'Only JSON Schema is compared here, so nothing is known of it.',
  ),
];

const ofTransport: readonly ContractRule[] = [
  safe(
    'parameter-added',
    'A parameter of an address is described',
    'The address stays the same.',
  ),
  breaking(
    'binding-address-changed',
    'The topic, queue or exchange is another one',
    'Who is connected to the old one gets nothing from the new one.',
  ),
  risky(
    'binding-changed',
    'A setting of the transport changed',
    'Order, delivery or storing may be other than a consumer counts on.',
  ),
  risky(
    'binding-removed',
    'The settings of a transport were removed',
    'It may not be served any more.',
  ),
  safe(
    'binding-added',
    'The settings of a transport were added',
    'What was served so far still is.',
  ),
  breaking(
    'server-removed',
    'A server was removed',
    'Who is connected to it gets nothing any more.',
  ),
  safe('server-added', 'A server was added', 'The others still work.'),
  breaking(
    'server-address-changed',
    'A server has another address',
    'A broker at another address has other messages, or the old one none any more.',
  ),
  breaking(
    'server-protocol-changed',
    'A server speaks another protocol',
    'Who speaks the old one cannot connect.',
  ),
  risky(
    'server-variable-changed',
    'A variable of an address changed',
    'Who fills in the old value, or none, may connect somewhere else.',
  ),
];

const ofTheWhole: readonly ContractRule[] = [
  ...(
    [
      [
        'security-required',
        'Consumers have to sign in now',
        'Who connects without signing in is refused.',
      ],
      [
        'security-way-removed',
        'A way to sign in was removed',
        'Who signs in this way is refused.',
      ],
      [
        'security-scope-added',
        'A further scope is needed',
        'Who was not granted the scope is refused.',
      ],
      [
        'security-scheme-changed',
        'A way to sign in changed its kind',
        'What is sent to sign in is not understood any more.',
      ],
    ] as const
  ).map(([id, title, why]) => breaking(id, title, why)),
  safe(
    'security-loosened',
    'There are more ways to sign in, or less is asked',
    'The ways that were there still work.',
  ),
  unknown(
    'reference-unknown',
    'A reference leads out of the document to another place than before',
    'What stands there is not fetched, so nothing is known of it.',
  ),
  unknown(
    'not-compared',
    'The comparison was ended',
    'What was not compared could have changed in any way.',
  ),
];

/** The rules for AsyncAPI, in all its editions. */
export const asyncapiRules: readonly ContractRule[] = [
  ...ofOperations,
  ...ofMessages,
  ...ofTransport,
  ...ofTheWhole,
  ...asyncapiSchemaRules.all,
];
