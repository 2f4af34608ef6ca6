import { InputError } from '@backstage/errors';

/** Unix times in seconds; `to` is `from` and some steps. */
export interface SeriesRange {
  from: number;
  to: number;
  step: number;
}

const HOUR = 3600;
const DAY = 86_400;
const DEFAULT_SECONDS = 2 * HOUR;
const LONGEST_SECONDS = 31 * DAY;
const SHORTEST_SECONDS = 60;
const POINTS = 240;
/** What happened in the last seconds has not been read by the source yet. */
const LAG_SECONDS = 10;
const GRID_SECONDS = 60;
const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;
/** Steps at which times look round. */
const STEPS = [
  ...[5, 10, 15, 30, 60, 120, 300, 600, 900],
  ...[1800, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR],
];

function readTime(text: string | undefined, name: string): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const time = Date.parse(text);
  // Without a zone it would mean another time on another server.
  if (Number.isNaN(time) || !ZONE.test(text)) {
    throw new InputError(
      `'${name}' is no time; write it like 2026-11-19T13:00:00Z.`,
    );
  }
  return time / 1000;
}

/**
 * The range to measure, ending on a grid: pages that are open at the same time
 * then ask for the same.
 *
 * @param now - Unix time in milliseconds
 * @throws InputError with a sentence
 */
export function readRange(
  asked: { from?: string; to?: string },
  now: number,
): SeriesRange {
  const end = Math.min(readTime(asked.to, 'to') ?? Infinity, now / 1000);
  const from = readTime(asked.from, 'from');
  const length = from === undefined ? DEFAULT_SECONDS : end - from;
  if (!(length >= SHORTEST_SECONDS)) {
    throw new InputError(
      'The range must be at least a minute long and not lie in the future.',
    );
  }
  if (length > LONGEST_SECONDS) {
    throw new InputError('The range must not be longer than 31 days.');
  }
  const step = STEPS.find(size => length / size <= POINTS) ?? 6 * HOUR;
  // Long steps would leave the newest part of an hour out.
  const grid = Math.min(step, GRID_SECONDS);
  const to = Math.floor((end - LAG_SECONDS) / grid) * grid;
  // Two hours are two hours, however far the end was moved onto the grid.
  const start = from ?? to - DEFAULT_SECONDS;
  return { from: to - Math.ceil((to - start) / step) * step, to, step };
}
