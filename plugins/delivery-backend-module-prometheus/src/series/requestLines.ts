import type {
  SeriesGroup,
  SeriesLine,
} from '@slipway/backstage-plugin-delivery-common';
import type { QueryAnswer } from '../client/answers';
import { classifiedMatchers } from '../detection/candidates';
import type { RequestCandidate } from '../detection/ProfileDetector';
import {
  PART_LABEL,
  renderDuration,
  renderSelector,
  renderUnion,
  type Matcher,
} from '../promql/promql';
import { SelectionGroup } from '../selection/SelectionGroup';
import type { Selection } from '../selection/selectLabels';
import type { Grid } from './Grid';

const QUANTILES = [
  { id: 'p50', quantile: 0.5 },
  { id: 'p95', quantile: 0.95 },
  { id: 'p99', quantile: 0.99 },
];

/** Matchers of one deployment alone. */
export function matchersOf(selection: Selection): Matcher[] {
  const alone = SelectionGroup.of<undefined>(selection);
  alone.add(selection, undefined);
  return alone.matchers();
}

function rate(metric: string, matchers: readonly Matcher[], window: number) {
  return `rate(${renderSelector(metric, matchers)}[${renderDuration(window)}])`;
}

/** Requests a second of one deployment. */
export function requestRateQuery(
  { metrics, selection }: RequestCandidate,
  window: number,
): string {
  const matchers = [...classifiedMatchers(metrics), ...matchersOf(selection)];
  const sum = `sum(${rate(metrics.metric, matchers, window)})`;
  return metrics.native ? `histogram_count(${sum})` : sum;
}

/** Requests, errors and latency of one deployment, in one query. */
export function requestLinesQuery(
  candidate: RequestCandidate,
  window: number,
): string {
  const { metrics, selection } = candidate;
  const { metric, native, histogram, only = [], errors } = metrics;
  const selected = matchersOf(selection);
  const classified = [...classifiedMatchers(metrics), ...selected];
  const failed = { label: errors.label, matches: errors.matches };
  const failing = `sum(${rate(metric, [...classified, failed], window)})`;
  const latency = native
    ? `sum(${rate(metric, classified, window)})`
    : histogram &&
      `sum by (le) (${rate(`${histogram}_bucket`, [...only, ...selected], window)})`;
  return renderUnion([
    { id: 'requests', expression: requestRateQuery(candidate, window) },
    {
      id: 'errors',
      expression: native ? `histogram_count(${failing})` : failing,
    },
    ...(latency ? QUANTILES : []).map(({ id, quantile }) => ({
      id,
      expression: `histogram_quantile(${quantile}, ${latency})`,
    })),
  ]);
}

/** The charts of requests, errors and latency. */
export function readRequestLines(
  { series }: QueryAnswer,
  { metrics }: RequestCandidate,
  grid: Grid,
): SeriesGroup[] {
  const line = (id: string) =>
    grid.place(
      series.find(({ labels }) => labels[PART_LABEL] === id)?.points ?? [],
    );
  const requests = line('requests');
  if (requests.every(value => value === null)) {
    return [];
  }
  const errors = errorRatios(requests, line('errors'));
  const scale = metrics.unit === 'ms' ? 0.001 : 1;
  const latency = QUANTILES.map(({ id }): SeriesLine => {
    const values = line(id).map(value => value && value * scale);
    return { id, title: id, values };
  }).filter(({ values }) => values.some(value => value !== null));
  return [
    group('requests', 'Requests', 'perSecond', [
      { id: 'requests', title: 'Requests', values: requests },
    ]),
    group('errors', 'Errors', 'ratio', [
      { id: 'errors', title: 'Errors', values: errors },
    ]),
    ...(latency.length
      ? [group('latency', 'Latency', 'seconds', latency)]
      : []),
  ];
}

function group(
  id: string,
  title: string,
  unit: SeriesGroup['unit'],
  lines: SeriesLine[],
): SeriesGroup {
  return { id, title, unit, lines };
}

/** Where requests are counted, no error is none; without a request there is no ratio. */
function errorRatios(
  requests: readonly (number | null)[],
  errors: readonly (number | null)[],
): (number | null)[] {
  return requests.map((all, index) =>
    all ? Math.min(1, (errors[index] ?? 0) / all) : null,
  );
}
