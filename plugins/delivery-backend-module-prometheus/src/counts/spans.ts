import type {
  HealthSpan,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';

/** A span as it can be asked for: scrapes must not be too far apart for its parts. */
export interface AskedSpan {
  from: number;
  /** Seconds of one part. */
  step: number;
  parts: number;
}

const SCRAPES_A_PART = 4;

/** A rate needs some scrapes to look back on. */
export function shortestWindow(scrapeInterval: number): number {
  return SCRAPES_A_PART * scrapeInterval;
}

/**
 * The span in parts that are long enough to count in.
 *
 * @returns undefined when the whole span is too short: a longer look back
 * would count what came before it
 */
export function askedSpan(
  { from, to, parts }: HealthSpan,
  scrapeInterval: number,
): AskedSpan | undefined {
  const length = to - from;
  const most = Math.floor(length / shortestWindow(scrapeInterval));
  if (most < 1) {
    return undefined;
  }
  const count = Math.min(parts, most);
  return { from, step: length / count, parts: count };
}

/** When it ends. */
export function endOf({ from, step, parts }: AskedSpan): number {
  return from + step * parts;
}

/** Parts differ by so small a share of their length when many spans are asked for at once. */
const QUANTA = 50;

/**
 * Nearly the same span, of which there are only some: so many spans as there
 * are deployments become few. It never begins earlier, so nothing of what came
 * before is counted.
 */
export function roundSpan(span: AskedSpan, scrapeInterval: number): AskedSpan {
  const { from, parts } = span;
  const to = Math.floor(endOf(span) / scrapeInterval) * scrapeInterval;
  const exact = (to - from) / parts;
  const quantum = 2 ** Math.max(0, Math.floor(Math.log2(exact / QUANTA)));
  const step = Math.floor(exact / quantum) * quantum;
  return step < shortestWindow(scrapeInterval)
    ? span
    : { from: to - step * parts, step, parts };
}

/** A time near the middle of a span that others have too. */
export function sharedMiddle(from: number, to: number): number {
  const middle = (from + to) / 2;
  const shared = [300, 60, 15]
    .map(grid => Math.round(middle / grid) * grid)
    .find(time => time > from && time < to);
  return shared ?? Math.round(middle);
}

/**
 * Puts counts of longer parts where so many shorter ones are expected: each
 * once, in the middle of what it spans. Equal shares in all of them would look
 * like many parts that agree, of which nobody measured one.
 */
export function place(
  counts: readonly (RequestCounts | undefined)[],
  parts: number,
): (RequestCounts | undefined)[] {
  const placed: (RequestCounts | undefined)[] = Array.from({ length: parts });
  for (const [index, each] of counts.entries()) {
    placed[Math.floor(((index + 0.5) * parts) / counts.length)] = each;
  }
  return placed;
}
