import type {
  DeployedVersion,
  Revision,
  RollbackMark,
} from '@slipway/backstage-plugin-delivery-common';

/** One change of the history, with how long its version then stayed. */
export interface HistoryRow {
  revision: Revision;
  /** When the version came and when the next one did; absent for other changes. */
  from?: string;
  until?: string;
  /** True for the version that is wanted now. */
  wanted: boolean;
  /** The rollback that ended the stay. */
  takenBack?: RollbackMark;
  /** What is known of the version; only beside its newest stay. */
  known?: DeployedVersion;
}

/** One version on the bar of a deployment. */
export interface Stay {
  version?: string;
  from: number;
  until: number;
  wanted: boolean;
  rollback: boolean;
  /** True when a rollback ended it. */
  takenBack: boolean;
}

/** A configuration change keeps the version; a rewritten one never counted. */
export function changesVersion(revision: Revision): boolean {
  return revision.kind !== 'config' && !revision.rewritten;
}

/** The rollback that took a version back, when the next change is one. */
function endedBy(
  version: string | undefined,
  next: Revision | undefined,
): RollbackMark | undefined {
  const mark = next?.rollback;
  return mark && mark.from === version ? mark : undefined;
}

/**
 * Rows of the table, newest first.
 *
 * @param revisions - newest first, as the backend gives them
 */
export function historyRows(
  revisions: readonly Revision[],
  versions: readonly DeployedVersion[],
): HistoryRow[] {
  const known = new Map(versions.map(v => [v.version, v]));
  const rows: HistoryRow[] = [];
  let next: Revision | undefined;
  for (const revision of revisions) {
    if (!changesVersion(revision)) {
      rows.push({ revision, wanted: false });
      continue;
    }
    const version = revision.versionAfter;
    rows.push({
      revision,
      from: version === undefined ? undefined : revision.at,
      until: next?.at,
      wanted: !next && version !== undefined,
      takenBack: endedBy(version, next),
      known: version === undefined ? undefined : known.get(version),
    });
    if (version !== undefined) {
      known.delete(version);
    }
    next = revision;
  }
  return rows;
}

/** What ran between two moments, oldest first; what is not known is left out. */
export function staysBetween(
  revisions: readonly Revision[],
  from: number,
  until: number,
): Stay[] {
  const stays: Stay[] = [];
  let next: Revision | undefined;
  for (const revision of revisions.filter(changesVersion)) {
    const start = Date.parse(revision.at);
    const end = next ? Date.parse(next.at) : until;
    if (revision.versionAfter !== undefined && end > from) {
      stays.unshift({
        version: revision.versionAfter,
        from: Math.max(start, from),
        until: Math.min(end, until),
        wanted: !next,
        rollback: Boolean(revision.rollback),
        takenBack: endedBy(revision.versionAfter, next) !== undefined,
      });
    }
    next = revision;
  }
  return stays.filter(stay => stay.until > stay.from);
}
