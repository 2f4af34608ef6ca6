import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import type { Tones } from '@slipway/backstage-plugin-kit-react';
import type { Phase } from './phases';

/** What of a canvas is used. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'rect'
  | 'clip'
  | 'arc'
  | 'setLineDash'
  | 'strokeStyle'
  | 'fillStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>;

/** Where things are: pixels of the canvas, of which one of CSS has `ratio`. */
export interface Ground {
  pen: Pen;
  left: number;
  top: number;
  width: number;
  height: number;
  ratio: number;
  font: string;
  /** Unix seconds to pixels. */
  x(time: number): number;
  y(value: number): number;
}

/** Colours of a chart. */
export interface Ink {
  tones: Tones;
  /** What stands on a flag of a deploy, and the flag itself. */
  flag: string;
  onFlag: string;
}

const HATCH = 7;

/** Soft grounds after a bad deploy and after a recovery. */
export function paintPhases(
  ground: Ground,
  phases: readonly Phase[],
  { tones }: Ink,
) {
  const { pen, x, top, height } = ground;
  for (const { from, to, tone } of phases) {
    if (tone === 'bad' || tone === 'recovered') {
      pen.fillStyle = tones[tone === 'bad' ? 'critical' : 'ok'].soft;
      pen.fillRect(x(from), top, x(to) - x(from), height);
    }
  }
}

/** Not known is drawn as hatching, never as zero. */
export function paintGaps(
  ground: Ground,
  gaps: readonly [from: number, to: number][],
  { tones }: Ink,
) {
  const { pen, x, top, height, ratio } = ground;
  for (const [from, to] of gaps) {
    const [start, end] = [x(from), x(to)];
    pen.save();
    pen.beginPath();
    pen.rect(start, top, Math.max(end - start, ratio), height);
    pen.clip();
    pen.strokeStyle = tones.lineStrong;
    pen.lineWidth = ratio;
    pen.beginPath();
    for (let at = start - height; at < end; at += HATCH * ratio) {
      pen.moveTo(at, top + height);
      pen.lineTo(at + height, top);
    }
    pen.stroke();
    pen.restore();
  }
}

/** A dotted line with its word above it. */
export function paintLimit(
  ground: Ground,
  limit: { value: number; label: string },
  { tones }: Ink,
) {
  const { pen, left, width, y, ratio, font } = ground;
  const at = y(limit.value);
  pen.save();
  pen.strokeStyle = tones.control;
  pen.lineWidth = ratio;
  pen.setLineDash([2 * ratio, 3 * ratio]);
  pen.beginPath();
  pen.moveTo(left, at);
  pen.lineTo(left + width, at);
  pen.stroke();
  pen.fillStyle = tones.textSecond;
  pen.font = font;
  pen.textAlign = 'left';
  pen.textBaseline = 'bottom';
  pen.fillText(limit.label, left + 6 * ratio, at - 2 * ratio);
  pen.restore();
}

const FLAG_HEIGHT = 17;
const FLAG_PADDING = 6;

type Interval = [from: number, to: number];

/**
 * Left edge of a flag: left of its line, else right of it; nothing where it
 * would leave the chart or cover another.
 */
function flagLeft(
  at: number,
  width: number,
  [first, last]: Interval,
  taken: readonly Interval[],
): number | undefined {
  return [at - width, at].find(
    left =>
      left >= first &&
      left + width <= last &&
      taken.every(([from, to]) => left >= to || left + width <= from),
  );
}

function paintFlag(
  { pen, top, ratio }: Ground,
  [left, right]: Interval,
  version: string,
  colours: { flag: string; text: string },
) {
  const up = top - FLAG_HEIGHT * ratio;
  pen.fillStyle = colours.flag;
  pen.fillRect(left, up, right - left, FLAG_HEIGHT * ratio);
  pen.fillStyle = colours.text;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(
    version,
    left + FLAG_PADDING * ratio,
    up + (FLAG_HEIGHT * ratio) / 2,
  );
}

/**
 * A line where a version went live, with its flag above the chart. Where
 * deploys are dense all lines stay, and the flags of the newest.
 */
export function paintMarkers(
  ground: Ground,
  markers: readonly DeployMarker[],
  { tones, flag, onFlag }: Ink,
) {
  const { pen, left, width, top, height, ratio, font } = ground;
  const whole: Interval = [left, left + width + 2 * FLAG_PADDING * ratio];
  const taken: Interval[] = [];
  pen.save();
  pen.font = `600 ${font}`;
  for (const { at, version, kind } of [...markers].reverse()) {
    const x = ground.x(Date.parse(at) / 1000);
    const colours =
      kind === 'rollback'
        ? { flag: tones.accent.mark, text: tones.onAccent }
        : { flag, text: onFlag };
    pen.fillStyle = colours.flag;
    pen.fillRect(x - ratio * 0.75, top, ratio * 1.5, height);
    const wide = pen.measureText(version).width + 2 * FLAG_PADDING * ratio;
    const place = flagLeft(x, wide, whole, taken);
    if (place !== undefined) {
      taken.push([place, place + wide]);
      paintFlag(ground, [place, place + wide], version, colours);
    }
  }
  pen.restore();
}

/** Moves labels apart that would cover each other; top to bottom. */
export function spreadLabels(
  wanted: readonly number[],
  distance: number,
  bottom: number,
): number[] {
  const order = wanted
    .map((y, index) => ({ y, index }))
    .sort((a, b) => a.y - b.y);
  let floor = -Infinity;
  for (const label of order) {
    label.y = Math.max(label.y, floor + distance);
    floor = label.y;
  }
  let ceiling = bottom + distance;
  for (const label of [...order].reverse()) {
    label.y = Math.min(label.y, ceiling - distance);
    ceiling = label.y;
  }
  const placed = [...wanted];
  for (const { y, index } of order) {
    placed[index] = y;
  }
  return placed;
}

/** The last known point of a line. */
export function lastKnown(
  times: readonly number[],
  values: readonly (number | null)[],
): { time: number; value: number } | undefined {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index];
    if (typeof value === 'number') {
      return { time: times[index], value };
    }
  }
  return undefined;
}

/** Names of lines at their ends. */
export function paintEndLabels(
  ground: Ground,
  labels: readonly { text: string; value: number; colour: string }[],
) {
  const { pen, left, width, top, height, y, ratio, font } = ground;
  const places = spreadLabels(
    labels.map(({ value }) => y(value)),
    12 * ratio,
    top + height,
  );
  pen.save();
  pen.font = font;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const [index, { text, colour }] of labels.entries()) {
    pen.fillStyle = colour;
    pen.fillText(text, left + width + 4 * ratio, places[index]);
  }
  pen.restore();
}

/** A point with its value where a line ends now. */
export function paintEndPoint(
  ground: Ground,
  point: { time: number; value: number },
  label: { text: string; colour: string },
) {
  const { pen, x, y, ratio, font } = ground;
  const [left, top] = [x(point.time), y(point.value)];
  pen.save();
  pen.fillStyle = label.colour;
  pen.beginPath();
  pen.arc(left, top, 3.5 * ratio, 0, 2 * Math.PI);
  pen.fill();
  pen.font = `600 ${font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(label.text, left + 7 * ratio, top);
  pen.restore();
}
