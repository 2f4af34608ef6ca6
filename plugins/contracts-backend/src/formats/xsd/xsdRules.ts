import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

/** Narrower or wider: which it is, the values decide. */
const either = ruleFactory('xsd', { send: 'breaking', receive: 'breaking' });
const narrower = ruleFactory('xsd', { send: 'breaking', receive: 'safe' });
const wider = ruleFactory('xsd', { send: 'safe', receive: 'breaking' });
const risky = ruleFactory('xsd', { send: 'risky', receive: 'risky' });
const safe = ruleFactory('xsd', { send: 'safe', receive: 'safe' });
const words = ruleFactory('xsd', { send: 'safe', receive: 'safe' }, 'patch');
const undecided = ruleFactory('xsd', { send: 'unknown', receive: 'unknown' });

const documentRules: readonly ContractRule[] = [
  either(
    'target-namespace-changed',
    'The target namespace changed',
    'All names of elements change, so that no document of the one fits the other.',
  ),
  ruleFactory('xsd', { send: 'breaking', receive: 'risky' })(
    'root-element-removed',
    'An element that a document may begin with was removed',
    'Documents that begin with it are refused, and do not come any more.',
  ),
  ruleFactory('xsd', { send: 'safe', receive: 'risky' })(
    'root-element-added',
    'An element that a document may begin with was added',
    'A consumer may meet a document that it does not know.',
  ),
  either(
    'type-removed',
    'A type was removed that only other schemas use',
    'Schemas and documents that name it do not fit any more.',
  ),
  safe('type-added', 'A type was added', 'No document names it yet.'),
  undecided(
    'type-unknown',
    'A type comes from a file that was not given',
    'Nothing is fetched, so what it accepts is not known.',
  ),
];

const contentRules: readonly ContractRule[] = [
  either(
    'element-removed',
    'An element was removed',
    'Documents with it are refused, or who requires it does not find it.',
  ),
  either(
    'element-required-added',
    'A required element was added',
    'Documents without it are refused, and who does not know it meets it.',
  ),
  wider(
    'element-optional-added',
    'An optional element was added',
    'Who does not know it may meet it.',
  ),
  narrower(
    'occurrence-tightened',
    'An element has to stand more often, or may stand less often',
    'Documents with fewer or more of it are refused.',
  ),
  wider(
    'occurrence-loosened',
    'An element may be left out, or stand more often',
    'A consumer may find less or more of it than it knows.',
  ),
  either(
    'content-changed',
    'Elements may stand in another order or together with others',
    'Documents in an order that was accepted are refused, or come in another.',
  ),
  either(
    'wildcard-changed',
    'Which other elements or attributes may stand here changed',
    'What is not described may be refused, or may come.',
  ),
  either(
    'mixed-changed',
    'Whether text may stand between the elements changed',
    'Documents with text are refused, or come.',
  ),
  either(
    'nillable-changed',
    'Whether an element may be nil changed',
    'Documents with xsi:nil are refused, or come.',
  ),
  either(
    'abstract-changed',
    'Whether an element stands for others only changed',
    'Documents with the element itself are refused, or come.',
  ),
  narrower(
    'identity-added',
    'Values have to be unique or to exist',
    'Documents that do not keep to it are refused.',
  ),
  wider(
    'identity-removed',
    'Values no longer have to be unique or to exist',
    'A consumer that relies on it may be wrong.',
  ),
];

const valueRules: readonly ContractRule[] = [
  either(
    'type-changed',
    'An element or attribute has another type',
    'Values of the one type may not be values of the other.',
  ),
  either(
    'attribute-removed',
    'An attribute was removed',
    'Documents with it are refused, or who requires it does not find it.',
  ),
  either(
    'attribute-added',
    'An attribute was added',
    'Documents without it may be refused, and who does not know it may meet it.',
  ),
  narrower(
    'attribute-required',
    'An attribute became required',
    'Documents without it are refused.',
  ),
  wider(
    'attribute-optional',
    'An attribute became optional',
    'A consumer that relies on it may not find it.',
  ),
  narrower(
    'enumeration-value-removed',
    'A value was removed from a list',
    'Documents with the value are refused.',
  ),
  wider(
    'enumeration-value-added',
    'A value was added to a list',
    'A consumer that knows all the values meets one that it does not know.',
  ),
  either(
    'enumeration-changed',
    'A list of values began or ended',
    'Other values are refused, or may come.',
  ),
  narrower(
    'facet-tightened',
    'A bound or a length was tightened',
    'Values between the old bound and the new one are refused.',
  ),
  wider(
    'facet-loosened',
    'A bound or a length was loosened',
    'A consumer may meet values beyond the old bound.',
  ),
  either(
    'pattern-changed',
    'The form of a text changed',
    'Texts of the old form may be refused, or those of a new one may come.',
  ),
  either(
    'fixed-value-changed',
    'A value is fixed, or no longer is',
    'Other values are refused, or may come.',
  ),
  risky(
    'default-changed',
    'The default of an element or attribute changed',
    'A document that leaves it out now says something else.',
  ),
  words(
    'description-changed',
    'A description changed',
    'The same documents are accepted.',
  ),
  undecided(
    'not-compared',
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];

/** Rules for XML Schema: which documents are accepted. */
export const xsdRules: readonly ContractRule[] = [
  ...documentRules,
  ...contentRules,
  ...valueRules,
  // The messages of a service are documents as well.
].map(rule => ({ ...rule, formats: ['xsd', 'wsdl'] }));
