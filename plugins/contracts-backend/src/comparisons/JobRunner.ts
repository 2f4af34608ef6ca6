import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import { builtinFormats } from '../formats/builtinFormats';
import type { Job, JobAnswer, JobResults } from './jobs';
import { runJob } from './runJob';
import { JobEndedError, type LaneLimits, JobLane } from './JobLane';

/** How many jobs may wait for their turn. */
const LONGEST_QUEUE = 500;

/** A document that cannot be read; the message is a sentence. */
export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';

  constructor(
    message: string,
    readonly side?: 'before' | 'after',
  ) {
    super(message);
  }
}

/** What the runner works with. */
export interface JobRunnerOptions extends LaneLimits {
  /** Jobs that run at once. */
  lanes: number;
  /** Formats of modules, which only this process knows. */
  added?: readonly ContractFormat[];
}

type Waiting = (lane: JobLane) => void;

/** Does jobs in processes beside the server, some at a time, each with a limit. */
export class JobRunner {
  readonly #free: JobLane[];
  readonly #lanes: readonly JobLane[];
  readonly #waiting: Waiting[] = [];
  readonly #added: readonly ContractFormat[];

  private constructor({ lanes, added = [], ...limits }: JobRunnerOptions) {
    this.#lanes = Array.from({ length: lanes }, () => JobLane.create(limits));
    this.#free = [...this.#lanes];
    this.#added = added.filter(format => !builtinFormats.includes(format));
  }

  static create(options: JobRunnerOptions) {
    return new JobRunner(options);
  }

  /**
   * @throws UnreadableDocumentError when a document cannot be read
   * @throws JobEndedError when it took too long or too much
   */
  async run<K extends Job['kind']>(
    job: Extract<Job, { kind: K }>,
  ): Promise<JobResults[K]> {
    const answer = await this.#answer(job);
    if ('result' in answer) return answer.result as JobResults[K];
    if ('unreadable' in answer) {
      throw new UnreadableDocumentError(answer.unreadable, answer.side);
    }
    throw new JobEndedError(`it ended with "${answer.failed}"`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.stop()));
  }

  async #answer(job: Job): Promise<JobAnswer> {
    if (this.#added.some(({ id }) => id === job.type)) {
      return runJob(this.#added, 0, job);
    }
    const lane = await this.#lane();
    try {
      return await lane.run(job);
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        next(lane);
      } else {
        this.#free.push(lane);
      }
    }
  }

  async #lane(): Promise<JobLane> {
    const lane = this.#free.pop();
    if (lane) return lane;
    if (this.#waiting.length >= LONGEST_QUEUE) {
      throw new JobEndedError(
        `${LONGEST_QUEUE} other comparisons wait for their turn`,
      );
    }
    return new Promise(resolve => {
      this.#waiting.push(resolve);
    });
  }
}
