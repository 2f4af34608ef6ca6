import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** How a git process ended. @public */
export interface GitEnd {
  /** Undefined when a signal ended it, or when nobody could say. */
  code?: number;
  /** The end of what it said on standard error. */
  stderr: string;
  /** Nobody could say how it ended, or whether. */
  isLost?: boolean;
}

/** A git process that runs. @public */
export interface GitProcess {
  /** Undefined when it was started without an input. */
  readonly stdin?: Writable;
  readonly stdout: Readable;
  /** Fulfilled when it has ended and its output was read; never rejected. */
  readonly ended: Promise<GitEnd>;
  /** Ends it and all it has started; what of its output was not read is lost. */
  kill(): void;
}

/** A polite end lets git remove its own lock files; a deaf one is not waited for. */
const KILL_AFTER_MS = 2_000;

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** Ends a process and all it has started, the hard way if it has to be. */
export function endGroup(pid: number, isOver: () => boolean = () => false) {
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => {
    if (!isOver()) signalGroup(pid, 'SIGKILL');
  }, KILL_AFTER_MS);
  timer.unref();
}

/** A git process whose start and end another process tells of. */
export class RunningGit implements GitProcess {
  readonly ended: Promise<GitEnd>;
  readonly stdin?: Socket;
  readonly stdout: Socket;
  readonly #pid: number;
  #isOver = false;

  constructor(options: {
    pid: number;
    input?: Socket;
    output: Socket;
    /** Fulfilled when the process has ended. */
    end: Promise<GitEnd>;
  }) {
    const { pid, input, output, end } = options;
    this.#pid = pid;
    this.stdin = input;
    this.stdout = output;
    const closed = new Promise<void>(resolve => {
      if (output.closed) resolve();
      else output.once('close', () => resolve());
    });
    this.ended = this.#whenOver(end, closed);
  }

  async #whenOver(end: Promise<GitEnd>, closed: Promise<void>) {
    const said = await end;
    this.#isOver = true;
    // It counts as failed, and nobody would end it later.
    if (said.isLost) endGroup(this.#pid);
    this.stdin?.destroy();
    await closed;
    const { errored } = this.stdout;
    // What was not read to its end must not pass for all.
    return errored
      ? { stderr: `${said.stderr}${errored.message}`, isLost: true }
      : said;
  }

  kill() {
    this.stdout.destroy();
    if (!this.#isOver) endGroup(this.#pid, () => this.#isOver);
  }
}
