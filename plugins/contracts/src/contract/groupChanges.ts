import type { VersionComparison } from '@slipway/backstage-plugin-contracts-common';

/** One change with whom it hits. */
export type HitChange = VersionComparison['changes'][number];

/** What one edit of a document does, wherever it is met. */
function keyOf(change: HitChange): string {
  const { rule, verdict, direction, role, before, after } = change;
  return JSON.stringify([
    ...[rule, verdict, direction, role, before, after],
    ...[change.counterExample, change.hits, change.hiddenHits],
    change.exception?.id,
  ]);
}

/**
 * Changes that are one and the same edit, met by several operations, together;
 * in the order of the first of each.
 */
export function groupChanges(changes: readonly HitChange[]): HitChange[][] {
  const groups = new Map<string, HitChange[]>();
  for (const [index, change] of changes.entries()) {
    const hasPlace = change.before ?? change.after;
    // Without a place nothing says that two are the same.
    const key = hasPlace ? keyOf(change) : String(index);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()];
}
