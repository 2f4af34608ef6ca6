import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TrafficStore } from '../traffic/TrafficStore';
import type { DeliveryClient } from './DeliveryClient';
import type { LiveReading, LiveStore } from './LiveStore';

const LATEST_MS = 10_000;

/** What the reader works with. */
export interface LiveReaderOptions {
  client: Pick<DeliveryClient, 'landscape' | 'calls'>;
  store: LiveStore;
  traffic: Pick<TrafficStore, 'replaceAll'>;
  logger: LoggerService;
}

/** Keeps the copy of what runs where; one that fails keeps the copy and says so. */
export class LiveReader {
  readonly #options: LiveReaderOptions;
  #running?: Promise<LiveReading>;

  private constructor(options: LiveReaderOptions) {
    this.#options = options;
  }

  static create(options: LiveReaderOptions) {
    return new LiveReader(options);
  }

  /** Reads now; those who ask meanwhile share the answer. */
  async refresh(timeoutMs = LATEST_MS): Promise<LiveReading> {
    this.#running ??= this.#read(timeoutMs).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** What is known, read again when it is older than that. */
  async within(ageMs: number, timeoutMs: number): Promise<LiveReading> {
    const reading = await this.#options.store.reading();
    const age = reading.readAt
      ? Date.now() - Date.parse(reading.readAt)
      : Infinity;
    const fresh = !reading.problem && age <= ageMs;
    return fresh ? reading : this.refresh(timeoutMs);
  }

  /** Who calls whom; that it cannot be read now changes nothing of what was seen. */
  async refreshTraffic(timeoutMs = LATEST_MS): Promise<void> {
    const { client, traffic, logger } = this.#options;
    try {
      await traffic.replaceAll(
        await client.calls(AbortSignal.timeout(timeoutMs)),
      );
    } catch (error) {
      const cause = (error as Error).message;
      logger.warn('Calls between components could not be read', { cause });
    }
  }

  async #read(timeoutMs: number): Promise<LiveReading> {
    const { client, store, logger } = this.#options;
    const at = new Date().toISOString();
    try {
      const { rows, environments, passing } = await client.landscape(
        AbortSignal.timeout(timeoutMs),
      );
      await store.replaceAll(rows, environments, at, passing);
    } catch (error) {
      const cause = (error as Error).message.replace(/\.+$/, '');
      logger.warn('Live versions could not be read', { cause });
      await store.fail(
        `The plugin delivery does not say what runs where: ${cause}.`,
      );
    }
    return store.reading();
  }
}
