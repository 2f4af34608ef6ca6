import {
  type Ban,
  type DeployedVersion,
  type VersionVerdict,
  bumpBetween,
  classifyVersion,
} from '@slipway/backstage-plugin-delivery-common';
import type { HealthRecordRow, RevisionRow } from '../database/rows';
import type { StoredComparison } from '../health/HealthStore';
import { percent, sample } from '../health/words';
import { readRollbackMark, trailersOf } from '../revisions/toRevision';
import { describeDuration } from './describeDuration';

/** One stay of a version in a deployment. */
interface Stay {
  version: string;
  row: RevisionRow;
  from: number;
  until?: number;
  /** The rollback that ended it. */
  rolledBackBy?: RevisionRow;
  before?: string;
}

/** What the list is made from. */
export interface DeployedVersionsInput {
  /** Rows that changed the version, oldest first. */
  changes: readonly RevisionRow[];
  health: readonly HealthRecordRow[];
  /** What was measured around the moments when versions went live. */
  comparisons?: readonly StoredComparison[];
  bans: readonly Ban[];
  /** Version desired now. */
  current?: string;
  commitUrl: (commit: string) => string | undefined;
  now: number;
}

/** A version that stayed for less was hardly tried. */
const SOAK_SECONDS = 60 * 60;

function toStays(changes: readonly RevisionRow[]): Stay[] {
  const stays: Stay[] = [];
  for (const row of changes) {
    const open = stays[stays.length - 1];
    if (open && open.until === undefined) {
      open.until = Date.parse(row.at);
      const mark = readRollbackMark(trailersOf(row));
      if (mark && mark.from === open.version && mark.to === row.version_after) {
        open.rolledBackBy = row;
      }
    }
    if (row.version_after) {
      stays.push({
        version: row.version_after,
        row,
        from: Date.parse(row.at),
        before: row.version_before ?? undefined,
      });
    }
  }
  return stays;
}

function secondsOf(stay: Stay, now: number): number {
  return Math.max(0, ((stay.until ?? now) - stay.from) / 1000);
}

/** What measurements say of the last stay of a version that left. */
function judgeMeasured(
  { row }: Stay,
  ran: string,
  { comparisons = [] }: DeployedVersionsInput,
): { verdict: VersionVerdict; text: string } | undefined {
  const stored = comparisons.find(({ commit }) => commit === row.commit);
  if (stored?.comparison.verdict === 'burning') {
    const text = `ran for ${ran}: ${stored.comparison.message}`;
    return { verdict: 'burned', text };
  }
  const stay = stored?.stay;
  if (stored?.comparison.verdict !== 'clean' || !stay?.requests) {
    return undefined;
  }
  const ratio = stay.errors / stay.requests;
  const figures = `${percent(ratio)} failed, ${sample(stay.requests)}`;
  return ratio <= stored.comparison.errorLimit
    ? { verdict: 'ran-clean', text: `ran clean for ${ran} (${figures})` }
    : undefined;
}

function judge(
  stays: Stay[],
  input: DeployedVersionsInput,
): { verdict: VersionVerdict; text: string } {
  const last = stays[stays.length - 1];
  const seconds = stays.reduce(
    (sum, stay) => sum + secondsOf(stay, input.now),
    0,
  );
  const ran = describeDuration(seconds);
  const rolledBack = stays.find(stay => stay.rolledBackBy);
  if (last.until === undefined) {
    const now = describeDuration(secondsOf(last, input.now));
    return { verdict: 'current', text: `runs now, for ${now}` };
  }
  if (rolledBack) {
    const mark = readRollbackMark(trailersOf(rolledBack.rolledBackBy!));
    const because = mark?.reason ? `: ${mark.reason}` : '';
    return {
      verdict: 'rolled-back',
      text: `rolled back after ${ran}${because}`,
    };
  }
  const seen = input.health.filter(record => record.version === last.version);
  const neverHealthy =
    seen.length > 0 &&
    seen.every(({ health }) => health !== 'healthy' && health !== 'suspended');
  const own = describeDuration(secondsOf(last, input.now));
  const measured = judgeMeasured(last, own, input);
  if (measured && !neverHealthy) {
    return measured;
  }
  if (seen.some(record => record.health === 'healthy')) {
    return { verdict: 'ran-healthy', text: `ran for ${ran}, was seen healthy` };
  }
  if (neverHealthy) {
    const cause = seen[seen.length - 1].message;
    const because = cause ? `: ${cause}` : '';
    return { verdict: 'never-healthy', text: `never became healthy${because}` };
  }
  return { verdict: 'ran', text: `ran for ${ran}, health was not measured` };
}

function whyUnusable(
  version: string,
  input: DeployedVersionsInput,
): string | undefined {
  if (version === input.current) {
    return 'This version is already the one Git wants.';
  }
  const ban = input.bans.find(candidate => candidate.version === version);
  return ban && `Banned by ${ban.by}: ${ban.reason}`;
}

/** The newest earlier version that stayed long enough and left no bad mark. */
function suggest(
  versions: DeployedVersion[],
  stays: Stay[],
  now: number,
): string | undefined {
  const usable = new Map(
    versions.filter(item => !item.unusable).map(item => [item.version, item]),
  );
  const order = [...stays].reverse();
  const good = order.find(stay => {
    const item = usable.get(stay.version);
    return (
      item &&
      item.verdict !== 'rolled-back' &&
      item.verdict !== 'never-healthy' &&
      item.verdict !== 'burned' &&
      secondsOf(stay, now) >= SOAK_SECONDS
    );
  });
  return good?.version;
}

/**
 * The versions that were desired in a deployment, newest stay first, with
 * what is known of each.
 */
export function deployedVersions(
  input: DeployedVersionsInput,
): DeployedVersion[] {
  const stays = toStays(input.changes);
  const byVersion = new Map<string, Stay[]>();
  for (const stay of stays) {
    byVersion.set(stay.version, [...(byVersion.get(stay.version) ?? []), stay]);
  }
  const versions = [...byVersion.values()].map((own): DeployedVersion => {
    const last = own[own.length - 1];
    const { version, row } = last;
    const { verdict, text } = judge(own, input);
    return {
      version,
      kind: classifyVersion(version),
      bump: own[0].before ? bumpBetween(own[0].before, version) : undefined,
      verdict,
      verdictText: text,
      firstFrom: new Date(own[0].from).toISOString(),
      lastFrom: new Date(last.from).toISOString(),
      lastUntil: last.until ? new Date(last.until).toISOString() : undefined,
      ranForSeconds: Math.round(
        own.reduce((sum, stay) => sum + secondsOf(stay, input.now), 0),
      ),
      commit: row.commit,
      commitUrl: input.commitUrl(row.commit),
      author: row.author_name,
      subject: row.subject,
      suggested: false,
      unusable: whyUnusable(version, input),
    };
  });
  const suggested = suggest(versions, stays, input.now);
  return versions
    .map(item => ({ ...item, suggested: item.version === suggested }))
    .sort((a, b) => (a.lastFrom < b.lastFrom ? 1 : -1));
}
