import type {
  DeployedVersion,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';

/** One change of the history, with how long its version then stayed. */
export interface HistoryRow {
  revision: Revision;
  /** When the version came and when the next one did; absent for other changes. */
  from?: string;
  until?: string;
  /** True for the version that is wanted now. */
  wanted: boolean;
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
}

/** A configuration change keeps the version; a rewritten one never counted. */
export function changesVersion(revision: Revision): boolean {
  return revision.kind !== 'config' && !revision.rewritten;
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
  let until: string | undefined;
  let newest = true;
  for (const revision of revisions) {
    if (!changesVersion(revision)) {
      rows.push({ revision, wanted: false });
      continue;
    }
    const version = revision.versionAfter;
    rows.push({
      revision,
      from: version === undefined ? undefined : revision.at,
      until,
      wanted: newest && version !== undefined,
      known: version === undefined ? undefined : known.get(version),
    });
    if (version !== undefined) {
      known.delete(version);
    }
    until = revision.at;
    newest = false;
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
  let end = until;
  let wanted = true;
  for (const revision of revisions.filter(changesVersion)) {
    const start = Date.parse(revision.at);
    if (revision.versionAfter !== undefined && end > from) {
      stays.unshift({
        version: revision.versionAfter,
        from: Math.max(start, from),
        until: Math.min(end, until),
        wanted,
        rollback: Boolean(revision.rollback),
      });
    }
    end = start;
    wanted = false;
  }
  return stays.filter(stay => stay.until > stay.from);
}
