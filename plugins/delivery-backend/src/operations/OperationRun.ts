import type {
  OperationState,
  StepName,
} from '@slipway/backstage-plugin-delivery-common';
import type { OperationRow, OperationStepRow } from '../database/rows';
import type { Lease, LeaseStore } from '../leases/LeaseStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { OperationStore } from './OperationStore';

/** The lease went to another replica: this one must not write any more. */
export class LeaseLostError extends Error {
  constructor() {
    super('Another replica has taken this operation over');
  }
}

/** An end of an operation, as thrown by a step. */
export class OperationEnd extends Error {
  readonly state: OperationState;
  readonly nextActs: string[];

  constructor(state: OperationState, message: string, nextActs: string[] = []) {
    super(message);
    this.state = state;
    this.nextActs = nextActs;
  }
}

/**
 * One operation in the hands of one replica. Everything it writes goes through
 * here, under the lease, and is told to the browsers.
 */
export class OperationRun {
  readonly signal: AbortSignal;
  readonly #operations: OperationStore;
  readonly #leases: LeaseStore;
  readonly #lease: Lease;
  readonly #changes: ChangePublisher;
  #row: OperationRow;

  constructor(options: {
    row: OperationRow;
    lease: Lease;
    leases: LeaseStore;
    operations: OperationStore;
    changes: ChangePublisher;
    signal: AbortSignal;
  }) {
    this.#row = options.row;
    this.#lease = options.lease;
    this.#leases = options.leases;
    this.#operations = options.operations;
    this.#changes = options.changes;
    this.signal = options.signal;
  }

  get row(): OperationRow {
    return this.#row;
  }

  /** @throws LeaseLostError */
  async assertLease() {
    if (this.signal.aborted || !(await this.#leases.holds(this.#lease))) {
      throw new LeaseLostError();
    }
  }

  /** Reads the row again: a person may have asked to stop. */
  async reload() {
    this.#row = (await this.#operations.get(this.#row.id)) ?? this.#row;
  }

  async set(change: Partial<OperationRow>) {
    this.#must(
      await this.#operations.update(this.#row.id, change, this.#lease),
    );
    this.#row = { ...this.#row, ...change };
    await this.#tell();
  }

  /** @throws LeaseLostError when a write found the lease gone */
  #must(written: boolean) {
    if (!written) {
      throw new LeaseLostError();
    }
  }

  async #step(name: StepName, change: Partial<OperationStepRow>) {
    const { id } = this.#row;
    this.#must(
      await this.#operations.updateStep(id, name, change, this.#lease),
    );
    await this.#tell();
  }

  async #tell() {
    await this.#changes.operationChanged(this.#row.id, this.#row.deployment_id);
  }

  async begin(name: StepName, attempt: number, message: string) {
    const [step] = (await this.#operations.steps([this.#row.id])).filter(
      item => item.name === name,
    );
    await this.#step(name, {
      status: 'running',
      attempt,
      started_at: step?.started_at ?? new Date().toISOString(),
      message,
    });
  }

  /** Changes a step's sentence while it waits; says nothing twice. */
  async progress(name: StepName, message: string) {
    const [step] = (await this.#operations.steps([this.#row.id])).filter(
      item => item.name === name,
    );
    if (step?.message !== message) {
      await this.#step(name, { message });
    }
  }

  async finish(
    name: StepName,
    message: string,
    status: 'done' | 'skipped' = 'done',
  ) {
    await this.#step(name, {
      status,
      ended_at: new Date().toISOString(),
      message,
    });
  }

  /** True when an earlier try, perhaps of another process, got past the step. */
  async isDone(name: StepName): Promise<boolean> {
    const steps = await this.#operations.steps([this.#row.id]);
    return steps.some(
      step => step.name === name && ['done', 'skipped'].includes(step.status),
    );
  }

  /** When the step began, for its time limit; a new process does not begin anew. */
  async startedAt(name: StepName): Promise<number> {
    const steps = await this.#operations.steps([this.#row.id]);
    const at = steps.find(step => step.name === name)?.started_at;
    return at ? Date.parse(at) : Date.now();
  }

  /** Ends the operation; the step at work carries the cause. */
  async end(state: OperationState, message: string, nextActs: string[] = []) {
    await this.assertLease();
    if (!['completed', 'recovered'].includes(state)) {
      const steps = await this.#operations.steps([this.#row.id]);
      const running = steps.find(step => step.status === 'running');
      if (running) {
        const ended_at = new Date().toISOString();
        await this.#step(running.name as StepName, {
          ...{ status: 'failed', ended_at, message },
        });
      }
    }
    const change = { state, message, next_acts: JSON.stringify(nextActs) };
    this.#must(await this.#operations.end(this.#row, change, this.#lease));
    this.#row = { ...this.#row, state, message };
    await this.#tell();
    await this.#changes.deploymentsChanged([this.#row.deployment_id]);
  }
}
