import type { ContractSubject } from '@slipway/backstage-plugin-contracts-common';
import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import type { Notes } from '../openapi/Api';
import { canonical } from '../openapi/compareNotes';
import type { AsyncComparison } from './AsyncComparison';

interface Noted {
  node: DocumentNode;
  notes: Notes;
}

/** What changed in words and hints, told in one change. */
export function compareNotes(
  comparison: AsyncComparison,
  before: Noted,
  after: Noted,
  { what, subject }: { what: string; subject?: ContractSubject },
): void {
  const names = new Set([
    ...Object.keys(before.notes),
    ...Object.keys(after.notes),
  ]);
  const changed = [...names].filter(
    name => canonical(before.notes[name]) !== canonical(after.notes[name]),
  );
  if (!changed.length) return;
  const [first] = changed;
  comparison.add({
    rule: 'words-changed',
    message: `${what} has other words or hints: ${changed.join(', ')}.`,
    before: before.node,
    after: after.node,
    text: { before: before.notes[first], after: after.notes[first] },
    ...(subject && { subject }),
  });
}
