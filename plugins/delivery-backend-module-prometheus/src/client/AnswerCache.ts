import { LRUCache } from 'lru-cache';
import { PrometheusError } from './PrometheusError';

/** An answer that is kept, with about the room it takes. */
interface Kept {
  value: unknown;
  bytes: number;
}

/** What was loaded, with about the room it takes. */
export interface Loaded<T> {
  value: T;
  bytes: number;
  /** True when the next one who asks may get a better answer. */
  isPassing?: boolean;
}

/** Where an answer comes from when it is not kept, and for how long it is kept then. */
export interface Origin<T> {
  ttlMs: number;
  load(): Promise<Loaded<T>>;
}

/** What may be better soon is shared by those who wait for it. */
const PASSING_MS = 1;
const ROOM_BYTES = 128 * 1024 * 1024;

/**
 * Keeps answers, and lets all who ask the same at once wait for one answer.
 * What failed is not kept.
 */
export class AnswerCache {
  readonly #kept: LRUCache<string, Kept, Origin<unknown>>;

  private constructor(roomBytes: number) {
    this.#kept = new LRUCache({
      maxSize: roomBytes,
      sizeCalculation: ({ bytes }, key) => bytes + key.length + 1,
      // What is larger than the room is passed on and not kept.
      maxEntrySize: roomBytes,
      fetchMethod: async (_key, _stale, { context, options }) => {
        const kept = await context.load();
        options.ttl = kept.isPassing ? PASSING_MS : context.ttlMs;
        return kept;
      },
    });
  }

  static create(options: { roomBytes?: number } = {}) {
    return new AnswerCache(options.roomBytes ?? ROOM_BYTES);
  }

  /** One who gives up does not take the answer from the others. */
  async get<T>(
    key: string,
    origin: Origin<T>,
    signal: AbortSignal,
  ): Promise<T> {
    if (signal.aborted) {
      throw aborted();
    }
    const asked = this.#kept.fetch(key, { context: origin });
    let giveUp = () => {};
    const abandoned = new Promise<never>((_, reject) => {
      giveUp = () => reject(aborted());
      signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      const kept = await Promise.race([asked, abandoned]);
      return (kept as Kept).value as T;
    } finally {
      signal.removeEventListener('abort', giveUp);
      asked.catch(() => undefined);
    }
  }
}

function aborted() {
  return new PrometheusError('aborted', 'The question was given up.');
}
