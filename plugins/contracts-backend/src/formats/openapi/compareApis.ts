import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';
import type { Api } from './Api';
import { ApiComparison } from './ApiComparison';
import { compareNotes } from './compareNotes';
import { compareOperations } from './compareOperations';
import { compareSchemes, compareSecurity } from './compareSecurity';
import { compareServers } from './compareServers';
import { fieldsOf } from './reading';

/** The words of a document; its own version is no change of meaning. */
function wordsOf({ notes, files, edition }: Api) {
  const info = fieldsOf({ ...files.root, value: notes.info });
  const { version: _version, ...words } = info;
  return {
    node: files.root,
    notes: { ...notes, info: words, edition: edition.slice(0, 3) },
  };
}

function usedSchemes({ security, operations, webhooks }: Api): Set<string> {
  const ways = [
    ...security,
    ...[...operations, ...webhooks].flatMap(each => each.security ?? []),
  ];
  return new Set(ways.flat().map(({ scheme }) => scheme.name));
}

/** Each change between two documents. */
export function compareApis(
  before: Api,
  after: Api,
  options: CompareOptions = {},
): ContractChange[] {
  const comparison = new ApiComparison(before, after, options);
  const { samePlaces } = compareOperations(comparison, {
    before: before.operations,
    after: after.operations,
    requests: 'send',
  });
  compareOperations(comparison, {
    before: before.webhooks,
    after: after.webhooks,
    requests: 'receive',
  });
  compareSecurity(comparison, {
    before: before.security,
    after: after.security,
    where: 'all operations that say nothing else',
    nodes: { before: before.files.root, after: after.files.root },
    direction: 'send',
  });
  compareSchemes(comparison, usedSchemes(before));
  compareServers(comparison, {
    ...{ before: before.servers, after: after.servers, samePlaces },
  });
  compareNotes(comparison, {
    ...{ before: wordsOf(before), after: wordsOf(after) },
    what: 'The document',
  });
  if (comparison.ended) {
    comparison.add({
      rule: 'not-compared',
      message:
        'The comparison was ended before all was compared; what was left could not be told.',
      before: before.files.root,
      after: after.files.root,
    });
  }
  return comparison.changes;
}
