import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { GitInput, GitOrder, GitReport } from './launcher';
import { type GitEnd, type GitProcess, RunningGit } from './RunningGit';

/** What is to be started. @public */
export type GitStart = Omit<GitOrder, 'id'>;

/** A process that starts git, and where it listens. */
interface Host {
  child: ChildProcess;
  path: Promise<string>;
}

/** Who waits for news of one order. */
interface Waiter {
  started: (pid: number) => void;
  ended: (end: GitEnd, error?: string) => void;
}

/** A host that nobody needs for so long ends; a refresh comes sooner. */
const IDLE_MS = 60_000;

function program(): string[] {
  // The name of the package leads to the sources here, and to what was built of them elsewhere.
  const file = require.resolve('@slipway/backstage-plugin-git-node/launcher');
  // Node.js takes the types off by itself, and would say so each time.
  const quiet = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'];
  return file.endsWith('.ts')
    ? [...quiet.map(warning => `--disable-warning=${warning}`), file]
    : [file];
}

function startHost(): Host {
  const { PATH = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, program(), {
    env: { PATH, ...(TMPDIR && { TMPDIR }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const path = new Promise<string>((resolve, reject) => {
    child.on('message', (said: GitReport) => {
      if (said.kind === 'listening') resolve(said.path);
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Error('The process that starts git has ended.')),
    );
  });
  return { child, path };
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
  // Who wrote too much learns from the exit code; who reads, that there is no more.
  socket.on('error', () => {});
  socket.write(framed(message));
  return socket;
}

/**
 * Starts git by a small process beside this one. To start a program, Node.js
 * has the operating system copy the tables of all its memory: with 1 GB that
 * stops everything else for tens of milliseconds, each time. The small process
 * has nothing to copy, and hands the connections to git, so that what git
 * reads and prints does not pass through it.
 */
export class GitLauncher {
  readonly #idleMs: number;
  readonly #waiters = new Map<number, Waiter>();
  #host?: Host;
  #idle?: NodeJS.Timeout;
  #lastId = 0;

  private constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** @param options - `idleMs` is how long the small process waits for another order */
  static create({ idleMs = IDLE_MS }: { idleMs?: number } = {}) {
    return new GitLauncher(idleMs);
  }

  /** @throws Error when git, or the process that starts it, cannot be started */
  async start(what: GitStart): Promise<GitProcess> {
    this.#lastId += 1;
    const id = this.#lastId;
    const host = this.#wake();
    const news = this.#listen(id);
    const sockets: Socket[] = [];
    try {
      const path = await host.path;
      sockets.push(await connectTo(path, { ...what, id }));
      if (what.hasInput) sockets.push(await connectTo(path, { inputOf: id }));
      const pid = await news.started;
      const [output, input] = sockets;
      output.end();
      input?.resume();
      return new RunningGit({ ...{ pid, input, output }, end: news.ended });
    } catch (error) {
      for (const socket of sockets) socket.destroy();
      this.#forget(id);
      throw error;
    }
  }

  #listen(id: number) {
    let tellEnd: (end: GitEnd) => void = () => {};
    const ended = new Promise<GitEnd>(resolve => {
      tellEnd = resolve;
    });
    const started = new Promise<number>((resolve, reject) => {
      this.#waiters.set(id, {
        started: resolve,
        ended: (end, error) => {
          this.#forget(id);
          reject(new Error(error ?? end.stderr));
          tellEnd(end);
        },
      });
    });
    // A host that cannot be reached is told of by the connection.
    started.catch(() => {});
    return { started, ended };
  }

  #forget(id: number) {
    this.#waiters.delete(id);
    if (this.#waiters.size || !this.#host) return;
    const { child } = this.#host;
    // What waits for orders keeps nothing from ending.
    child.unref();
    child.channel?.unref();
    this.#idle = setTimeout(() => this.#drop(child), this.#idleMs);
    this.#idle.unref();
  }

  #wake(): Host {
    clearTimeout(this.#idle);
    this.#host ??= this.#open();
    this.#host.child.ref();
    this.#host.child.channel?.ref();
    return this.#host;
  }

  #open(): Host {
    const host = startHost();
    const { child } = host;
    child.on('message', (said: GitReport) => this.#hear(said));
    const gone = () => {
      if (this.#host?.child === child) this.#loseHost();
    };
    child.once('error', gone);
    child.once('exit', gone);
    return host;
  }

  #hear(said: GitReport) {
    if (said.kind === 'started') {
      this.#waiters.get(said.id)?.started(said.pid);
    } else if (said.kind === 'ended') {
      const { id, code, stderr, error } = said;
      this.#waiters.get(id)?.ended({ code: code ?? undefined, stderr }, error);
    }
  }

  /** What it ran may have done its work, or not: nobody can tell. */
  #loseHost() {
    this.#host = undefined;
    const stderr = 'The process that starts git has ended.';
    for (const waiter of this.#waiters.values()) waiter.ended({ stderr });
  }

  #drop(child: ChildProcess) {
    this.#host = undefined;
    // It ends by itself when nobody is there to give it orders.
    if (child.connected) child.disconnect();
  }
}
