import type { HealthSeries } from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthSource,
  HealthTarget,
} from '@slipway/backstage-plugin-delivery-node';
import { LRUCache } from 'lru-cache';
import type { SeriesRange } from './range';

interface Question {
  source: HealthSource;
  target: HealthTarget;
  range: SeriesRange;
}

const MOST_SERIES = 500;
/** A range that ends now is asked anew when its step has passed. */
const SHORTEST_MS = 5_000;
const TIMEOUT_MS = 20_000;

/** Series that many pages look at are asked once, also while they are being asked. */
export class SeriesCache {
  readonly #cache = new LRUCache<string, HealthSeries, Question>({
    max: MOST_SERIES,
    fetchMethod: async (_key, _stale, { context }) =>
      context.source.series(context.target, context.range, {
        // One page that is closed must not take the answer from the others.
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
  });

  private constructor() {}

  static create() {
    return new SeriesCache();
  }

  /** @throws Error with a sentence when the source does not answer */
  async get(
    source: HealthSource,
    target: HealthTarget,
    range: SeriesRange,
  ): Promise<HealthSeries> {
    const { from, to, step } = range;
    const key = JSON.stringify([source.id, target, from, to, step]);
    const series = await this.#cache.fetch(key, {
      context: { source, target, range },
      ttl: Math.max(SHORTEST_MS, step * 1000),
    });
    if (!series) {
      throw new Error(`${source.title} gave no answer; try again.`);
    }
    return series;
  }
}
