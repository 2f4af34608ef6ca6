import type {
  ContractChange,
  ContractDirection,
} from '@slipway/backstage-plugin-contracts-common';
import { isOverdue, sunsetOf } from '@slipway/backstage-plugin-contracts-node';
import type { Operation } from './Api';
import type { ApiComparison, OperationPair } from './ApiComparison';
import { compareBodies } from './compareBodies';
import { compareNotes } from './compareNotes';
import { compareParameters } from './compareParameters';
import { compareResponses } from './compareResponses';
import { compareSecurity } from './compareSecurity';
import { compareServers } from './compareServers';
import { matchOperations } from './matchOperations';
import { textIn } from './reading';
import { ANY } from './readOperations';

const STABILITY = ['draft', 'alpha', 'beta', 'stable'];
const TOLD = [
  'operationId',
  'deprecated',
  'x-sunset',
  'x-deprecation-date',
  'x-stability-level',
];

function stabilityOf({ notes }: Operation): number {
  const level = notes['x-stability-level'];
  return level === undefined
    ? STABILITY.length
    : STABILITY.indexOf(String(level));
}

/** Whether it was announced that an operation may change or go at any time. */
function isUnstable(operation: Operation): boolean {
  const level = stabilityOf(operation);
  return level === 0 || level === 1;
}

function removed(comparison: ApiComparison, operation: Operation) {
  const overdue = isOverdue(operation.notes, comparison.today);
  comparison.add({
    rule: 'operation-removed',
    message: overdue
      ? `${operation.name} was removed, as announced for ${sunsetOf(operation.notes)}.`
      : `${operation.name} was removed.`,
    before: operation.node,
    text: { before: operation.name },
    subject: { operation: operation.name, hits: 'who-uses' },
    ...((overdue || isUnstable(operation)) && { verdict: 'risky' }),
  });
}

function added(comparison: ApiComparison, operation: Operation) {
  comparison.add({
    rule: 'operation-added',
    message: `${operation.name} is new.`,
    after: operation.node,
    text: { after: operation.name },
    subject: { operation: operation.name },
  });
}

/** The path of an operation, where only its address is known. */
function elsewhere({ key }: Operation, operations: readonly Operation[]) {
  const path = key.split(' ').pop();
  return operations.find(
    each => each.method === ANY && each.key.split(' ').pop() === path,
  );
}

function moved(comparison: ApiComparison, before: Operation, after: Operation) {
  const { lost } = after.method === ANY ? after : before;
  comparison.add({
    rule: 'reference-unknown',
    message: `${before.name} is described at ${lost.join(', ')} in one of the documents, which is not fetched; what that means could not be told.`,
    before: before.node,
    after: after.node,
    subject: { operation: before.name },
  });
}

function compareLifecycle(
  comparison: ApiComparison,
  { before, after, name }: OperationPair,
) {
  const [old, young] = [before.notes, after.notes];
  const about = {
    before: before.node,
    after: after.node,
    subject: { operation: name, hits: 'who-uses' as const },
  };
  const [was, is] = [old.deprecated === true, young.deprecated === true];
  const [early, late] = [sunsetOf(old), sunsetOf(young)];
  if (was !== is || (is && early === undefined && late !== undefined)) {
    const until = late ? ` and may be gone after ${late}` : '';
    comparison.add({
      rule: 'operation-deprecated',
      message: `${name} is ${is ? `deprecated${until}` : 'no longer deprecated'}.`,
      ...about,
    });
  } else if (is && early !== late) {
    const sooner = late === undefined || (early ?? '') > late;
    comparison.add({
      rule: sooner ? 'sunset-earlier' : 'operation-deprecated',
      message: `${name} may be gone ${late ? `after ${late}` : 'at any time'}; so far that was ${early}.`,
      text: { before: early, after: late },
      ...about,
    });
  }
  if (stabilityOf(after) < stabilityOf(before)) {
    comparison.add({
      rule: 'stability-decreased',
      message: `${name} is ${young['x-stability-level']} now and was ${old['x-stability-level'] ?? 'stable'}.`,
      ...about,
    });
  }
}

