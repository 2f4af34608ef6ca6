import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';

/** Narrower: fewer values are accepted than before. */
function narrower(id: string, title: string, why: string): ContractRule {
  return {
    id: `json-schema-${id}`,
    title,
    why,
    formats: ['json-schema'],
    verdicts: { send: 'breaking', receive: 'safe' },
    bumpWhenSafe: 'minor',
  };
}

/** Wider: more values are accepted than before. */
function wider(id: string, title: string, why: string): ContractRule {
  return {
    ...narrower(id, title, why),
    verdicts: { send: 'safe', receive: 'breaking' },
  };
}

/** What may be either, so that only the values can tell. */
function either(id: string, title: string, why: string): ContractRule {
  return {
    ...narrower(id, title, why),
    verdicts: { send: 'breaking', receive: 'breaking' },
  };
}

/** Rules for JSON Schema. */
export const jsonSchemaRules: readonly ContractRule[] = [
  narrower(
    'property-required',
    'A property became required',
    'A consumer that leaves it out is refused from now on.',
  ),
  wider(
    'property-optional',
    'A property became optional',
    'A consumer that relies on it may not find it any more.',
  ),
  either(
    'property-removed',
    'A property was removed',
    'What was described is not described any more: it may be refused, or come in any shape.',
  ),
  either(
    'property-added',
    'A property was added',
    'A consumer that used this name for something else may now be refused.',
  ),
  either(
    'type-changed',
    'The type changed',
    'A consumer that knows the old type cannot read or send the new one.',
  ),
  narrower(
    'enum-value-removed',
    'A value was removed from a list',
    'A consumer that sends the value is refused.',
  ),
  wider(
    'enum-value-added',
    'A value was added to a list',
    'A consumer that knows all the values meets one that it does not know.',
  ),
  either(
    'values-listed',
    'A list of values began or ended',
    'Other values than those of the list are refused, or may come.',
  ),
  narrower(
    'bound-tightened',
    'A bound was tightened',
    'Values between the old bound and the new one are refused.',
  ),
  wider(
    'bound-loosened',
    'A bound was loosened',
    'A consumer may meet values beyond the old bound.',
  ),
  either(
    'text-form-changed',
    'The form of a text changed',
    'Texts of the old form may be refused, or those of a new one may come.',
  ),
  either(
    'object-form-changed',
    'What other properties may be changed',
    'Properties that are not listed may be refused, or may come.',
  ),
  either(
    'array-form-changed',
    'What an array may hold changed',
    'Items that were accepted may be refused, or others may come.',
  ),
  either(
    'composition-changed',
    'The schemas that are combined changed',
    'Which values fit depends on all of them together.',
  ),
  either(
    'values-changed',
    'Other values are accepted than before',
    'No single keyword explains it, but a value tells the two apart.',
  ),
  {
    id: 'json-schema-description-changed',
    title: 'Words or hints changed',
    why: 'Validators accept the same values; people may read it in another way.',
    formats: ['json-schema'],
    verdicts: { send: 'safe', receive: 'safe' },
    bumpWhenSafe: 'patch',
  },
];
