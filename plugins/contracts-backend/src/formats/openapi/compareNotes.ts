import type { ContractSubject } from '@slipway/backstage-plugin-contracts-common';
import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import type { Notes } from './Api';
import type { ApiComparison } from './ApiComparison';

interface Noted {
  node: DocumentNode;
  notes: Notes;
}

/** A text that is equal for equal values, whatever the order of properties. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(
            Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)),
          )
        : each,
    ) ?? ''
  );
}

/** What changed in words and hints, told in one change. */
export function compareNotes(
  comparison: ApiComparison,
  {
    before,
    after,
    what,
    quiet = [],
    subject,
  }: {
    before: Noted;
    after: Noted;
    /** The thing that has the words, at the start of a sentence. */
    what: string;
    /** What is told elsewhere. */
    quiet?: readonly string[];
    subject?: ContractSubject;
  },
): void {
  const names = new Set([
    ...Object.keys(before.notes),
    ...Object.keys(after.notes),
  ]);
  const changed = [...names].filter(
    name =>
      !quiet.includes(name) &&
      canonical(before.notes[name]) !== canonical(after.notes[name]),
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
