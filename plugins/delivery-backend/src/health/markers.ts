import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import type { RevisionRow } from '../database/rows';
import { readRollbackMark, trailersOf } from '../revisions/toRevision';
import type { StoredComparison } from './HealthStore';

/** Versions that went live in a range, oldest first. */
export function toMarkers(
  changes: readonly RevisionRow[],
  comparisons: readonly StoredComparison[],
  range: { from: number; to: number },
): DeployMarker[] {
  // When a version was seen running is nearer to the truth than its commit.
  const liveAt = new Map(
    comparisons.map(({ commit, comparison }) => [commit, comparison.at]),
  );
  return changes.flatMap((row): DeployMarker[] => {
    const at = liveAt.get(row.commit) ?? row.at;
    const time = Date.parse(at) / 1000;
    if (!row.version_after || time < range.from || time > range.to) {
      return [];
    }
    return [
      {
        at,
        version: row.version_after,
        versionBefore: row.version_before ?? undefined,
        kind: readRollbackMark(trailersOf(row)) ? 'rollback' : 'deploy',
        commit: row.commit,
      },
    ];
  });
}