function compareId(
  comparison: ApiComparison,
  { before, after, name }: OperationPair,
) {
  const [old, young] = [before.notes, after.notes].map(notes =>
    textIn(notes, 'operationId'),
  );
  if (old === young) return;
  comparison.add({
    rule: old === undefined ? 'words-changed' : 'operation-id-changed',
    message: `The operationId of ${name} ${young === undefined ? 'was removed' : `is ${young} now`}.`,
    before: before.node,
    after: after.node,
    text: { before: old, after: young },
    subject: { operation: name },
  });
}

function compareLost(
  comparison: ApiComparison,
  { before, after, name }: OperationPair,
) {
  const [old, young] = [before.lost, after.lost].map(each =>
    [...each].sort().join(', '),
  );
  if (old === young) return;
  comparison.add({
    rule: 'reference-unknown',
    message: `${name} refers to ${young || 'the document'} in place of ${old || 'the document'}, which is not fetched; what that means could not be told.`,
    before: before.node,
    after: after.node,
    text: { before: old, after: young },
    subject: { operation: name },
  });
}

/** What is said of one operation in several responses is told once. */
function distinct(changes: readonly ContractChange[]): ContractChange[] {
  const told = new Set<string>();
  return changes.filter(
    ({ rule, verdict, subject, before, after, direction }) => {
      const place = before?.text === undefined ? after : before;
      const key = [
        ...[rule, verdict, subject?.field, direction, place?.path],
        ...[before?.text, after?.text],
        ...(subject?.values ?? []).map(value => JSON.stringify(value)),
      ].join('\n');
      return !told.has(key) && told.add(key);
    },
  );
}

function withStability(
  { before }: OperationPair,
  changes: readonly ContractChange[],
): readonly ContractChange[] {
  if (!isUnstable(before)) return changes;
  return changes.map(change =>
    change.verdict === 'breaking' ? { ...change, verdict: 'risky' } : change,
  );
}

function compareAccess(comparison: ApiComparison, pair: OperationPair) {
  const { before, after, name, requests } = pair;
  if (before.security || after.security) {
    compareSecurity(comparison, {
      before: before.security ?? comparison.before.security,
      after: after.security ?? comparison.after.security,
      ...{ where: name, operation: name, direction: requests },
      nodes: { before: before.node, after: after.node },
    });
  }
  if (before.servers || after.servers) {
    compareServers(comparison, {
      before: before.servers ?? comparison.before.servers,
      after: after.servers ?? comparison.after.servers,
      operation: name,
    });
  }
}

function compareOperation(comparison: ApiComparison, pair: OperationPair) {
  compareLost(comparison, pair);
  compareLifecycle(comparison, pair);
  compareId(comparison, pair);
  compareNotes(comparison, {
    ...{ before: pair.before, after: pair.after, what: pair.name },
    quiet: TOLD,
    subject: { operation: pair.name },
  });
  compareParameters(comparison, pair);
  const bodies = compareBodies(comparison, pair);
  const responses = compareResponses(comparison, pair);
  const all = distinct([...bodies, ...responses]);
  comparison.addChanges(withStability(pair, all));
  compareAccess(comparison, pair);
  compareOperations(comparison, {
    before: pair.before.callbacks,
    after: pair.after.callbacks,
    requests: 'receive',
  });
}

/**
 * What changed in some operations. Requests are what consumers send, but for
 * callbacks and webhooks.
 */
export function compareOperations(
  comparison: ApiComparison,
  {
    before,
    after,
    requests,
  }: {
    before: readonly Operation[];
    after: readonly Operation[];
    requests: ContractDirection;
  },
): { samePlaces: boolean } {
  const matched = matchOperations(comparison, before, after);
  for (const operation of matched.removed) {
    const other = elsewhere(operation, after);
    if (other) moved(comparison, operation, other);
    else removed(comparison, operation);
  }
  for (const operation of matched.added) {
    const other = elsewhere(operation, before);
    if (other) moved(comparison, other, operation);
    else if (operation.method !== ANY) added(comparison, operation);
  }
  for (const [old, young] of matched.pairs) {
    if (comparison.ended) break;
    const pair = { before: old, after: young, name: old.name, requests };
    compareOperation(comparison, pair);
  }
  return { samePlaces: matched.samePlaces };
}
