import type {
  ContractBump,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';

/** What one kind of change in a schema means, in both directions. @public */
export interface SchemaChangeMeaning {
  title: string;
  send: ContractVerdict;
  whySend: string;
  receive: ContractVerdict;
  whyReceive: string;
  bump: ContractBump;
}

function kind(
  title: string,
  [send, whySend]: [ContractVerdict, string],
  [receive, whyReceive]: [ContractVerdict, string],
  bump: ContractBump = 'minor',
): SchemaChangeMeaning {
  return { title, send, whySend, receive, whyReceive, bump };
}

const REFUSED = 'A consumer that sends what it sent so far is refused.';
const MORE = 'All that was accepted is still accepted.';
const FEWER = 'All that comes now could come before.';
const UNEXPECTED = 'A consumer meets what could not come before.';
const WORDS =
  'The same values are accepted; people may read it in another way.';

/** Kinds of changes between two schemas. @public */
export const SCHEMA_CHANGE_KINDS = {
  'property-required': kind(
    'A property became required',
    ['breaking', 'A consumer that leaves it out is refused from now on.'],
    ['safe', 'What is always there can be used as before.'],
  ),
  'property-optional': kind(
    'A property became optional',
    ['safe', MORE],
    ['breaking', 'A consumer that relies on it may not find it any more.'],
  ),
  'property-removed': kind(
    'A property was removed',
    [
      'breaking',
      'What a consumer sends there is refused, or has no effect any more.',
    ],
    ['breaking', 'A consumer that reads it does not find it any more.'],
  ),
  'property-added': kind(
    'A property was added',
    ['safe', 'A consumer that does not know it leaves it out.'],
    ['safe', 'A consumer that does not know it passes over it.'],
  ),
  'property-added-to-closed': kind(
    'A property was added where none was allowed',
    ['safe', 'A consumer that does not know it leaves it out.'],
    [
      'risky',
      'A consumer that was told of no other properties may refuse the whole.',
    ],
  ),
  'read-only-began': kind(
    'A property is only for reading now',
    ['risky', 'What a consumer sends there may be passed over.'],
    ['safe', FEWER],
  ),
  'read-only-ended': kind(
    'A property may be sent now',
    ['safe', MORE],
    ['safe', FEWER],
  ),
  'write-only-began': kind(
    'A property is only for sending now',
    ['safe', MORE],
    ['risky', 'A consumer that reads it may not find it any more.'],
  ),
  'write-only-ended': kind(
    'A property may come now',
    ['safe', MORE],
    ['safe', 'A consumer that does not know it passes over it.'],
  ),
  'type-changed': kind(
    'The type changed',
    ['breaking', REFUSED],
    ['breaking', 'A consumer that knows the old type cannot read the new one.'],
  ),
  'null-refused': kind(
    'Null is refused now',
    ['breaking', 'A consumer that sends null is refused.'],
    ['safe', FEWER],
  ),
  'null-accepted': kind(
    'Null is accepted now',
    ['safe', MORE],
    ['breaking', 'A consumer that expects a value meets none.'],
  ),
  'enum-value-removed': kind(
    'A value was removed from a list',
    ['breaking', 'A consumer that sends the value is refused.'],
    ['safe', FEWER],
  ),
  'enum-value-added': kind(
    'A value was added to a list',
    ['safe', MORE],
    [
      'risky',
      'A consumer that tells the values apart meets one that it does not know.',
    ],
  ),
  'values-listed': kind(
    'A list of values began',
    ['breaking', 'A consumer that sends another value is refused.'],
    ['safe', FEWER],
  ),
  'values-freed': kind(
    'A list of values ended',
    ['safe', MORE],
    [
      'risky',
      'A consumer that tells the values apart meets some that it does not know.',
    ],
  ),
  'values-replaced': kind(
    'All values of a list were replaced',
    ['breaking', 'A consumer that sends one of the old values is refused.'],
    ['breaking', 'None of the values that a consumer knows comes any more.'],
  ),
  'constant-freed': kind(
    'A constant may have other values now',
    ['safe', MORE],
    ['breaking', 'A consumer that was told of one value only meets others.'],
  ),
  'bound-tightened': kind(
    'A bound was tightened',
    ['breaking', 'Values between the old bound and the new one are refused.'],
    ['safe', FEWER],
  ),
  'bound-loosened': kind(
    'A bound was loosened',
    ['safe', MORE],
    ['breaking', 'A consumer may meet values beyond the old bound.'],
  ),
  'pattern-changed': kind(
    'The pattern of a text changed',
    ['breaking', 'Texts of the old form may be refused.'],
    ['breaking', 'Texts of a new form may come.'],
  ),
  'format-changed': kind(
    'The format of a value changed',
    ['breaking', 'Values of the old format may be refused.'],
    ['breaking', 'Values of another format may come.'],
  ),
  'closed-to-others': kind(
    'Other properties are refused now',
    ['breaking', 'A consumer that sends more than is listed is refused.'],
    ['safe', FEWER],
  ),
  'opened-to-others': kind(
    'Other properties are accepted now',
    ['safe', MORE],
    [
      'risky',
      'A consumer that was told of no other properties may refuse the whole.',
    ],
  ),
  'alternative-removed': kind(
    'An alternative was removed',
    ['breaking', 'A consumer that sends this alternative is refused.'],
    ['safe', FEWER],
  ),
  'alternative-added': kind(
    'An alternative was added',
    ['safe', MORE],
    ['breaking', 'A consumer meets an alternative that it does not know.'],
  ),
  'composition-changed': kind(
    'The schemas that are combined changed',
    ['breaking', REFUSED],
    ['breaking', UNEXPECTED],
  ),
  'array-form-changed': kind(
    'What an array may hold changed',
    ['breaking', REFUSED],
    ['breaking', UNEXPECTED],
  ),
  'discriminator-changed': kind(
    'What tells alternatives apart changed',
    [
      'risky',
      'A consumer may name the alternative in the wrong place or word.',
    ],
    ['risky', 'A consumer may look for the alternative in the wrong place.'],
  ),
  'default-changed': kind(
    'A default changed',
    ['risky', 'A consumer that leaves the value out gets something else.'],
    ['safe', 'What comes is written out.'],
  ),
  'known-value-removed': kind(
    'A value was removed from an open list',
    ['breaking', 'A consumer that sends the value is refused.'],
    ['safe', FEWER],
  ),
  'known-value-added': kind(
    'A value was added to an open list',
    ['safe', MORE],
    ['safe', 'A consumer of an open list is ready for new values.'],
  ),
  'xml-form-changed': kind(
    'The form in XML changed',
    ['risky', 'A consumer that sends XML may be refused.'],
    ['risky', 'A consumer that reads XML may not find the value.'],
  ),
  deprecated: kind(
    'A property is going away',
    ['safe', 'It still works.'],
    ['safe', 'It is still there.'],
  ),
  'description-changed': kind(
    'Words or hints changed',
    ['safe', WORDS],
    ['safe', WORDS],
    'patch',
  ),
  'reference-changed': kind(
    'A reference leads somewhere else outside of the document',
    ['unknown', 'What stands there is not fetched, so nothing is known of it.'],
    ['unknown', 'What stands there is not fetched, so nothing is known of it.'],
  ),
} as const satisfies Record<string, SchemaChangeMeaning>;

/** A kind of change between two schemas. @public */
export type SchemaChangeKind = keyof typeof SCHEMA_CHANGE_KINDS;
