/**
 * The program of the process that starts git: started with the path of the
 * socket to listen at, and a channel to its parent. It is one file, because
 * Node.js reads it as it is.
 *
 * @packageDocumentation
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';

/** What is to be started; over the connection that becomes its output. @public */
export interface GitOrder {
  id: number;
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Whether a second connection becomes its input; without one there is none. */
  hasInput: boolean;
  /** Later than this, in milliseconds since 1970, nobody waits for it any more. */
  before: number;
}

/** The connection that becomes the input of an order. @public */
export interface GitInput {
  inputOf: number;
}

/** What the process says, over the channel to its parent. @public */
export type GitReport =
  | { kind: 'listening' }
  | { kind: 'started'; id: number; pid: number }
  | {
      kind: 'ended';
      id: number;
      /** Null when a signal ended it. */
      code: number | null;
      /** The end of what it said on standard error. */
      stderr: string;
      /** Why it could not be started. */
      error?: string;
    };

const LENGTH_BYTES = 4;
/** Of standard error, so many characters are kept. */
const MAX_STDERR = 8_000;
/** What still runs so long after its orderer died hangs. */
const ORPHANED_MS = 120_000;

/** Where the two connections of an order meet, whichever comes first. */
interface Meeting {
  socket: Promise<Socket | undefined>;
  bring: (socket: Socket | undefined) => void;
}

const path = process.argv[2];
const inputs = new Map<number, Meeting>();
const running = new Set<ChildProcess>();

function report(said: GitReport) {
  if (process.connected) process.send?.(said, () => {});
}

function endGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}

/** What is last to be done is to leave nothing behind. */
function leaveIfAlone() {
  if (!process.connected && !running.size) {
    rmSync(dirname(path), { recursive: true, force: true });
    process.exit();
  }
}

/**
 * Reads a length and so many bytes. Nothing that is meant for git may be on
 * its way yet: the parent writes it when it hears that git has started.
 */
function readFirst(socket: Socket): Promise<GitOrder | GitInput | undefined> {
  return new Promise(resolve => {
    let length: number | undefined;
    const take = (bytes: number) => {
      const taken: Buffer | null = socket.read(bytes);
      // At its end a connection gives less.
      return taken?.length === bytes ? taken : undefined;
    };
    const look = () => {
      length ??= take(LENGTH_BYTES)?.readUInt32BE();
      const body = length === undefined ? undefined : take(length);
      if (body) {
        socket.off('readable', look);
        resolve(JSON.parse(body.toString('utf8')));
      }
    };
    socket.on('readable', look);
    socket.once('end', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}

function meetingOf(id: number): Meeting {
  let meeting = inputs.get(id);
  if (!meeting) {
    let bring: Meeting['bring'] = () => {};
    const socket = new Promise<Socket | undefined>(resolve => {
      bring = resolve;
    });
    meeting = { socket, bring };
    inputs.set(id, meeting);
  }
  return meeting;
}

/** Undefined when it does not come in time. */
async function inputOf({ id, hasInput, before }: GitOrder) {
  if (!hasInput) return 'ignore';
  const { socket, bring } = meetingOf(id);
  const timer = setTimeout(() => bring(undefined), before - Date.now());
  const input = await socket;
  clearTimeout(timer);
  inputs.delete(id);
  return input;
}

function follow(id: number, child: ChildProcess) {
  running.add(child);
  let stderr = '';
  let error: string | undefined;
  child.stderr?.on('data', chunk => {
    stderr = `${stderr}${chunk}`.slice(-MAX_STDERR);
  });
  child.once('error', cause => {
    error = cause.message;
  });
  child.once('close', code => {
    running.delete(child);
    report({ kind: 'ended', id, code, stderr, error });
    leaveIfAlone();
  });
  if (child.pid) report({ kind: 'started', id, pid: child.pid });
}

async function launch(order: GitOrder, output: Socket) {
  const { id, args, cwd, env, before } = order;
  const input = await inputOf(order);
  try {
    // Who was told that it was not started must not see its work later.
    if (!input || Date.now() > before)
      throw new Error('It is too late for it.');
    // Its own process group, so that it can be ended with all it has started.
    const child = spawn('git', args, {
      ...{ cwd, env, detached: true, stdio: [input, output, 'pipe'] },
    });
    follow(id, child);
  } catch (cause) {
    // Also what the system refuses at once, as arguments that are too long.
    const { message } = cause as Error;
    report({ kind: 'ended', id, code: null, stderr: '', error: message });
  } finally {
    // git has its own hold on them now; two readers would share what comes.
    output.destroy();
    if (typeof input === 'object') input.destroy();
  }
}

async function receive(socket: Socket) {
  // Who is gone needs no answer.
  socket.on('error', () => {});
  const first = await readFirst(socket);
  if (!first) {
    socket.destroy();
  } else if ('inputOf' in first) {
    meetingOf(first.inputOf).bring(socket);
  } else {
    await launch(first, socket);
  }
}

if (!process.send || !path) {
  throw new Error('This program is started by git-node, and by nobody else.');
}

const server = createServer({ allowHalfOpen: true }, receive);
server.listen(path, () => report({ kind: 'listening' }));

// Signals from a terminal go to the whole group; the parent decides when to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {});
}
process.on('disconnect', () => {
  server.close();
  leaveIfAlone();
  setTimeout(() => {
    for (const { pid } of running) if (pid) endGroup(pid);
  }, ORPHANED_MS);
});
