import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { parseValue, type QueryAnswer } from '../client/answers';
import { classifiedMatchers } from '../detection/candidates';
import type { RequestCandidate } from '../detection/ProfileDetector';
import {
  PART_LABEL,
  renderBy,
  renderDuration,
  renderSelector,
  renderUnion,
  type Matcher,
} from '../promql/promql';
import {
  groupBySelection,
  type SelectionGroup,
} from '../selection/SelectionGroup';
import { groupBy } from './groupBy';
import { RequestSums, type CountKind } from './RequestSums';

/** A span of time that ends where it is asked. */
export interface CountWindow {
  id: string;
  /** How long it is, in seconds. */
  seconds: number;
  /** How far a rate looks back to count it; longer when the scrapes are far apart. */
  lookBack: number;
  buckets: boolean;
  /** Seconds from its end to the time when it is asked; 0 when absent. */
  ago?: number;
}

/** One deployment in one window. */
export interface CountTask {
  candidate: RequestCandidate;
  window: CountWindow;
}

/** Counts of many deployments over some windows, in one query. */
export interface CountsQuery {
  text: string;
  /** The same in a query for each kind: a server is slow to unite what has many series. */
  texts: string[];
  read(answer: QueryAnswer): CountsReader;
}

/** What a query of counts gave. */
export interface CountsReader {
  /** Of one window at one time, by what was given to identify it. */
  at(
    window: string,
    candidate: RequestCandidate,
    time: number,
  ): RequestCounts | undefined;
}

interface Group {
  window: CountWindow;
  group: SelectionGroup<RequestCandidate>;
  items: RequestCandidate[];
}

interface Part {
  id: string;
  expression: string;
}

/** Seconds; what most classic histograms have. */
const NATIVE_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const KINDS: Record<string, CountKind> = {
  r: 'requests',
  e: 'errors',
  b: 'bucket',
};

/** Candidates that are counted by the same metrics and told apart by the same labels are one group. */
export function countsQuery(tasks: readonly CountTask[]): CountsQuery {
  const windows = groupBy(tasks, ({ window }) => window);
  const groups = [...windows].map(([window, some]) =>
    groupBySelection(
      // One that is asked for twice is counted once.
      [...new Set(some.map(({ candidate }) => candidate))],
      ({ selection }) => selection,
      ({ profile, metrics }) =>
        `${profile.id}/${profile.requests?.indexOf(metrics)}`,
    ).map((group): Group => ({ ...group, window })),
  );
  const parts = groups.flatMap((some, windowIndex) =>
    some.flatMap((group, index) => partsOf(group, `${windowIndex}:${index}`)),
  );
  return {
    text: renderUnion(parts),
    texts: [...groupBy(parts, ({ id }) => id[0]).values()].map(renderUnion),
    read: answer => readCounts(answer, groups),
  };
}

function partsOf({ group, items, window }: Group, id: string): Part[] {
  const [{ metrics }] = items;
  const { metric, native, histogram, only = [], errors } = metrics;
  const selected = group.matchers();
  const classified = [...classifiedMatchers(metrics), ...selected];
  const failed: Matcher = { label: errors.label, matches: errors.matches };
  const sum = (name: string, matchers: Matcher[], labels: string[] = []) => {
    const ago = window.ago ? ` offset ${renderDuration(window.ago)}` : '';
    const range = `[${renderDuration(window.lookBack)}]${ago}`;
    const by = renderBy('sum', [...group.names, ...labels]);
    return `${by}(increase(${renderSelector(name, matchers)}${range}))`;
  };
  const counted = (matchers: Matcher[]) =>
    native
      ? `histogram_count(${sum(metric, matchers)})`
      : sum(metric, matchers);
  const parts = [
    { id: `r:${id}`, expression: counted(classified) },
    { id: `e:${id}`, expression: counted([...classified, failed]) },
  ];
  if (window.buckets && native) {
    parts.push(...nativeBuckets(id, sum(metric, classified)));
  } else if (window.buckets && histogram) {
    const matchers = [...only, ...selected];
    const expression = sum(`${histogram}_bucket`, matchers, ['le']);
    parts.push({ id: `b:${id}`, expression });
  }
  return parts;
}

/**
 * Labels cannot be put on a native histogram by all servers, so it is asked
 * for in numbers: how many are below each of some bounds.
 */
function nativeBuckets(id: string, histogram: string): Part[] {
  return NATIVE_BOUNDS.map(le => ({
    id: `b:${id}:${le}`,
    expression: `(histogram_fraction(0, ${le}, ${histogram}) * histogram_count(${histogram}))`,
  }));
}

type SumsByTime = Map<number, RequestSums>;

const newCandidates = (): Map<RequestCandidate, SumsByTime> => new Map();
const newTimes = (): SumsByTime => new Map();
const newSums = () => new RequestSums();

function readCounts(
  { series }: QueryAnswer,
  groups: readonly (readonly Group[])[],
): CountsReader {
  const sums = new Map<string, Map<RequestCandidate, SumsByTime>>();
  for (const { labels, points } of series) {
    const [kind, windowIndex, groupIndex, bound = labels.le] = (
      labels[PART_LABEL] ?? ''
    ).split(':');
    const found = groups[Number(windowIndex)]?.[Number(groupIndex)];
    if (!found || !(kind in KINDS)) {
      continue;
    }
    const { id, seconds, lookBack } = found.window;
    const le = bound === undefined ? undefined : parseValue(bound);
    const byCandidate = entry(sums, id, newCandidates);
    for (const candidate of found.group.find(labels)) {
      const byTime = entry(byCandidate, candidate, newTimes);
      for (const { time, value } of points) {
        const sum = entry(byTime, key(time), newSums);
        sum.add(KINDS[kind], value * (seconds / lookBack), le);
      }
    }
  }
  return {
    at: (window, candidate, time) =>
      sums
        .get(window)
        ?.get(candidate)
        ?.get(key(time))
        ?.toCounts(candidate.metrics.unit === 'ms' ? 0.001 : 1),
  };
}

/** Times are compared to the tenth of a second: servers round them. */
function key(time: number): number {
  return Math.round(time * 10);
}

function entry<K, V>(map: Map<K, V>, name: K, create: () => V): V {
  const found = map.get(name) ?? create();
  map.set(name, found);
  return found;
}
