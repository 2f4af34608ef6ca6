import type {
  ContractBump,
  ContractRule,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { SchemaRules } from '@slipway/backstage-plugin-contracts-node';
import { ruleFactory } from '../../formatSupport';

/** The rules for schemas, named by requests and responses. */
export const openapiSchemaRules = SchemaRules.create({
  format: 'openapi',
  send: { id: 'request', title: 'in what callers send' },
  receive: { id: 'response', title: 'in what callers receive' },
});

function rules(
  send: ContractVerdict,
  receive: ContractVerdict,
  bump?: ContractBump,
) {
  return ruleFactory('openapi', { send, receive }, bump);
}

const breaking = rules('breaking', 'breaking');
const sentBreaking = rules('breaking', 'safe');
const receivedBreaking = rules('safe', 'breaking');
const risky = rules('risky', 'risky');
const safe = rules('safe', 'safe');
const words = rules('safe', 'safe', 'patch');

const ofOperations: readonly ContractRule[] = [
  breaking(
    'operation-removed',
    'An operation was removed',
    'Who calls it gets an error from now on.',
  ),
  safe('operation-added', 'An operation was added', 'Nobody needs to call it.'),
  safe(
    'operation-deprecated',
    'An operation is going away, or stays after all',
    'It still works, and who calls it has time to move.',
  ),
  risky(
    'sunset-earlier',
    'An operation may be gone earlier than announced',
    'Who planned with the announced day has less time.',
  ),
  risky(
    'stability-decreased',
    'An operation is less stable than it was',
    'It may change more often from now on, without notice.',
  ),
  risky(
    'operation-id-changed',
    'The id of an operation changed',
    'Calls stay the same, but generated code has another name for it.',
  ),
  words(
    'words-changed',
    'Words or hints changed',
    'Calls stay the same; people may read it in another way.',
  ),
];

const ofParameters: readonly ContractRule[] = [
  breaking(
    'parameter-removed',
    'A parameter was removed',
    'What is sent there has no effect any more, or is refused.',
  ),
  sentBreaking(
    'parameter-added-required',
    'A parameter was added that must be sent',
    'Who does not know it is refused.',
  ),
  safe(
    'parameter-added',
    'A parameter was added that may be left out',
    'Who does not know it leaves it out.',
  ),
  sentBreaking(
    'parameter-required',
    'A parameter became required',
    'Who leaves it out is refused from now on.',
  ),
  receivedBreaking(
    'parameter-optional',
    'A parameter became optional',
    'Who receives it may not find it any more.',
  ),
  breaking(
    'parameter-serialization-changed',
    'The way a parameter is written changed',
    'The same value is read as another one, or refused.',
  ),
  sentBreaking(
    'parameter-empty-refused',
    'A parameter may no longer be empty',
    'Who sends it without a value is refused.',
  ),
  risky(
    'parameter-reserved-refused',
    'Reserved characters must be escaped in a parameter',
    'Who sends them as they are is read in another way.',
  ),
];

const ofBodies: readonly ContractRule[] = [
  sentBreaking(
    'request-body-added-required',
    'A body was added that must be sent',
    'Who sends none is refused.',
  ),
  safe(
    'request-body-added',
    'A body was added that may be left out',
    'Who does not know it sends none.',
  ),
  breaking(
    'request-body-removed',
    'The body of a request was removed',
    'What is sent there has no effect any more, or is refused.',
  ),
  sentBreaking(
    'request-body-required',
    'The body became required',
    'Who sends none is refused from now on.',
  ),
  receivedBreaking(
    'request-body-optional',
    'The body became optional',
    'Who receives it may find none.',
  ),
  breaking(
    'media-type-removed',
    'A form of the body was removed',
    'Who sends or asks for this form is refused.',
  ),
  safe(
    'media-type-added',
    'A form of the body was added',
    'The forms that were there still work.',
  ),
  risky(
    'media-type-rewritten',
    'A form of the body is named in another way',
    'Who compares the names letter by letter meets another one.',
  ),
  risky(
    'encoding-changed',
    'The encoding of the parts of a body changed',
    'A part that is written in the old way may be refused.',
  ),
];

const ofResponses: readonly ContractRule[] = [
  breaking(
    'success-status-removed',
    'An answer of success was removed',
    'Who waits for this answer does not get it any more.',
  ),
  risky(
    'success-status-added',
    'Another answer of success may come',
    'Who knows one answer only may take the other one for a failure.',
  ),
  receivedBreaking(
    'error-status-removed',
    'An answer of failure was removed',
    'Who handles this failure meets it in a form that is not described.',
  ),
  risky(
    'error-status-merged',
    'A failure is described by the default only, or not even by that',
    'Who handles it by its status may meet it in another form.',
  ),
  safe(
    'error-status-added',
    'Another answer of failure is described',
    'Failures that are not described have to be expected anyway.',
  ),
  receivedBreaking(
    'required-header-removed',
    'A header was removed that was always there',
    'Who reads it does not find it any more.',
  ),
  receivedBreaking(
    'optional-header-removed',
    'A header was removed that could be missing',
    'Who reads it found it sometimes, and never does any more.',
  ),
  safe(
    'header-added',
    'A header was added',
    'Who does not know it passes over it.',
  ),
  receivedBreaking(
    'header-optional',
    'A header became optional',
    'Who relies on it may not find it any more.',
  ),
  safe(
    'header-required',
    'A header became required',
    'What is always there can be used as before.',
  ),
  breaking(
    'header-serialization-changed',
    'The way a header is written changed',
    'The same text is read as another value.',
  ),
  risky(
    'link-removed',
    'A link was removed',
    'Who follows it has to find the way without it.',
  ),
  safe('link-added', 'A link was added', 'Nobody needs to follow it.'),
];

const ofSecurity: readonly ContractRule[] = [
  sentBreaking(
    'security-required',
    'Callers have to sign in now',
    'Who calls without signing in is refused.',
  ),
  sentBreaking(
    'security-way-removed',
    'A way to sign in was removed',
    'Who signs in this way is refused.',
  ),
  sentBreaking(
    'security-scope-added',
    'A further scope is needed',
    'Who was not granted the scope is refused.',
  ),
  sentBreaking(
    'security-scheme-changed',
    'A way to sign in changed its kind',
    'What callers send to sign in is not understood any more.',
  ),
  sentBreaking(
    'security-flow-removed',
    'A flow of OAuth was removed',
    'Who gets tokens by this flow gets none any more.',
  ),
  risky(
    'security-address-changed',
    'An address for signing in changed',
    'Who has written it down asks in the wrong place.',
  ),
  safe(
    'security-loosened',
    'There are more ways to sign in, or less is asked',
    'The ways that were there still work.',
  ),
];

const ofTheWhole: readonly ContractRule[] = [
  breaking(
    'server-path-changed',
    'The address has another path',
    'All calls go to a path that is not there any more.',
  ),
  risky(
    'server-removed',
    'An address was removed',
    'Who has written it down may call in vain; most take it from configuration.',
  ),
  safe('server-added', 'An address was added', 'The others still work.'),
  risky(
    'server-variable-changed',
    'A variable of an address changed',
    'Who fills in the old value, or none, may call somewhere else.',
  ),
  rules('unknown', 'unknown')(
    'reference-unknown',
    'A reference leads out of the document to another place than before',
    'What stands there is not fetched, so nothing is known of it.',
  ),
  rules('unknown', 'unknown')(
    'not-compared',
    'The comparison was ended',
    'What was not compared could have changed in any way.',
  ),
];

/** The rules for OpenAPI, in all its editions. */
export const openapiRules: readonly ContractRule[] = [
  ...ofOperations,
  ...ofParameters,
  ...ofBodies,
  ...ofResponses,
  ...ofSecurity,
  ...ofTheWhole,
  ...openapiSchemaRules.all,
];
