import type { SeriesUnit } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../translation';

const KIBI = 1024;

/** Below this a share of one decimal would read as nothing failed. */
const SMALL_PERCENT = 0.095;

/** `14,200`. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) {
    return formatCount(value);
  }
  if (size >= 1 || size === 0) {
    return String(Math.round(value * 10) / 10);
  }
  return String(Number(value.toPrecision(2)));
}

function formatPercent(ratio: number, t: DeliveryWords): string {
  const value = ratio * 100;
  const places = value > 0 && value < SMALL_PERCENT ? 2 : 1;
  return t('unit.ratio', { n: value.toFixed(places) });
}

function formatLatency(seconds: number, t: DeliveryWords): string {
  return seconds < 1
    ? t('unit.milliseconds', { n: digits(Math.round(seconds * 1000)) })
    : t('unit.seconds', { n: seconds.toFixed(1) });
}

function formatBytes(value: number, t: DeliveryWords): string {
  const n = (size: number) => ({ n: digits(value / size) });
  if (value >= KIBI ** 3) {
    return t('unit.gibibytes', n(KIBI ** 3));
  }
  if (value >= KIBI ** 2) {
    return t('unit.mebibytes', n(KIBI ** 2));
  }
  return value >= KIBI
    ? t('unit.kibibytes', n(KIBI))
    : t('unit.bytes', { n: digits(value) });
}

/** A figure with its unit, which a line's end never tears apart. */
export function formatFigure(
  value: number,
  unit: SeriesUnit,
  t: DeliveryWords,
): string {
  switch (unit) {
    case 'ratio':
      return formatPercent(value, t);
    case 'seconds':
      return formatLatency(value, t);
    case 'perSecond':
      return t('unit.perSecond', { n: digits(value) });
    case 'bytes':
      return formatBytes(value, t);
    case 'cores':
      return t('unit.cores', { n: digits(value) });
    default:
      return digits(value);
  }
}

/** `n = 3,400`. */
export function formatSample(requests: number, t: DeliveryWords): string {
  return t('unit.sample', { n: formatCount(requests) });
}

/** `42 ×`. */
export function formatTimes(value: number, t: DeliveryWords): string {
  return t('unit.times', { n: digits(value) });
}

/** The number of a figure, where the next one of the same unit carries it. */
function withoutUnit(figure: string, next: string): string {
  const [number, unit] = figure.split('\u00a0');
  return unit !== undefined && next.endsWith(`\u00a0${unit}`) ? number : figure;
}

/** `0.1 → 4.2 %`; the unit is said once where it is the same. */
export function formatChange(
  before: number,
  now: number,
  unit: SeriesUnit,
  t: DeliveryWords,
): string {
  const after = formatFigure(now, unit, t);
  return t('unit.change', {
    before: withoutUnit(formatFigure(before, unit, t), after),
    now: after,
  });
}

/** A figure on an axis: no more digits than it needs, and one unit for all. */
export function formatTick(
  value: number,
  top: number,
  unit: SeriesUnit,
  t: DeliveryWords,
): string {
  switch (unit) {
    case 'ratio':
      return t('unit.ratio', { n: digits(value * 100) });
    case 'seconds':
      return top < 1
        ? t('unit.milliseconds', { n: digits(value * 1000) })
        : t('unit.seconds', { n: digits(value) });
    case 'bytes':
      return formatBytes(value, t);
    default:
      return digits(value);
  }
}
