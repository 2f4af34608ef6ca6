import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import type { QueryAnswer } from '../client/answers';
import { isTooMuch } from '../client/PrometheusError';
import type { RequestCandidate } from '../detection/ProfileDetector';
import {
  countsQuery,
  type CountsReader,
  type CountWindow,
} from './countsQuery';

/** Sends a query, at one time or over a range. */
export type Ask = (query: string) => Promise<QueryAnswer>;

/** Finds counts by window, deployment and time. */
export type CountsAt = (
  window: string,
  candidate: RequestCandidate,
  time: number,
) => RequestCounts | undefined;

/** More than so many are not asked for in one query. */
const MOST_AT_ONCE = 2_500;
/** An answer that is too large for fewer is too large for another reason. */
const FEWEST_TO_SPLIT = 2;

/** Asks for the counts of many deployments in few queries, and in more when an answer is too large. */
export async function askCounts(
  candidates: readonly RequestCandidate[],
  windows: readonly CountWindow[],
  ask: Ask,
): Promise<CountsAt> {
  const readers = new Map<RequestCandidate, CountsReader>();
  const work = async (some: readonly RequestCandidate[]): Promise<void> => {
    if (some.length > MOST_AT_ONCE) {
      await halves(some, work);
      return;
    }
    const query = countsQuery(some, windows);
    try {
      const reader = query.read(await ask(query.text));
      for (const candidate of some) {
        readers.set(candidate, reader);
      }
    } catch (error) {
      if (!isTooMuch(error) || some.length < FEWEST_TO_SPLIT) {
        throw error;
      }
      await halves(some, work);
    }
  };
  if (candidates.length) {
    await work(candidates);
  }
  return (window, candidate, time) =>
    readers.get(candidate)?.at(window, candidate, time);
}

async function halves<T>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
): Promise<void> {
  const middle = Math.ceil(items.length / 2);
  await work(items.slice(0, middle));
  await work(items.slice(middle));
}
