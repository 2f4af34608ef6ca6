import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Job, JobAnswer } from './jobs';

/** What a lane may take. */
export interface LaneLimits {
  /** Time for one job, in milliseconds. */
  timeoutMs: number;
  /** Memory for JavaScript objects, in MB. */
  memoryMb: number;
}

/** Says that a job was ended from outside, and why. */
export class JobEndedError extends Error {
  override readonly name = 'JobEndedError';
}

/** The program, and what Node.js needs to read it. */
function program(): { file: string; execArgv: string[] } {
  // The name of the package leads to the sources here, and to what was built of them elsewhere.
  const file =
    require.resolve('@slipway/backstage-plugin-contracts-backend/worker');
  const execArgv = file.endsWith('.ts')
    ? ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs')]
    : [];
  return { file, execArgv };
}

function causeOf(
  code: number | null,
  signal: string | null,
  memoryMb: number,
): string {
  // Node.js aborts itself when the memory it may take is used up.
  return signal === 'SIGABRT' || code === 134
    ? `it needs more than ${memoryMb} MB of memory`
    : `its process ended with ${signal ?? `the code ${code}`}`;
}

/**
 * One process that does one job at a time. A job that takes too long, or too
 * much memory, ends with its process, and the next one gets a new process: it
 * is a process, because even one that crashes then leaves the server alone.
 */
export class JobLane {
  readonly #limits: LaneLimits;
  #child?: ChildProcess;
  #lastId = 0;

  private constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  static create(limits: LaneLimits) {
    return new JobLane(limits);
  }

  /** @throws JobEndedError */
  async run(job: Job): Promise<JobAnswer> {
    const child = this.#start();
    this.#lastId += 1;
    wake(child);
    try {
      const answer = await this.#answer(child, { id: this.#lastId, job });
      child.removeAllListeners();
      return answer;
    } catch (error) {
      this.#drop(child);
      throw error;
    } finally {
      rest(child);
    }
  }

  async #answer(
    child: ChildProcess,
    asked: { id: number; job: Job },
  ): Promise<JobAnswer> {
    const { timeoutMs, memoryMb } = this.#limits;
    return new Promise<JobAnswer>((resolve, reject) => {
      const end = (why: string) => reject(new JobEndedError(why));
      const late = `it takes longer than ${timeoutMs / 1000} seconds`;
      const timer = setTimeout(() => end(late), timeoutMs);
      child.on('message', message => {
        // Tools for development talk over the same line.
        const answer = message as JobAnswer;
        if (answer.id === asked.id) {
          clearTimeout(timer);
          resolve(answer);
        }
      });
      child.on('error', error => {
        clearTimeout(timer);
        end(`it ended with "${error.message}"`);
      });
      child.on('exit', (code, signal) => {
        clearTimeout(timer);
        end(causeOf(code, signal, memoryMb));
      });
      child.send(asked);
    });
  }

  /** Ends the process; a later job starts another one. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#drop(child);
    if (child.exitCode === null && child.signalCode === null) {
      await once(child, 'exit');
    }
  }

  #start(): ChildProcess {
    if (this.#child) return this.#child;
    const { file, execArgv } = program();
    this.#child = fork(file, [], {
      execArgv: [...execArgv, `--max-old-space-size=${this.#limits.memoryMb}`],
      // Documents of some MB go over faster, and nothing but text and numbers goes.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return this.#child;
  }

  #drop(child: ChildProcess) {
    if (this.#child === child) this.#child = undefined;
    child.removeAllListeners();
    // What an ended process still says concerns nobody.
    child.on('error', () => {});
    child.kill('SIGKILL');
  }
}

/** A process that waits for work keeps nothing from ending. */
function rest(child: ChildProcess) {
  child.unref();
  child.channel?.unref();
}

function wake(child: ChildProcess) {
  child.ref();
  child.channel?.ref();
}
