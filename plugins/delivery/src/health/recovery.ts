import {
  isOperationEnded,
  type DeploymentHealthDetails,
  type Operation,
} from '@slipway/backstage-plugin-delivery-common';
import type { Phase } from './chart/phases';
import type { AskedRange } from './useHealth';

const MINUTE = 60_000;

/** What of the bad version is shown where it is not known since when it ran. */
const BEFORE_MS = 30 * MINUTE;
/** Minutes of the version before, to compare with. */
const LEAD_MS = 5 * MINUTE;
/** A bad version that ran for days would make its end a point. */
const LONGEST_MS = 6 * 60 * MINUTE;
const AFTER_MS = 10 * MINUTE;

/** When the version that the operation took away went live. */
export function badSince(
  { fromVersion, requestedAt }: Operation,
  details: DeploymentHealthDetails | undefined,
): string | undefined {
  const earlier = (details?.comparisons ?? [])
    .filter(({ version, at }) => version === fromVersion && at < requestedAt)
    .sort((a, b) => b.at.localeCompare(a.at));
  return earlier[0]?.at;
}

/** From some minutes before the bad deploy until now, or until after the end. */
export function recoveryRange(
  operation: Operation,
  since: string | undefined,
  now: number,
): AskedRange {
  const asked = Date.parse(operation.requestedAt);
  const lead = since ? Date.parse(since) - LEAD_MS : asked - BEFORE_MS;
  const from = Math.max(lead, asked - LONGEST_MS);
  const { state, endedAt } = operation;
  const until =
    isOperationEnded(state) && endedAt
      ? Date.parse(endedAt) + AFTER_MS
      : undefined;
  return {
    from: new Date(from).toISOString(),
    // An end that lies in the future is now, which moves.
    to:
      until !== undefined && until < now
        ? new Date(until).toISOString()
        : undefined,
  };
}

const secondsOf = (iso: string) => Date.parse(iso) / 1000;

/** When the version came: as a marker says, else when it was committed. */
function cameAt(
  { markers }: DeploymentHealthDetails,
  version: string,
  fallback: string,
  after = '',
): number {
  const marker = [...markers]
    .reverse()
    .find(m => m.version === version && m.at >= after);
  return secondsOf(marker?.at ?? fallback);
}

/**
 * The stretches of a rollback: before the bad version, while it ran, and after
 * the operation proved that it helped. Green is only what was proven.
 */
export function recoveryPhases(
  operation: Operation,
  details: DeploymentHealthDetails,
): Phase[] {
  const times = details.series?.times ?? [];
  if (!times.length) {
    return [];
  }
  const [first, last] = [times[0], times[times.length - 1]];
  const inside = (time: number) => Math.min(Math.max(time, first), last);
  const { fromVersion, toVersion, requestedAt } = operation;
  const bad = inside(
    cameAt(details, fromVersion, new Date(first * 1000).toISOString()),
  );
  const back = inside(cameAt(details, toVersion, requestedAt, requestedAt));
  const proven =
    operation.state === 'recovered'
      ? inside(fellAt(details, back) ?? last)
      : last;
  const phases: Phase[] = [
    { from: first, to: bad, tone: 'before' },
    { from: bad, to: proven, tone: 'bad' },
    { from: proven, to: last, tone: 'recovered' },
  ];
  return phases.filter(({ from, to }) => to > from);
}

/** The first time after which the error ratio is not above the limit. */
function fellAt(
  { series, health }: DeploymentHealthDetails,
  after: number,
): number | undefined {
  const values =
    series?.groups.find(({ id }) => id === 'errors')?.lines[0]?.values ?? [];
  return series?.times.find((time, index) => {
    const value = values[index];
    return (
      time >= after && typeof value === 'number' && value <= health.errorLimit
    );
  });
}
