import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  HealthTarget,
  TrafficSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { HealthSubjects } from '../health/HealthSubjects';
import type { LeaseStore } from '../leases/LeaseStore';
import { pause, runUnderLease } from '../leases/runUnderLease';
import { type CallStore, dayOf } from './CallStore';

/** What a collector works with. */
export interface TrafficCollectorOptions {
  sources: readonly TrafficSource[];
  subjects: Pick<HealthSubjects, 'all'>;
  store: CallStore;
  leases: LeaseStore;
  logger: LoggerService;
  /** Pause between two looks, in milliseconds; a minute by default. */
  pauseMs?: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
/** What is scraped and stored takes a moment to be there. */
const SETTLED = 120;
/** A source that is new, or was away, is asked for so much of the past. */
const REACH = 7 * DAY;
/** Days that are kept. */
export const KEPT_DAYS = 30;
const PAUSE_MS = 60_000;
const START_MS = 1_000;

/** Reads who called whom, hour by hour, on one replica. */
export class TrafficCollector {
  readonly #options: TrafficCollectorOptions;

  private constructor(options: TrafficCollectorOptions) {
    this.#options = options;
  }

  static create(options: TrafficCollectorOptions) {
    return new TrafficCollector(options);
  }

  /** Reads until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { sources, leases, logger, pauseMs = PAUSE_MS } = this.#options;
    if (!sources.length) return;
    await runUnderLease({
      ...{ leases, logger, signal, name: 'traffic' },
      work: async inner => {
        while (!inner.aborted) {
          const isReady = await this.round(inner, Date.now() / 1000);
          const ms = isReady ? pauseMs : START_MS;
          await pause(Math.min(ms, pauseMs), inner);
        }
      },
    });
  }

  /**
   * Reads the hours that ended since the last look.
   *
   * @param now - Unix time in seconds
   * @returns false while it is not known what is deployed
   */
  async round(signal: AbortSignal, now: number): Promise<boolean> {
    const { sources, subjects, store } = this.#options;
    const readings = await store.readings();
    const to = Math.floor((now - SETTLED) / HOUR) * HOUR;
    const due = sources.filter(({ id }) => (readings.get(id)?.until ?? 0) < to);
    if (!due.length) return true;
    const targets = (await subjects.all())?.map(({ target }) => target);
    if (!targets?.length) return false;
    await Promise.all(
      due.map(source => {
        const until = readings.get(source.id)?.until ?? 0;
        const from = Math.max(until, to - REACH);
        return this.#read(source, targets, { from, to }, signal);
      }),
    );
    await store.keep(
      dayOf(now - KEPT_DAYS * DAY),
      sources.map(({ id }) => id),
    );
    return true;
  }

  async #read(
    source: TrafficSource,
    targets: readonly HealthTarget[],
    hours: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { store, logger } = this.#options;
    const claimed = targets.filter(target => source.claims(target));
    try {
      const reading = await source.calls(claimed, hours, { signal });
      await store.add(source.id, hours, reading);
    } catch (error) {
      if (signal.aborted) return;
      const cause = (error as Error).message;
      logger.warn('Calls could not be read', { source: source.id, cause });
      await store.fail(source.id, cause);
    }
  }
}
