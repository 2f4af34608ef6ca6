import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

/** Breaks whoever sends it, or asks for it. */
const breaks = ruleFactory('graphql', {
  send: 'breaking',
  receive: 'breaking',
});
const breaksWhoSends = ruleFactory('graphql', {
  send: 'breaking',
  receive: 'safe',
});
const breaksWhoReceives = ruleFactory('graphql', {
  send: 'safe',
  receive: 'breaking',
});
const riskyToSend = ruleFactory('graphql', { send: 'risky', receive: 'safe' });
const riskyToReceive = ruleFactory('graphql', {
  send: 'safe',
  receive: 'risky',
});
const risky = ruleFactory('graphql', { send: 'risky', receive: 'risky' });
const safe = ruleFactory('graphql', { send: 'safe', receive: 'safe' });
const words = ruleFactory(
  'graphql',
  { send: 'safe', receive: 'safe' },
  'patch',
);
const undecided = ruleFactory('graphql', {
  send: 'unknown',
  receive: 'unknown',
});

const typeRules: readonly ContractRule[] = [
  breaks(
    'type-removed',
    'A type was removed',
    'Fragments, variables and fields of this type are refused.',
  ),
  safe('type-added', 'A type was added', 'No query knows it yet.'),
  breaks(
    'type-kind-changed',
    'A type became another kind of type',
    'What could be selected or sent before has another form now.',
  ),
  breaks(
    'root-type-removed',
    'Queries, mutations or subscriptions are no longer served',
    'All operations of this kind are refused.',
  ),
  safe(
    'root-type-changed',
    'Another type serves queries, mutations or subscriptions',
    'Operations do not name the type; its fields are judged by themselves.',
  ),
  breaksWhoReceives(
    'interface-removed',
    'A type no longer implements an interface',
    'Fragments on the interface do not reach the type any more.',
  ),
  riskyToReceive(
    'interface-added',
    'A type implements one more interface',
    'Results of the interface may be of a type that a consumer does not know.',
  ),
  breaksWhoReceives(
    'union-member-removed',
    'A type was removed from a union',
    'Fragments on the type are refused, because it cannot come any more.',
  ),
  riskyToReceive(
    'union-member-added',
    'A type was added to a union',
    'A result may be of a type that a consumer does not know.',
  ),
  breaks(
    'enum-value-removed',
    'A value was removed from an enum',
    'Queries that send the value are refused, and code that names it does not compile.',
  ),
  riskyToReceive(
    'enum-value-added',
    'A value was added to an enum',
    'A consumer that knows all the values meets one that it does not know.',
  ),
  risky(
    'scalar-specification-changed',
    'A scalar points to another specification',
    'Texts of the old form may be refused, or others may come.',
  ),
];

const fieldRules: readonly ContractRule[] = [
  breaksWhoReceives(
    'field-removed',
    'A field was removed',
    'A query that asks for the field is refused as a whole.',
  ),
  safe('field-added', 'A field was added', 'A query gets only what it names.'),
  breaksWhoReceives(
    'field-type-changed',
    'The type of a field changed',
    'A consumer cannot read the new type, or may meet null where none was.',
  ),
  safe(
    'field-type-narrowed',
    'A field promises more',
    'What comes still is what a consumer knows, and null does not come any more.',
  ),
  breaksWhoSends(
    'argument-removed',
    'An argument was removed',
    'A query that sends the argument is refused.',
  ),
  breaksWhoSends(
    'argument-required-added',
    'An argument has to be given now',
    'A query that leaves it out is refused.',
  ),
  riskyToSend(
    'argument-optional-added',
    'An optional argument was added',
    'Queries are still accepted; what the field does without it may differ.',
  ),
  breaksWhoSends(
    'argument-type-changed',
    'The type of an argument changed',
    'Values or variables of the old type are refused.',
  ),
  safe(
    'argument-type-widened',
    'An argument accepts more',
    'What was accepted still is.',
  ),
  riskyToSend(
    'argument-default-changed',
    'The default of an argument changed',
    'A query that leaves it out now means something else.',
  ),
];

const inputRules: readonly ContractRule[] = [
  breaksWhoSends(
    'input-field-removed',
    'A field was removed from an input',
    'Who sends the field is refused.',
  ),
  breaksWhoSends(
    'input-field-required-added',
    'A field of an input has to be given now',
    'Who leaves it out is refused.',
  ),
  riskyToSend(
    'input-field-optional-added',
    'An optional field was added to an input',
    'Inputs are still accepted; what is done without the field may differ.',
  ),
  breaksWhoSends(
    'input-field-type-changed',
    'The type of an input field changed',
    'Values or variables of the old type are refused.',
  ),
  safe(
    'input-field-type-widened',
    'An input field accepts more',
    'What was accepted still is.',
  ),
  riskyToSend(
    'input-field-default-changed',
    'The default of an input field changed',
    'Who leaves it out now says something else.',
  ),
  breaksWhoSends(
    'input-one-of-added',
    'An input takes exactly one of its fields now',
    'Who sends several fields, or none, is refused.',
  ),
  safe(
    'input-one-of-removed',
    'An input no longer takes exactly one of its fields',
    'One field is still accepted.',
  ),
];

const directiveRules: readonly ContractRule[] = [
  breaksWhoSends(
    'directive-removed',
    'A directive was removed',
    'A document that uses the directive is refused.',
  ),
  safe('directive-added', 'A directive was added', 'Nobody uses it yet.'),
  breaksWhoSends(
    'directive-location-removed',
    'A directive may stand in fewer places',
    'A document that has it there is refused.',
  ),
  safe(
    'directive-location-added',
    'A directive may stand in more places',
    'Where it stands now it still may.',
  ),
  breaksWhoSends(
    'directive-repeatable-removed',
    'A directive may no longer be repeated',
    'A document that repeats it is refused.',
  ),
  safe(
    'directive-repeatable-added',
    'A directive may be repeated',
    'Used once it means what it meant.',
  ),
  risky(
    'directive-usage-changed',
    'A directive is used on other parts of the schema',
    'What such a directive does, for example who may see a field, stands in the server.',
  ),
  words(
    'deprecation-changed',
    'Something was deprecated, or no longer is',
    'It works as before; this says what will go.',
  ),
  words(
    'description-changed',
    'A description changed',
    'Queries and results are the same.',
  ),
  undecided(
    'not-compared',
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];

/** Rules for GraphQL. */
export const graphqlRules: readonly ContractRule[] = [
  ...typeRules,
  ...fieldRules,
  ...inputRules,
  ...directiveRules,
];
