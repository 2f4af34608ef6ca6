import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

const breaks = ruleFactory('grpc', { send: 'breaking', receive: 'breaking' });
const breaksWhoSends = ruleFactory('grpc', {
  send: 'breaking',
  receive: 'safe',
});
const breaksWhoReceives = ruleFactory('grpc', {
  send: 'safe',
  receive: 'breaking',
});
const risky = ruleFactory('grpc', { send: 'risky', receive: 'risky' });
const riskyToReceive = ruleFactory('grpc', { send: 'safe', receive: 'risky' });
const safe = ruleFactory('grpc', { send: 'safe', receive: 'safe' });
const words = ruleFactory('grpc', { send: 'safe', receive: 'safe' }, 'patch');
const undecided = ruleFactory('grpc', { send: 'unknown', receive: 'unknown' });

const fileRules: readonly ContractRule[] = [
  breaks(
    'package-changed',
    'A file moved to another package',
    'All names of messages and operations change, so calls do not find them.',
  ),
  risky(
    'file-removed',
    'A file was removed',
    'Code that imports it does not compile; what it declared is judged by itself.',
  ),
  safe('file-added', 'A file was added', 'Nobody imports it yet.'),
  risky(
    'syntax-changed',
    'A file has another syntax or edition',
    'Generated code differs; what that means for data is judged by itself.',
  ),
  risky(
    'source-name-changed',
    'Generated code has another package, name or form',
    'Data is the same, but code that uses it does not compile as it is.',
  ),
];

const messageRules: readonly ContractRule[] = [
  risky(
    'message-removed',
    'A message was removed',
    'No operation or field uses it any more, but code or topics may.',
  ),
  safe('message-added', 'A message was added', 'Nobody uses it yet.'),
  breaks(
    'json-format-changed',
    'JSON is no longer promised for a message or enum',
    'Who sends or reads it as JSON may be refused, or lose data.',
  ),
  breaks(
    'message-set-changed',
    'A message is written as a message set, or no longer is',
    'The bytes have another form.',
  ),
  breaks(
    'reserved-removed',
    'A reserved number or name was given free',
    'It may be used again for something else, while old data still has it.',
  ),
  risky(
    'extension-range-removed',
    'Numbers for extensions were taken back',
    'Who extends the message with them does not compile any more.',
  ),
  risky(
    'extension-removed',
    'An extension was removed',
    'Code that uses it does not compile; its data is not understood any more.',
  ),
  safe('extension-added', 'An extension was added', 'Nobody uses it yet.'),
];

const fieldRules: readonly ContractRule[] = [
  breaks(
    'field-removed',
    'A field was removed and its number or name is not reserved',
    'Its data is lost, and the number or name may come back with another meaning.',
  ),
  risky(
    'field-removed-and-reserved',
    'A field was removed, with its number and name reserved',
    'Its data is ignored, and code that uses it does not compile.',
  ),
  safe(
    'field-added',
    'A field was added',
    'Who does not know its number skips it.',
  ),
  breaksWhoSends(
    'required-field-added',
    'A field became required',
    'A message without it is refused.',
  ),
  breaksWhoReceives(
    'required-field-removed',
    'A field is no longer required',
    'Who still requires it refuses a message without it.',
  ),
  breaks(
    'field-type-changed',
    'A field has a type that is read in another way',
    'The bytes or the JSON of the one type are not those of the other.',
  ),
  risky(
    'field-type-replaced',
    'A field has a type that is read in the same way',
    'Data is understood; a value may be cut off, and generated code differs.',
  ),
  breaks(
    'field-cardinality-changed',
    'A field became a list or a map, or no longer is one',
    'One value, a list and a map are written differently.',
  ),
  risky(
    'field-presence-changed',
    'Whether a field knows that it was set changed',
    'Data is the same, but a zero and nothing can no longer be told apart, or now can.',
  ),
  breaks(
    'field-name-changed',
    'A field has another name',
    'In JSON and in generated code it is found by its name.',
  ),
  breaks(
    'field-json-name-changed',
    'A field has another name in JSON',
    'Who sends or reads JSON does not find it.',
  ),
  breaks(
    'field-oneof-changed',
    'A field moved into, out of or between groups of which one is set',
    'Setting one field now clears another, or no longer does.',
  ),
  breaks(
    'field-default-changed',
    'A field has another default',
    'Where it is not written, both sides read something else.',
  ),
  risky(
    'field-form-changed',
    'How a field stands in generated code, or how strictly it is read, changed',
    'Code may not compile, or texts that are no UTF-8 are refused.',
  ),
];

const enumRules: readonly ContractRule[] = [
  risky(
    'enum-removed',
    'An enum was removed',
    'No field uses it any more, but code may.',
  ),
  safe('enum-added', 'An enum was added', 'Nobody uses it yet.'),
  breaks(
    'enum-value-removed',
    'A value was removed from an enum and its number or name is not reserved',
    'Data with it is not understood, and it may come back with another meaning.',
  ),
  risky(
    'enum-value-removed-and-reserved',
    'A value was removed from an enum, with its number and name reserved',
    'Data with it is not understood, and code that uses it does not compile.',
  ),
  riskyToReceive(
    'enum-value-added',
    'A value was added to an enum',
    'A consumer that knows all the values meets one that it does not know; in JSON it is refused.',
  ),
  breaks(
    'enum-value-name-changed',
    'A value of an enum has another name',
    'In JSON and in generated code it is found by its name.',
  ),
  risky(
    'enum-openness-changed',
    'Whether an enum takes values that it does not name changed',
    'A value that is not named is kept apart, or no longer is.',
  ),
];

const serviceRules: readonly ContractRule[] = [
  breaks(
    'rpc-removed',
    'An operation was removed',
    'Who calls it is told that it is not implemented.',
  ),
  safe('rpc-added', 'An operation was added', 'Nobody calls it yet.'),
  risky(
    'service-removed',
    'A service without operations was removed',
    'Nobody can call it, but code may name it.',
  ),
  safe('service-added', 'A service was added', 'Nobody calls it yet.'),
  breaksWhoSends(
    'rpc-request-changed',
    'An operation takes another message',
    'What is sent is read as something else.',
  ),
  breaksWhoReceives(
    'rpc-response-changed',
    'An operation answers with another message',
    'What comes is read as something else.',
  ),
  breaks(
    'rpc-streaming-changed',
    'An operation streams on a side where it did not, or no longer does',
    'Generated code calls it in another way, and one side waits for the other.',
  ),
  breaks(
    'rpc-idempotency-changed',
    'Whether an operation may be repeated changed',
    'Clients and proxies repeat or cache calls by it.',
  ),
  risky(
    'rpc-http-changed',
    'An operation has another address or form for HTTP',
    'Who calls it through a gateway may not find it.',
  ),
  words(
    'deprecation-changed',
    'Something was deprecated, or no longer is',
    'It works as before; this says what will go.',
  ),
  undecided(
    'not-compared',
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];

/** Rules for Protobuf: the promises for bytes, JSON and generated code. */
export const grpcRules: readonly ContractRule[] = [
  ...fileRules,
  ...messageRules,
  ...fieldRules,
  ...enumRules,
  ...serviceRules,
];
