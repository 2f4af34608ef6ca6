import type {
  ContractChange,
  ContractDirection,
} from '@slipway/backstage-plugin-contracts-common';
import type { Media } from './Api';
import type { ApiComparison, ApiFinding } from './ApiComparison';
import { canonical } from './compareNotes';
import { matchMedia } from './mediaTypes';

/** Where a body is, in the words of a sentence. */
export interface BodyUse {
  direction: ContractDirection;
  operation: string;
  where: string;
}

/** What another name of a form means: a range lets more pass, or more come. */
function rewriting(
  change: 'parameters' | 'wider' | 'narrower',
  direction: ContractDirection,
): Pick<ApiFinding, 'rule' | 'verdict'> {
  if (change === 'parameters') return { rule: 'media-type-rewritten' };
  if (change === 'narrower' && direction === 'send') {
    return { rule: 'media-type-removed' };
  }
  const more = change === 'wider' && direction === 'receive';
  return { rule: 'media-type-rewritten', verdict: more ? 'risky' : 'safe' };
}

/** What changed in the forms of a body, and in what they hold. */
export function compareMedia(
  comparison: ApiComparison,
  before: readonly Media[],
  after: readonly Media[],
  { direction, operation, where }: BodyUse,
): ContractChange[] {
  const { pairs, removed, added } = matchMedia(before, after);
  const subject = { operation, hits: 'who-uses' as const };
  for (const { type, node } of removed) {
    comparison.add({
      rule: 'media-type-removed',
      message: `${type} is no longer one of the forms of ${where}.`,
      ...{ before: node, text: { before: type }, subject, direction },
    });
  }
  for (const { type, node } of added) {
    comparison.add({
      rule: 'media-type-added',
      message: `${type} is one more form of ${where}.`,
      ...{ after: node, text: { after: type }, subject, direction },
    });
  }
  const changes: ContractChange[] = [];
  for (const { before: old, after: young, change } of pairs) {
    const nodes = { before: old.node, after: young.node, subject, direction };
    if (change) {
      comparison.add({
        ...rewriting(change, direction),
        message: `${old.type} is written as ${young.type} in ${where}.`,
        text: { before: old.type, after: young.type },
        ...nodes,
      });
    }
    if (canonical(old.encoding) !== canonical(young.encoding)) {
      comparison.add({
        rule: 'encoding-changed',
        message: `The parts of ${young.type} in ${where} are encoded in another way.`,
        text: { before: old.encoding, after: young.encoding },
        ...nodes,
      });
    }
    changes.push(
      ...comparison.schemaChanges(old.schema, young.schema, {
        ...{ direction, operation, where, who: 'Callers' },
        what: 'the body',
      }),
    );
  }
  return changes;
}
