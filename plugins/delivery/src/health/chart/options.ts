import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import type uPlot from 'uplot';
import type { Tone, Tones } from '@slipway/backstage-plugin-kit-react';
import { timeLabel, timeTicks, valueTicks } from './axes';
import { topOf, type ChartModel, type LineLook, type Stroke } from './model';
import {
  lastKnown,
  paintEndLabels,
  paintEndPoint,
  paintGaps,
  paintLimit,
  paintMarkers,
  paintPhases,
  type Ground,
  type Ink,
} from './paint';
import { gapsOf, type Phase, type PhaseTone } from './phases';

/** Everything that a chart is drawn from. */
export interface ChartPlan {
  model: ChartModel;
  times: readonly number[];
  phases: readonly Phase[];
  markers: readonly DeployMarker[];
  ink: Ink;
  font: string;
  size: { width: number; height: number };
  /** A figure for the end of a line, and one for the axis. */
  format(value: number): string;
  formatTick(value: number): string;
  /** The word at the right end of the time axis, when it ends now. */
  nowLabel?: string;
  /** Whether the last point carries its value. */
  endPoint?: boolean;
}

/** What a chart tells the page. */
export interface ChartEvents {
  onRead(index: number | undefined): void;
  /** Indexes of a span that was dragged. */
  onSelect(from: number, to: number): void;
}

const FONT_SIZE = 11;
const AREA_ALPHA = '1a';
const PIXELS_PER_TICK = 84;
/** Room for flags above, and for names at the end of lines. */
const PADDING = { top: 22, right: 18, labelled: 36, point: 52 };

const WIDTHS: Record<LineLook, number> = {
  strong: 2.25,
  plain: 1.75,
  thin: 1.25,
  dashed: 1.25,
};

function toneOf(tone: PhaseTone, tones: Tones): Tone {
  const map = {
    plain: tones.accent,
    before: tones.idle,
    bad: tones.critical,
    recovered: tones.ok,
  } as const;
  return map[tone];
}

function seriesOf(stroke: Stroke, tones: Tones): uPlot.Series {
  const { mark } = toneOf(stroke.tone, tones);
  return {
    label: stroke.label,
    stroke: mark,
    width: WIDTHS[stroke.look],
    dash: stroke.look === 'dashed' ? [4, 3] : undefined,
    fill: stroke.area ? `${mark}${AREA_ALPHA}` : undefined,
    points: { show: false },
  };
}

function axesOf(plan: ChartPlan): uPlot.Axis[] {
  const { ink, font, model, times, size, nowLabel } = plan;
  const { tones } = ink;
  const [from, to] = [times[0], times[times.length - 1]];
  const most = Math.max(2, Math.floor(size.width / PIXELS_PER_TICK));
  const near = (to - from) / most / 2;
  const text = { stroke: tones.textSecond, font: `${FONT_SIZE}px ${font}` };
  const label = (time: number) =>
    nowLabel && time === to ? nowLabel : timeLabel(time, to - from);
  return [
    {
      ...text,
      size: 24,
      gap: 4,
      grid: { show: false },
      ticks: { show: false },
      splits: () => [
        ...timeTicks(from, to, most).filter(
          time => !nowLabel || to - time > near,
        ),
        ...(nowLabel ? [to] : []),
      ],
      values: (_, splits) => splits.map(label),
    },
    {
      ...text,
      size: 46,
      gap: 6,
      grid: { stroke: tones.line, width: 1 },
      ticks: { show: false },
      splits: () => valueTicks(topOf(model), model.unit),
      values: (_, splits) => splits.map(plan.formatTick),
    },
  ];
}

/** The plotting area as the painters see it. */
function groundOf(u: uPlot, font: string): Ground {
  const { left, top, width, height } = u.bbox;
  const ratio = u.ctx.canvas.width / u.width;
  return {
    pen: u.ctx,
    ...{ left, top, width, height, ratio },
    font: `${FONT_SIZE * ratio}px ${font}`,
    x: time => u.valToPos(time, 'x', true),
    y: value => u.valToPos(value, 'y', true),
  };
}

/** Where nothing is known, as times; half a step around each point. */
function gapTimes({ model, times }: ChartPlan): [number, number][] {
  const half = times.length > 1 ? (times[1] - times[0]) / 2 : 0;
  const [first, last] = [times[0], times[times.length - 1]];
  return gapsOf(model.lines, times.length).map(([from, to]) => [
    Math.max(times[from] - half, first),
    Math.min(times[to] + half, last),
  ]);
}

function paintUnder(u: uPlot, plan: ChartPlan) {
  const ground = groundOf(u, plan.font);
  paintPhases(ground, plan.phases, plan.ink);
  paintGaps(ground, gapTimes(plan), plan.ink);
}

function paintOver(u: uPlot, plan: ChartPlan) {
  const { model, times, ink } = plan;
  const ground = groundOf(u, plan.font);
  if (model.limit) {
    paintLimit(ground, model.limit, ink);
  }
  paintMarkers(ground, plan.markers, ink);
  const ends = model.strokes.flatMap(stroke => {
    const point = lastKnown(times, stroke.values);
    const colour = toneOf(stroke.tone, ink.tones).text;
    return point ? [{ ...point, text: stroke.label, colour }] : [];
  });
  if (model.labelled) {
    paintEndLabels(ground, ends);
  }
  const [end] = [...ends].sort((a, b) => b.time - a.time);
  if (plan.endPoint && end) {
    const newest = ends.filter(({ time }) => time === end.time).pop() ?? end;
    const text = plan.format(newest.value);
    paintEndPoint(ground, newest, { text, colour: newest.colour });
  }
}

function paddingOf({ model, endPoint }: ChartPlan): uPlot.Padding {
  const right = model.labelled ? PADDING.labelled : PADDING.right;
  return [PADDING.top, endPoint ? PADDING.point : right, 0, 0];
}

function hooksOf(plan: ChartPlan, events: ChartEvents): uPlot.Hooks.Arrays {
  return {
    drawClear: [u => paintUnder(u, plan)],
    draw: [u => paintOver(u, plan)],
    // Also comes from drawing itself; only a pointer has an event.
    setCursor: [
      u => u.cursor.event && events.onRead(u.cursor.idx ?? undefined),
    ],
    setSelect: [
      u => {
        const { left, width } = u.select;
        if (width > 0) {
          events.onSelect(u.posToIdx(left), u.posToIdx(left + width));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }
      },
    ],
  };
}

/** Options and data for the drawing library. */
export function chartOptions(
  plan: ChartPlan,
  events: ChartEvents,
): { options: uPlot.Options; data: uPlot.AlignedData } {
  const { model, times, size, ink } = plan;
  const options: uPlot.Options = {
    ...size,
    padding: paddingOf(plan),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { show: false },
    },
    scales: {
      x: { time: true, range: () => [times[0], times[times.length - 1]] },
      y: { range: () => [0, topOf(model)] },
    },
    axes: axesOf(plan),
    series: [{}, ...model.strokes.map(s => seriesOf(s, ink.tones))],
    hooks: hooksOf(plan, events),
  };
  const data = [
    [...times],
    ...model.strokes.map(({ values }) => values),
  ] as uPlot.AlignedData;
  return { options, data };
}
