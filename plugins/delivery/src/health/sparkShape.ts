import type { Sparkline } from '@slipway/backstage-plugin-delivery-common';
import type { SeenDeployment } from './SeenDeployment';

/** A share below this would look like trouble when it fills the whole height. */
const LEAST_TOP = 0.02;

/** One scale for all lines of a column. */
export function sparkTop(lines: readonly (Sparkline | undefined)[]): number {
  let top = LEAST_TOP;
  for (const line of lines) {
    for (const value of line?.values ?? []) {
      top = Math.max(top, value ?? 0);
    }
  }
  return top;
}

/** The scale of a column of deployments; none where nobody measures. */
export function columnTop(
  deployments: readonly SeenDeployment[],
): number | undefined {
  return deployments.some(({ measured }) => measured)
    ? sparkTop(deployments.map(({ measured }) => measured?.sparkline))
    : undefined;
}

/** Size of the picture in its own units. */
export interface SparkBox {
  width: number;
  height: number;
}

/** What a sparkline is drawn from. */
export interface SparkShape {
  /** Paths of the known parts before and after the deploy. */
  before: string;
  after: string;
  /** The part after the deploy down to the axis. */
  area: string;
  /** Hatched: from x to x. */
  gaps: [from: number, to: number][];
  /** Where the version went live. */
  deploy?: number;
}

type Point = [x: number, y: number];

/** Runs of known points; each null ends one. */
function runsOf(points: readonly (Point | undefined)[]): Point[][] {
  const runs: Point[][] = [];
  let run: Point[] = [];
  for (const point of [...points, undefined]) {
    if (point) {
      run.push(point);
    } else if (run.length) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

const text = ([x, y]: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function pathOf(run: readonly Point[]): string {
  // A single point has no length, so it would not be seen.
  const points = run.length === 1 ? [run[0], run[0]] : run;
  return `M${points.map(text).join('L')}`;
}

function areaOf(run: readonly Point[], floor: number): string {
  const [first, last] = [run[0], run[run.length - 1]];
  return `${pathOf(run)}L${text([last[0], floor])}L${text([first[0], floor])}Z`;
}

function gapsIn(
  points: readonly (Point | undefined)[],
  x: (index: number) => number,
): [number, number][] {
  const gaps: [number, number][] = [];
  for (const [index, point] of points.entries()) {
    const newest = gaps[gaps.length - 1];
    const [from, to] = [x(Math.max(index - 1, 0)), x(index + 1)];
    if (!point && newest && newest[1] >= from) {
      newest[1] = to;
    } else if (!point) {
      gaps.push([from, to]);
    }
  }
  return gaps;
}

/** Lays a line out; `since` is when the version went live, ISO 8601. */
export function sparkShape(
  line: Sparkline,
  top: number,
  since: string | undefined,
  { width, height }: SparkBox,
): SparkShape {
  const last = Math.max(line.values.length - 1, 1);
  const x = (index: number) => (Math.min(index, last) / last) * width;
  const y = (value: number) => height - 1 - (value / top) * (height - 2);
  const points = line.values.map((value, index): Point | undefined =>
    value === null ? undefined : [x(index), y(Math.min(value, top))],
  );
  const at = since
    ? (Date.parse(since) / 1000 - line.from) / line.step
    : Number.NaN;
  const inside = at >= 0 && at <= last;
  const cut = inside ? Math.ceil(at) : points.length;
  const runs = (from: number, to: number) =>
    runsOf(points.map((p, i) => (i >= from && i < to ? p : undefined)));
  // The first point after the deploy belongs to both parts.
  const after = runs(Math.max(cut - 1, 0), inside ? points.length : 0);
  return {
    before: runs(0, cut).map(pathOf).join(''),
    after: after.map(pathOf).join(''),
    area: after.map(run => areaOf(run, height - 1)).join(''),
    gaps: gapsIn(points, x),
    deploy: inside ? (at / last) * width : undefined,
  };
}
