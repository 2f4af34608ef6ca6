import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';
import { xsdRules } from '../xsd/xsdRules';

const breaks = ruleFactory('wsdl', { send: 'breaking', receive: 'breaking' });
const breaksWhoSends = ruleFactory('wsdl', {
  send: 'breaking',
  receive: 'safe',
});
const riskyToReceive = ruleFactory('wsdl', { send: 'safe', receive: 'risky' });
const risky = ruleFactory('wsdl', { send: 'risky', receive: 'risky' });
const safe = ruleFactory('wsdl', { send: 'safe', receive: 'safe' });
const words = ruleFactory('wsdl', { send: 'safe', receive: 'safe' }, 'patch');
const undecided = ruleFactory('wsdl', { send: 'unknown', receive: 'unknown' });

/** Rules for WSDL, beside those for the documents inside its messages. */
export const wsdlRules: readonly ContractRule[] = [
  breaks(
    'namespace-changed',
    'The namespace of the service changed',
    'Requests of the old namespace do not find their operation.',
  ),
  breaks(
    'operation-removed',
    'An operation was removed',
    'Who calls it gets a fault.',
  ),
  safe('operation-added', 'An operation was added', 'Nobody calls it yet.'),
  risky(
    'port-type-renamed',
    'The set of operations has another name',
    'Requests are the same, but generated code has another class.',
  ),
  breaks(
    'exchange-changed',
    'An operation answers where it did not, or no longer does',
    'One side waits for what does not come, or gets what it does not expect.',
  ),
  breaks(
    'part-removed',
    'A part of a message was removed',
    'Who sends it is refused, and who reads it does not find it.',
  ),
  breaks(
    'part-added',
    'A part of a message was added',
    'Who leaves it out is refused, and who reads does not know it.',
  ),
  breaks(
    'part-changed',
    'A part of a message has another element or type',
    'What is sent or read has another name or form.',
  ),
  undecided(
    'part-unknown',
    'A part of a message comes from a file that was not given',
    'Nothing is fetched, so what it holds is not known.',
  ),
  riskyToReceive(
    'fault-added',
    'An operation may answer with one more fault',
    'A consumer may meet a fault that it does not know.',
  ),
  safe(
    'fault-removed',
    'An operation no longer answers with a fault',
    'What handled it is not needed any more.',
  ),
  breaks(
    'binding-removed',
    'A way to call the operations was removed',
    'Who calls in this way is refused.',
  ),
  safe(
    'binding-added',
    'A way to call the operations was added',
    'Nobody calls in this way yet.',
  ),
  breaks(
    'protocol-changed',
    'The protocol or transport changed',
    'Envelopes of the one version are refused by the other.',
  ),
  breaksWhoSends(
    'soap-action-changed',
    'The SOAP action of an operation changed',
    'Requests with the old action do not find their operation.',
  ),
  breaks(
    'style-changed',
    'The style or encoding of an operation changed',
    'Messages are wrapped or written in another way.',
  ),
  breaksWhoSends(
    'header-added',
    'A header was added to requests',
    'Requests without it are refused.',
  ),
  risky(
    'header-removed',
    'A header was removed',
    'Who sends or reads it may not find it any more.',
  ),
  breaks(
    'port-removed',
    'An address of the service was removed',
    'Who calls it there does not reach it.',
  ),
  safe('port-added', 'An address was added', 'Nobody calls it there yet.'),
  risky(
    'address-changed',
    'The address of the service changed',
    'Who has the old address written down does not reach it.',
  ),
  words(
    'description-changed',
    'A description changed',
    'Requests and answers are the same.',
  ),
  undecided(
    'not-compared',
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
  ...xsdRules,
];
