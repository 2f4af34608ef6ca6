import type {
  ArgoCdApplication,
  ApplicationSource,
  ApplicationStatus,
} from './Application';
import { isChart, sourcesOf } from './gitSources';

interface Revisions {
  revision?: string | null;
  revisions?: string[] | null;
}

interface Split {
  /** One commit for each source in Git. */
  commits: string[];
  /** The version of the chart, when a source is one. */
  chartVersion?: string;
}

/** Tells commits from chart versions: Argo CD keeps both in the same list. */
export function splitRevisions(
  { revision, revisions }: Revisions,
  sources: ApplicationSource[],
): Split {
  const all = revisions?.length ? revisions : [revision ?? ''];
  const split: Split = { commits: [] };
  for (const [index, value] of all.entries()) {
    const chart = sources[index] ? isChart(sources[index]) : false;
    if (chart && value) {
      split.chartVersion ??= value;
    } else if (value) {
      split.commits.push(value);
    }
  }
  return split;
}

type HistoryEntry = NonNullable<ApplicationStatus['history']>[number];

/** Revisions of one history entry, by the sources it was deployed from. */
export function splitHistory(
  entry: HistoryEntry,
  application: ArgoCdApplication,
): Split {
  const own = sourcesOf(entry);
  return splitRevisions(entry, own.length ? own : sourcesOf(application.spec));
}

/**
 * Version of the chart that runs: that of the last deployment. What the
 * status compares with is only what is wanted.
 */
export function liveChartVersion(
  application: ArgoCdApplication,
): string | undefined {
  const last = application.status?.history?.at(-1);
  if (last) {
    return splitHistory(last, application).chartVersion;
  }
  const sync = application.status?.sync;
  return sync?.status === 'Synced'
    ? splitRevisions(sync, sourcesOf(application.spec)).chartVersion
    : undefined;
}
