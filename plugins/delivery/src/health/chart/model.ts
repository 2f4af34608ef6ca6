import type {
  ComparisonResult,
  DeploymentHealth,
  DeploymentHealthDetails,
  FigureComparison,
  HealthWindow,
  SeriesGroup,
  SeriesLine,
  SeriesUnit,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../../translation';
import { formatChange } from '../figures';
import { valuesIn, type Phase, type PhaseTone } from './phases';

/** How a line is drawn; p50, p95 and p99 differ in dash and weight. */
export type LineLook = 'strong' | 'plain' | 'thin' | 'dashed';

/** One stroke of a chart: a line, or its part in one phase. */
export interface Stroke {
  label: string;
  values: (number | null)[];
  look: LineLook;
  tone: PhaseTone;
  /** Filled down to the axis. */
  area: boolean;
}

/** What stands beside the title of a chart. */
export interface Headline {
  /** `p95`, where the chart has more than one line. */
  of?: string;
  change: string;
  message: string;
  result: ComparisonResult;
}

/** Everything that one chart and its part of the table show. */
export interface ChartModel {
  id: string;
  title: string;
  unit: SeriesUnit;
  lines: SeriesLine[];
  strokes: Stroke[];
  headline?: Headline;
  /** Dotted line with its word. */
  limit?: { value: number; label: string };
  /** Labels stand at the end of the lines. */
  labelled: boolean;
}

const LOOKS: Record<string, LineLook> = {
  p50: 'thin',
  p95: 'strong',
  p99: 'dashed',
};

/** For lines without a look of their own, in turn. */
const OTHER_LOOKS: LineLook[] = ['strong', 'dashed', 'thin', 'plain'];

function headlineOf(
  group: SeriesGroup,
  { errors, latency, before, now }: DeploymentHealth,
  traffic: FigureComparison | undefined,
  t: DeliveryWords,
): Headline | undefined {
  const figures: Record<
    string,
    [FigureComparison | undefined, (w: HealthWindow) => number | undefined]
  > = {
    requests: [traffic, w => w.rate],
    errors: [errors, w => w.errorRatio],
    latency: [latency, w => w.p95],
  };
  const [comparison, read] = figures[group.id] ?? [];
  const [was, is] = [before && read?.(before), now && read?.(now)];
  if (!comparison || was === undefined || is === undefined) {
    return undefined;
  }
  return {
    of: group.id === 'latency' ? 'p95' : undefined,
    change: formatChange(was, is, group.unit, t),
    message: comparison.message,
    result: comparison.result,
  };
}

function strokesOf(
  group: SeriesGroup,
  times: readonly number[],
  phases: readonly Phase[],
): Stroke[] {
  const alone = group.lines.length === 1;
  // Only the share of failed requests says by itself what is good and bad.
  if (group.id === 'errors' && phases.length) {
    return group.lines.flatMap(line =>
      phases.map(phase => ({
        label: line.title,
        values: valuesIn(phase, times, line.values),
        look: 'plain' as const,
        tone: phase.tone,
        area: alone,
      })),
    );
  }
  return group.lines.map((line, index) => ({
    label: line.title,
    values: line.values,
    look: alone
      ? 'plain'
      : (LOOKS[line.id] ?? OTHER_LOOKS[index % OTHER_LOOKS.length]),
    tone: 'plain',
    area: alone,
  }));
}

/** The known groups have our own words, the others those of their rule. */
function titleOf({ id, title }: SeriesGroup, t: DeliveryWords): string {
  const own: Record<string, string> = {
    errors: t('chart.errors'),
    latency: t('chart.latency'),
    requests: t('chart.requests'),
  };
  return own[id] ?? title;
}

/** Charts of an answer, in its order; what is drawn is what the table says. */
export function chartModels(
  details: DeploymentHealthDetails,
  phases: readonly Phase[],
  limitLabel: (limit: number) => string,
  t: DeliveryWords,
): ChartModel[] {
  const { series, health, comparisons } = details;
  const traffic = comparisons.find(
    ({ version, at }) => version === health.version && at === health.since,
  )?.traffic;
  return (series?.groups ?? []).map(group => ({
    id: group.id,
    title: titleOf(group, t),
    unit: group.unit,
    lines: group.lines,
    strokes: strokesOf(group, series?.times ?? [], phases),
    headline: headlineOf(group, health, traffic, t),
    limit:
      group.id === 'errors' && health.errorLimit < 1
        ? { value: health.errorLimit, label: limitLabel(health.errorLimit) }
        : undefined,
    labelled: group.lines.length > 1,
  }));
}

/** Top of the scale: room for the limit, and never so near that noise looks tall. */
export function topOf({ lines, limit, unit }: ChartModel): number {
  let highest = 0;
  for (const { values } of lines) {
    for (const value of values) {
      highest = Math.max(highest, value ?? 0);
    }
  }
  const least = unit === 'ratio' ? 0.01 : 0;
  return Math.max(highest * 1.15, (limit?.value ?? 0) * 1.6, least) || 1;
}

/** The highest point of a chart. */
export function highestOf(
  { lines }: ChartModel,
  times: readonly number[],
): { value: number; time: number } | undefined {
  let found: { value: number; time: number } | undefined;
  for (const { values } of lines) {
    for (const [index, value] of values.entries()) {
      if (value !== null && (!found || value > found.value)) {
        found = { value, time: times[index] };
      }
    }
  }
  return found;
}
