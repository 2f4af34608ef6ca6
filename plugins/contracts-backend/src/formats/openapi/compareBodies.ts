import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { Body } from './Api';
import type { ApiComparison, OperationPair } from './ApiComparison';
import { compareMedia } from './compareMedia';
import { compareNotes } from './compareNotes';

function presence(
  comparison: ApiComparison,
  { name, requests }: OperationPair,
  before: Body | undefined,
  after: Body | undefined,
) {
  const subject = { operation: name, hits: 'who-uses' as const };
  if (before && !after) {
    comparison.add({
      rule: 'request-body-removed',
      message: `${name} takes no body any more.`,
      ...{ before: before.node, subject, direction: requests },
    });
  } else if (after && !before) {
    const { required } = after;
    comparison.add({
      rule: required ? 'request-body-added-required' : 'request-body-added',
      message: required
        ? `Callers must now send a body in ${name}.`
        : `Callers may now send a body in ${name}.`,
      after: after.node,
      subject: { operation: name, hits: 'who-omits' },
      direction: requests,
    });
  }
}

function need(
  comparison: ApiComparison,
  { name, requests }: OperationPair,
  before: Body,
  after: Body,
) {
  if (before.required === after.required) return;
  comparison.add({
    rule: after.required ? 'request-body-required' : 'request-body-optional',
    message: after.required
      ? `Callers must now send a body in ${name}.`
      : `Callers may now leave out the body in ${name}.`,
    before: before.node,
    after: after.node,
    text: {
      before: before.required ? 'required' : 'optional',
      after: after.required ? 'required' : 'optional',
    },
    subject: { operation: name, hits: 'who-omits' },
    direction: requests,
  });
}

/** What changed in the body of a request. */
export function compareBodies(
  comparison: ApiComparison,
  pair: OperationPair,
): ContractChange[] {
  const { body: before } = pair.before;
  const { body: after } = pair.after;
  if (!before || !after) {
    presence(comparison, pair, before, after);
    return [];
  }
  need(comparison, pair, before, after);
  compareNotes(comparison, {
    ...{ before, after, what: `The body of ${pair.name}` },
    subject: { operation: pair.name },
  });
  return compareMedia(comparison, before.media, after.media, {
    direction: pair.requests,
    operation: pair.name,
    where: pair.name,
  });
}
