import {
  CONTRACT_TYPES,
  type ContractRule,
} from '@slipway/backstage-plugin-contracts-common';

function cannotTell(id: string, title: string, why: string): ContractRule {
  return {
    ...{ id, title, why, formats: CONTRACT_TYPES },
    verdicts: { send: 'unknown', receive: 'unknown' },
    bumpWhenSafe: 'none',
  };
}

/** What keeps any comparison from being made. */
export const commonRules: readonly ContractRule[] = [
  cannotTell(
    'comparison-not-finished',
    'The comparison was not finished',
    'What was not looked at may break a consumer, so it is not called safe.',
  ),
  cannotTell(
    'document-not-readable',
    'A document cannot be read',
    'What cannot be read cannot be held against what consumers use.',
  ),
  cannotTell(
    'type-changed',
    'The contract became one of another kind',
    'A consumer of the one kind cannot use the other; there is no rule that compares them.',
  ),
];
