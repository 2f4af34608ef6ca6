/**
 * The program of the process that starts git. It is one file, because Node.js
 * reads it as it is.
 *
 * @packageDocumentation
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is to be started; over the connection that becomes its output. @public */
export interface GitOrder {
  id: number;
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Whether a second connection becomes its input; without one there is none. */
  hasInput: boolean;
}

/** The connection that becomes the input of an order. @public */
export interface GitInput {
  inputOf: number;
}

/** What the process says, over the channel to its parent. @public */
export type GitReport =
  | { kind: 'listening'; path: string }
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
  socket: Promise<Socket>;
  bring: (socket: Socket) => void;
}

const directory = mkdtempSync(join(tmpdir(), 'slipway-launcher-'));
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
    rmSync(directory, { recursive: true, force: true });
    process.exit();
  }
}

/**
 * Reads a length and so many bytes, and not one more: what follows is for git.
 */
function readFirst(socket: Socket): Promise<GitOrder | GitInput> {
  return new Promise(resolve => {
    let length: number | undefined;
    const look = () => {
      length ??= socket.read(LENGTH_BYTES)?.readUInt32BE();
      const bytes = length === undefined ? null : socket.read(length);
      if (bytes) {
        socket.off('readable', look);
        resolve(JSON.parse(bytes.toString('utf8')));
      }
    };
    socket.on('readable', look);
  });
}

function meetingOf(id: number): Meeting {
  let meeting = inputs.get(id);
  if (!meeting) {
    let bring: Meeting['bring'] = () => {};
    const socket = new Promise<Socket>(resolve => {
      bring = resolve;
    });
    meeting = { socket, bring };
    inputs.set(id, meeting);
  }
  return meeting;
}

async function inputOf({ id, hasInput }: GitOrder): Promise<Socket | 'ignore'> {
  if (!hasInput) return 'ignore';
  const socket = await meetingOf(id).socket;
  inputs.delete(id);
  return socket;
}

async function launch(order: GitOrder, output: Socket) {
  const { id, args, cwd, env } = order;
  const input = await inputOf(order);
  // Its own process group, so that it can be ended with all it has started.
  const child = spawn('git', args, {
    ...{ cwd, env, detached: true, stdio: [input, output, 'pipe'] },
  });
  running.add(child);
  // git has its own hold on them now; two readers would share what comes.
  output.destroy();
  if (input !== 'ignore') input.destroy();
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

const server = createServer({ allowHalfOpen: true }, async socket => {
  // Who is gone needs no answer.
  socket.on('error', () => {});
  const first = await readFirst(socket);
  if ('inputOf' in first) {
    meetingOf(first.inputOf).bring(socket);
  } else {
    await launch(first, socket);
  }
});

// Nobody but this user gets into the directory: mkdtemp gives it mode 0700.
const path = join(directory, 'git.sock');
server.listen(path, () => report({ kind: 'listening', path }));

// Signals from a terminal go to the whole group; the parent decides when to end.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => {
  server.close();
  leaveIfAlone();
  setTimeout(() => {
    for (const { pid } of running) if (pid) endGroup(pid);
  }, ORPHANED_MS);
});
