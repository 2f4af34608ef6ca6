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

const ROOM_BYTES = 20_000_000;

/**
 * Keeps answers, and lets all who ask the same at once wait for one answer.
 * What failed is not kept.
 */
export class AnswerCache {
  readonly #kept: LRUCache<string, Kept>;
  readonly #asked = new Map<string, Promise<unknown>>();

  private constructor(roomBytes: number) {
    this.#kept = new LRUCache({
      maxSize: roomBytes,
      sizeCalculation: ({ bytes }, key) => bytes + key.length + 1,
      // What is larger than the room is passed on and not kept.
      maxEntrySize: roomBytes,
      // Dead answers are let go at once, not when their room is needed.
      ttlAutopurge: true,
    });
  }

  static create(options: { roomBytes?: number } = {}) {
    return new AnswerCache(options.roomBytes ?? ROOM_BYTES);
  }

  /** How many answers are kept. */
  get size(): number {
    return this.#kept.size;
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
    const kept = this.#kept.get(key);
    if (kept) {
      return kept.value as T;
    }
    const asked = (this.#asked.get(key) ??
      this.#ask(key, origin)) as Promise<T>;
    let giveUp = () => {};
    const abandoned = new Promise<never>((_, reject) => {
      giveUp = () => reject(aborted());
      signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return await Promise.race([asked, abandoned]);
    } finally {
      signal.removeEventListener('abort', giveUp);
      asked.catch(() => undefined);
    }
  }

  #ask<T>(key: string, { ttlMs, load }: Origin<T>): Promise<T> {
    const asked = load()
      .then(({ value, bytes, isPassing }) => {
        if (!isPassing) {
          this.#kept.set(key, { value, bytes }, { ttl: Math.max(1, ttlMs) });
        }
        return value;
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }
}

function aborted() {
  return new PrometheusError('aborted', 'The question was given up.');
}
