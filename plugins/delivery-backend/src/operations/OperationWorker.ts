import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  OPERATION_STEPS,
  type OperationState,
  isOperationEnded,
} from '@slipway/backstage-plugin-delivery-common';
import type { Lease, LeaseStore } from '../leases/LeaseStore';
import { pause } from '../leases/runUnderLease';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { LeaseLostError, OperationEnd, OperationRun } from './OperationRun';
import type { OperationStore } from './OperationStore';

/** What the worker works with. */
export interface OperationWorkerOptions {
  operations: OperationStore;
  leases: LeaseStore;
  changes: ChangePublisher;
  /** Makes and pushes the commit. */
  commit: (run: OperationRun) => Promise<void>;
  /** Follows it to the runtime; ends the operation where none is observed. */
  converge: (run: OperationRun) => Promise<void>;
  /** Measures what it brought, and ends the operation. */
  verify: (run: OperationRun) => Promise<void>;
  /** Tells people about an end; what it throws is tried again later. */
  onEnded: (operationId: string) => Promise<void>;
  logger: LoggerService;
  /** How often operations that nobody works on are looked for. */
  sweepMs?: number;
}

const MAX_BREAKS = 5;

/** An end that could not be told for so long is no news any more. */
const TELL_WITHIN_MS = 60 * 60_000;
const FIRST_TELL_PAUSE_MS = 10_000;

/** Works operations to their end, also those of replicas that died. */
export class OperationWorker {
  readonly #options: OperationWorkerOptions;
  readonly #atWork = new Map<string, Promise<void>>();
  readonly #broken = new Map<string, number>();
  /** Ends that could not be told: when they are tried again. */
  readonly #untold = new Map<string, { at: number; pauseMs: number }>();
  readonly #stop = new AbortController();

  private constructor(options: OperationWorkerOptions) {
    this.#options = options;
  }

  static create(options: OperationWorkerOptions) {
    return new OperationWorker(options);
  }

  /** Looks for operations that nobody works on, until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { operations, logger, sweepMs = 2_000 } = this.#options;
    while (!signal.aborted) {
      try {
        for (const row of await operations.unfinished()) {
          this.take(row.id);
        }
        await this.#takeUntold();
      } catch (error) {
        logger.warn('Unfinished operations could not be listed', {
          cause: String(error),
        });
      }
      await pause(sweepMs, signal);
    }
    await this.stop();
  }

  /** Ends that a process which died did not tell, and those that failed to be told. */
  async #takeUntold() {
    const after = new Date(Date.now() - TELL_WITHIN_MS).toISOString();
    for (const { id } of await this.#options.operations.unnotified(after)) {
      if ((this.#untold.get(id)?.at ?? 0) <= Date.now()) {
        this.take(id);
      }
    }
  }

  /** Works an operation if no other replica does. Returns at once. */
  take(operationId: string): void {
    if (this.#atWork.has(operationId) || this.#stop.signal.aborted) {
      return;
    }
    const work = this.#work(operationId)
      .catch(error => {
        this.#options.logger.error(
          'An operation broke off and is taken up again',
          {
            operation: operationId,
            cause: String(error),
          },
        );
      })
      .finally(() => this.#atWork.delete(operationId));
    this.#atWork.set(operationId, work);
  }

  /** Lets go of everything; another process goes on where this one stopped. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#atWork.values());
  }

  async #work(operationId: string) {
    const { leases } = this.#options;
    const lease = await leases.acquire(`operation:${operationId}`);
    if (!lease) {
      return;
    }
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      if (!(await leases.renew(lease).catch(() => false))) {
        lost.abort();
      }
    }, leases.ttlMs / 3);
    try {
      const signal = AbortSignal.any([lost.signal, this.#stop.signal]);
      await this.#workUnder(operationId, lease, signal);
    } finally {
      clearInterval(renewal);
      await leases.release(lease).catch(() => {});
    }
  }

  async #workUnder(operationId: string, lease: Lease, signal: AbortSignal) {
    const { operations, leases, changes } = this.#options;
    const row = await operations.get(operationId);
    if (!row) {
      return;
    }
    const run = new OperationRun({
      ...{ row, lease, leases, operations, changes, signal },
    });
    if (row.ended_at || (await this.#workToEnd(run))) {
      await this.#tell(run);
    }
  }

  /** @returns false when another process has to go on */
  async #workToEnd(run: OperationRun): Promise<boolean> {
    const { commit, converge, verify } = this.#options;
    try {
      if (!(await run.isDone(OPERATION_STEPS[1]))) {
        await commit(run);
      }
      await converge(run);
      if (!isOperationEnded(run.row.state as OperationState)) {
        await verify(run);
      }
    } catch (error) {
      if (error instanceof LeaseLostError || run.signal.aborted) {
        return false;
      }
      if (!(error instanceof OperationEnd)) {
        await this.#giveUpOrThrow(run, error);
      } else {
        await run.end(error.state, error.message, error.nextActs);
      }
    }
    this.#broken.delete(run.row.id);
    return true;
  }

  /** Tells an end once; who cannot be told now is told later. */
  async #tell(run: OperationRun) {
    const { id, notified_at } = run.row;
    if (notified_at) {
      return;
    }
    const { onEnded, logger } = this.#options;
    try {
      await onEnded(id);
      await run.set({ notified_at: new Date().toISOString() });
      this.#untold.delete(id);
    } catch (error) {
      const pauseMs =
        2 * (this.#untold.get(id)?.pauseMs ?? FIRST_TELL_PAUSE_MS / 2);
      this.#untold.set(id, { at: Date.now() + pauseMs, pauseMs });
      logger.warn('The end of an operation could not be notified', {
        operation: id,
        cause: String(error),
      });
    }
  }

  /** An error nobody foresaw is tried again a few times, then it is an end. */
  async #giveUpOrThrow(run: OperationRun, error: unknown) {
    const times = (this.#broken.get(run.row.id) ?? 0) + 1;
    this.#broken.set(run.row.id, times);
    if (times < MAX_BREAKS) {
      throw error;
    }
    await run.end(
      'failed',
      `It broke off ${times} times: ${(error as Error).message}`,
      ['Look whether Git has the commit, then ask for it again.'],
    );
  }
}
