import type { DeploymentRow, ExpiryRow } from '../../database/rows';
import { expiryId, type ExpiryKey } from '../../database/ExpiryStore';
import { holdOf } from '../toEnvironment';

/** Folders of an environment that end together. */
export interface End extends ExpiryKey {
  id: string;
  kind: string;
  rows: DeploymentRow[];
}

/** Which folders end when; one that names no time is in none. */
export function endsOf(rows: readonly DeploymentRow[]): End[] {
  const ends = new Map<string, End>();
  for (const row of rows) {
    const { repository, environment, expires } = row;
    const kind = row.environment_kind;
    if (!expires || !kind || row.removed_at) continue;
    const key = { repository, environment, expires };
    const id = expiryId(key);
    const known = ends.get(id);
    if (known) {
      known.rows.push(row);
    } else {
      ends.set(id, { ...key, id, kind, rows: [row] });
    }
  }
  return [...ends.values()];
}

/** What is held of it, in words; nothing when nothing is. */
export function heldWords(
  { rows }: Pick<End, 'rows'>,
  now: number,
): string | undefined {
  const words = rows.flatMap(row => {
    const hold = holdOf(row, now);
    return hold
      ? `${row.component} is held at ${hold.version} by ${hold.by} (${hold.reason})`
      : [];
  });
  return words.length ? words.join('; ') : undefined;
}

/**
 * The announcement that is due: the latest one whose time has come, if people
 * were not told since. An environment that is younger than an announcement was
 * made by somebody who knows.
 *
 * @param since - when the environment was created
 * @param announceMs - times before the end, longest first
 * @returns milliseconds before the end; undefined when none is due
 */
export function announcementDue(
  { expires, announced }: Pick<ExpiryRow, 'expires' | 'announced'>,
  since: string | undefined,
  announceMs: readonly number[],
  now: number,
): number | undefined {
  const end = Date.parse(expires);
  if (now >= end) return undefined;
  const told = JSON.parse(announced) as number[];
  const due = announceMs
    .filter(before => now >= end - before)
    .filter(before => !since || Date.parse(since) <= end - before)
    .at(-1);
  return due !== undefined && !told.some(before => before <= due)
    ? due
    : undefined;
}
