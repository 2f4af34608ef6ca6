import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { GitInput, GitOrder, GitReport } from './launcher';
import {
  endGroup,
  type GitEnd,
  type GitProcess,
  RunningGit,
} from './RunningGit';

/** What is to be started. */
export type GitStart = Omit<GitOrder, 'id' | 'before'>;

/** How long a start is waited for. */
export interface StartLimits {
  withinMs: number;
  signal?: AbortSignal;
}

/** Says why git was not started. */
export class GitStartError extends Error {
  override readonly name = 'GitStartError';
  /** Nobody can say whether it runs all the same. */
  readonly isLost: boolean;

  constructor({ stderr, isLost = false }: GitEnd) {
    super(stderr);
    this.isLost = isLost;
  }
}

/** Who waits for news of one order. */
interface Waiter {
  started: (pid: number) => void;
  ended: (end: GitEnd) => void;
}

const GONE = 'The process that starts git has ended.';
/** What the systems that we know let the path of a socket have. */
const MAX_PATH_BYTES = 103;

function program(): string[] {
  // The name of the package leads to the sources here, and to what was built of them elsewhere.
  const file = require.resolve('@slipway/backstage-plugin-git-node/launcher');
  // Node.js takes the types off by itself, and would say so each time.
  const quiet = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'];
  return file.endsWith('.ts')
    ? [...quiet.map(warning => `--disable-warning=${warning}`), file]
    : [file];
}

/** A place that nobody but this user gets into: mkdtemp gives it mode 0700. */
function createPlace(temporary: string): { directory: string; path: string } {
  const directory = mkdtempSync(join(temporary, 'slipway-run-'));
  const path = join(directory, 's');
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    rmSync(directory, { recursive: true });
    throw new Error(
      `git cannot be started: the path of the temporary directory ${temporary} is too long for a socket in it. Set TMPDIR to a shorter one.`,
    );
  }
  return { directory, path };
}

function framed(message: GitOrder | GitInput): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

async function connectTo(path: string, message: GitOrder | GitInput) {
  const socket = connect({ path, allowHalfOpen: true });
  await once(socket, 'connect');
  // Who writes what nobody reads learns from the exit code; who reads, from RunningGit.
  socket.on('error', () => {});
  socket.write(framed(message));
  return socket;
}

/** The small process that starts git, as long as it lives. */
export class GitHost {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #path: string;
  readonly #listens: Promise<void>;
  readonly #waiters = new Map<number, Waiter>();
  #lastId = 0;
  #isGone = false;

  private constructor({ directory, path }: ReturnType<typeof createPlace>) {
    this.#directory = directory;
    this.#path = path;
    this.#child = spawn(process.execPath, [...program(), path], {
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#listens = new Promise(resolve => {
      this.#child.on('message', (said: GitReport) => {
        if (said.kind === 'listening') resolve();
        else this.#hear(said);
      });
    });
    this.#child.on('error', () => this.#lose());
    this.#child.once('exit', () => this.#lose());
  }

  /**
   * @param temporary - an existing directory, for its socket
   * @throws Error when nothing can be written there
   */
  static open(temporary: string) {
    return new GitHost(createPlace(temporary));
  }

  /** Whether it has ended or cannot be reached, and takes no orders any more. */
  get isGone() {
    return this.#isGone;
  }

  /** Whether something runs or starts. */
  get isBusy() {
    return this.#waiters.size > 0;
  }

  /**
   * @param onEnd - called when git has ended, or was not started
   * @throws GitStartError
   */
  async start(
    what: GitStart,
    { withinMs, signal }: StartLimits,
    onEnd: () => void,
  ): Promise<GitProcess> {
    this.#lastId += 1;
    const id = this.#lastId;
    const news = this.#listen(id, onEnd);
    const giveUp = (stderr: string) =>
      this.#waiters.get(id)?.ended({ stderr, isLost: true });
    const late = `git was not started within ${withinMs / 1000} s.`;
    const timer = setTimeout(() => giveUp(late), withinMs);
    const abort = () => giveUp('It was not wanted any more.');
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const sockets: Socket[] = [];
    const order = { ...what, id, before: Date.now() + withinMs };
    this.#send(order, sockets).catch(error => {
      this.#isGone = true;
      giveUp(`The process that starts git cannot be reached: ${error.message}`);
    });
    try {
      const pid = await news.started;
      const [output, input] = sockets;
      output.end();
      input?.resume();
      return new RunningGit({ ...{ pid, input, output }, end: news.ended });
    } catch (error) {
      for (const socket of sockets) socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Keeps the process of this backend from ending, or no longer. */
  hold(isHeld: boolean) {
    const act = isHeld ? 'ref' : 'unref';
    this.#child[act]();
    this.#child.channel?.[act]();
  }

  /** It ends by itself when nobody is there to give it orders. */
  release() {
    this.#isGone = true;
    if (this.#child.connected) this.#child.disconnect();
  }

  /** One connection becomes the output, one more the input. */
  async #send(order: GitOrder, sockets: Socket[]) {
    const { id, hasInput } = order;
    await this.#listens;
    for (const message of [order, ...(hasInput ? [{ inputOf: id }] : [])]) {
      // Who waited too long has given up.
      if (!this.#waiters.has(id)) return;
      const socket = await connectTo(this.#path, message);
      if (this.#waiters.has(id)) sockets.push(socket);
      else socket.destroy();
    }
  }

  #listen(id: number, onEnd: () => void) {
    let tellEnd: (end: GitEnd) => void = () => {};
    const ended = new Promise<GitEnd>(resolve => {
      tellEnd = resolve;
    });
    const started = new Promise<number>((resolve, reject) => {
      this.#waiters.set(id, {
        started: resolve,
        ended: end => {
          this.#waiters.delete(id);
          reject(new GitStartError(end));
          tellEnd(end);
          onEnd();
        },
      });
    });
    return { started, ended };
  }

  #hear(said: Exclude<GitReport, { kind: 'listening' }>) {
    const waiter = this.#waiters.get(said.id);
    if (said.kind === 'ended') {
      const { code, stderr, error } = said;
      waiter?.ended({ code: code ?? undefined, stderr: error ?? stderr });
    } else if (waiter) {
      waiter.started(said.pid);
    } else {
      // Who ordered it has given up.
      endGroup(said.pid);
    }
  }

  /** What it ran may have done its work, or not: nobody can tell. */
  #lose() {
    this.#isGone = true;
    for (const waiter of this.#waiters.values()) {
      waiter.ended({ stderr: GONE, isLost: true });
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
