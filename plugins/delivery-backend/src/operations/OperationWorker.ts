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
  /** Tells people about an end. */
  onEnded: (operationId: string) => Promise<void>;
  logger: LoggerService;
  /** How often operations that nobody works on are looked for. */
  sweepMs?: number;
}

const MAX_BREAKS = 5;

/** Works operations to their end, also those of replicas that died. */
export class OperationWorker {
  readonly #options: OperationWorkerOptions;
  readonly #atWork = new Map<string, Promise<void>>();
  readonly #broken = new Map<string, number>();
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
      } catch (error) {
        logger.warn('Unfinished operations could not be listed', {
          cause: String(error),
        });
      }
      await pause(sweepMs, signal);
    }
    await this.stop();
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
    const { operations, leases, changes, commit, converge, verify, onEnded } =
      this.#options;
    const row = await operations.get(operationId);
    if (!row || row.ended_at) {
      return;
    }
    const run = new OperationRun({
      row,
      lease,
      leases,
      operations,
      changes,
      signal,
    });
    try {
      if (!(await run.isDone(OPERATION_STEPS[1]))) {
        await commit(run);
      }
      await converge(run);
      if (!isOperationEnded(run.row.state as OperationState)) {
        await verify(run);
      }
    } catch (error) {
      if (error instanceof LeaseLostError || signal.aborted) {
        return;
      }
      if (!(error instanceof OperationEnd)) {
        await this.#giveUpOrThrow(run, error);
      } else {
        await run.end(error.state, error.message, error.nextActs);
      }
    }
    this.#broken.delete(operationId);
    await onEnded(operationId);
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
