import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  wrap,
  type IPolicy,
} from 'cockatiel';
import { failureOf } from './describeFailure';
import { isFaultOfServer } from './PrometheusError';

/** How much is asked of one server at a time, and when it is left in peace. */
export interface ServerGuardOptions {
  title: string;
  concurrency: number;
  /** Questions that may wait; those beyond are refused. */
  waiting?: number;
  /** Faults of the server in a row until it is left in peace. */
  faults?: number;
  /** How long it is left in peace. */
  pauseMs?: number;
}

const WAITING = 500;
const FAULTS = 5;
const PAUSE_MS = 10_000;

/** Spares a server that is slow or down: few questions at a time, none for a while after faults. */
export class ServerGuard {
  readonly #title: string;
  readonly #policy: IPolicy;
  readonly #concurrency: number;
  #lastFault = '';

  private constructor(options: ServerGuardOptions) {
    const { concurrency, waiting, faults, pauseMs } = options;
    this.#title = options.title;
    this.#concurrency = concurrency;
    // The breaker is inside, so that what waited is let go at once when it trips.
    this.#policy = wrap(
      bulkhead(concurrency, waiting ?? WAITING),
      circuitBreaker(handleWhen(isFaultOfServer), {
        halfOpenAfter: pauseMs ?? PAUSE_MS,
        breaker: new ConsecutiveBreaker(faults ?? FAULTS),
      }),
    );
  }

  static create(options: ServerGuardOptions) {
    return new ServerGuard(options);
  }

  /** @throws PrometheusError when the work fails, or is not begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#policy.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw failureOf(this.#title, 'tripped', this.#lastFault, error);
      }
      if (error instanceof BulkheadRejectedError) {
        const detail = `${this.#concurrency} at a time`;
        throw failureOf(this.#title, 'busy', detail, error);
      }
      if (isFaultOfServer(error)) {
        this.#lastFault = (error as Error).message;
      }
      throw error;
    }
  }
}
