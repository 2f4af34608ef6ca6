import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import type { QueryAnswer } from '../client/answers';
import { isTooMuch } from '../client/PrometheusError';
import type { RequestCandidate } from '../detection/ProfileDetector';
import { countsQuery, type CountsReader, type CountTask } from './countsQuery';
import type { LeftOut } from './LeftOut';

/** Sends a query, at one time or over a range. */
export type Ask = (query: string) => Promise<QueryAnswer>;

/** Finds counts by window, deployment and time. */
export type CountsAt = (
  window: string,
  candidate: RequestCandidate,
  time: number,
) => RequestCounts | undefined;

/** More than so many are not asked for in one query. */
const MOST_AT_ONCE = 5_000;

/**
 * Asks for the counts of many deployments in few queries, and in more when an
 * answer is too large. What is too large by itself is left out.
 *
 * @param options - `apart` asks for each kind by a query of its own, at the same time
 */
export async function askCounts(
  tasks: readonly CountTask[],
  ask: Ask,
  leftOut: LeftOut,
  options: { apart?: boolean } = {},
): Promise<CountsAt> {
  const readers = new Map<RequestCandidate, Map<string, CountsReader>>();
  const work = async (some: readonly CountTask[]): Promise<void> => {
    if (some.length > MOST_AT_ONCE) {
      await halves(some, work);
      return;
    }
    const query = countsQuery(some);
    try {
      const texts = options.apart ? query.texts : [query.text];
      const reader = query.read(together(await Promise.all(texts.map(ask))));
      for (const { candidate, window } of some) {
        const byWindow = readers.get(candidate) ?? new Map();
        readers.set(candidate, byWindow.set(window.id, reader));
      }
    } catch (error) {
      if (!isTooMuch(error)) {
        throw error;
      }
      if (some.length === 1) {
        leftOut.add(some[0], error as Error);
      } else {
        await halves(some, work);
      }
    }
  };
  if (tasks.length) {
    await work(tasks);
  }
  return (window, candidate, time) =>
    readers.get(candidate)?.get(window)?.at(window, candidate, time);
}

function together(answers: readonly QueryAnswer[]): QueryAnswer {
  return {
    series: answers.flatMap(({ series }) => series),
    warnings: answers.flatMap(({ warnings }) => warnings),
  };
}

async function halves<T>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
): Promise<void> {
  const middle = Math.ceil(items.length / 2);
  await work(items.slice(0, middle));
  await work(items.slice(middle));
}
