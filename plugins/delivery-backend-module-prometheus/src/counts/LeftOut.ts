import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CountTask } from './countsQuery';

/** When more are too much by themselves, the limits of the server are the reason. */
const MOST = 50;

/** Remembers of whom it was told, so that the log has each once. */
export class TellOnce {
  readonly #logger: LoggerService;
  readonly #told = new Set<string>();

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  static create(logger: LoggerService) {
    return new TellOnce(logger);
  }

  tell(deploymentId: string, reason: string): void {
    if (!this.#told.has(deploymentId)) {
      this.#told.add(deploymentId);
      this.#logger.warn(
        'A deployment is not measured: its series are too many for one question',
        { deploymentId, reason },
      );
    }
  }
}

/** Those that are too much for the server even when it is asked for them alone. */
export class LeftOut {
  readonly #told: TellOnce;
  readonly #ids = new Set<string>();
  #count = 0;
  #last: Error | undefined;

  private constructor(told: TellOnce) {
    this.#told = told;
  }

  static create(told: TellOnce) {
    return new LeftOut(told);
  }

  /** @throws the error when so many are too much that asking on is in vain */
  add({ candidate }: CountTask, error: Error): void {
    const { deploymentId } = candidate.target;
    this.#count++;
    this.#last = error;
    this.#ids.add(deploymentId);
    if (this.#ids.size > MOST) {
      throw error;
    }
    this.#told.tell(deploymentId, error.message);
  }

  /** @throws the last error when nothing at all was answered */
  refuseAllOf(tasks: number): void {
    if (this.#last && this.#count >= tasks) {
      throw this.#last;
    }
  }
}
