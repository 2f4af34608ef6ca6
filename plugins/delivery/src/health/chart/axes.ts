import type { SeriesUnit } from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';

const DAY = 86_400;

/** Steps at which times look round, in seconds. */
const TIME_STEPS = [
  ...[15, 30, 60, 120, 300, 600, 900, 1800],
  ...[3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600],
  ...[DAY, 2 * DAY, 7 * DAY],
];

/** Round times of the reader's zone inside a range. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const length = to - from;
  const step = TIME_STEPS.find(size => length / size <= most) ?? 7 * DAY;
  const offset = DateTime.fromSeconds(from).offset * 60;
  const ticks: number[] = [];
  // Zones that are not whole hours from UTC have round times of their own.
  for (
    let time = Math.ceil((from + offset) / step) * step - offset;
    time <= to;
    time += step
  ) {
    ticks.push(time);
  }
  return ticks;
}

/** `13:55`, or `16 Nov` where a tick is a day. */
export function timeLabel(time: number, length: number): string {
  const at = DateTime.fromSeconds(time);
  if (length > 2 * DAY) {
    return at.toFormat('d LLL');
  }
  return at.toFormat(length < 600 ? 'HH:mm:ss' : 'HH:mm');
}

/** Steps of a scale: 1, 2 or 5 times a power of ten. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = raw / power;
  if (digit <= 1) {
    return power;
  }
  if (digit <= 2) {
    return 2 * power;
  }
  return digit <= 5 ? 5 * power : 10 * power;
}

/** A latency below a second is read in milliseconds, a share in percent. */
function displayFactor(unit: SeriesUnit, top: number): number {
  if (unit === 'bytes') {
    return 1024 ** Math.floor(Math.log(Math.max(top, 1)) / Math.log(1024));
  }
  return 1;
}

/** Round values from zero to the top of a scale, about three of them. */
export function valueTicks(top: number, unit: SeriesUnit): number[] {
  const factor = displayFactor(unit, top);
  const raw = top / factor / 3;
  const step = Math.max(roundStep(raw), unit === 'count' ? 1 : 0) * factor;
  const ticks: number[] = [];
  for (let n = 0; n * step <= top; n++) {
    ticks.push(Number((n * step).toPrecision(12)));
  }
  return ticks;
}
