import {
  DELIVERY_TRAILERS,
  type Revision,
  type RevisionKind,
  type RollbackMark,
  type Trailer,
  bumpBetween,
  classifyVersion,
} from '@slipway/backstage-plugin-delivery-common';
import type { RevisionRow } from '../database/rows';

function valueOf(trailers: Trailer[], key: string): string | undefined {
  return trailers.find(
    trailer => trailer.key.toLowerCase() === key.toLowerCase(),
  )?.value;
}

/** A commit is a rollback when its trailers say from and to. */
export function readRollbackMark(
  trailers: Trailer[],
): RollbackMark | undefined {
  const from = valueOf(trailers, DELIVERY_TRAILERS.from);
  const to = valueOf(trailers, DELIVERY_TRAILERS.to);
  if (!from || !to) {
    return undefined;
  }
  return {
    from,
    to,
    reason: valueOf(trailers, DELIVERY_TRAILERS.reason),
    requestedBy: valueOf(trailers, DELIVERY_TRAILERS.requestedBy),
    operationId: valueOf(trailers, DELIVERY_TRAILERS.operationId),
  };
}

/** Trailers of a row. */
export function trailersOf(row: RevisionRow): Trailer[] {
  return row.trailers ? (JSON.parse(row.trailers) as Trailer[]) : [];
}

/** The public form of a row of the ledger. */
export function toRevision(row: RevisionRow, commitUrl?: string): Revision {
  const trailers = trailersOf(row);
  const before = row.version_before ?? undefined;
  const after = row.version_after ?? undefined;
  const rollback = readRollbackMark(trailers);
  return {
    id: String(row.id),
    deploymentId: row.deployment_id,
    commit: row.commit,
    commitUrl,
    landedIn: row.landed_in ?? undefined,
    kind: row.kind as RevisionKind,
    versionBefore: before,
    versionAfter: after,
    versionKind: after === undefined ? undefined : classifyVersion(after),
    bump: before && after ? bumpBetween(before, after) : undefined,
    author: { name: row.author_name, email: row.author_email ?? undefined },
    committer: {
      name: row.committer_name,
      email: row.committer_email ?? undefined,
    },
    authoredAt: row.authored_at,
    committedAt: row.committed_at,
    at: row.at,
    subject: row.subject,
    body: row.body ?? undefined,
    trailers,
    filesChanged: row.files_changed,
    // A commit with the trailers that changed another version is no rollback.
    rollback: rollback && rollback.to === after ? rollback : undefined,
    rewritten: Boolean(row.rewritten),
    problem: row.problem ?? undefined,
  };
}
