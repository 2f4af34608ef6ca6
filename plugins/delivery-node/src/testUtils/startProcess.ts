import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

const KEPT_OUTPUT = 8_000;

/** A port on loopback that nothing listens on. @public */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Where a program lies on the search path. @public */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path));
}

/**
 * A program that a test started, and that ends with it.
 *
 * @public
 */
export interface StartedProcess {
  pid: number;
  /** The end of what it wrote, for messages. */
  output(): string;
  hasExited(): boolean;
  /** Asks it to end, and insists after some seconds. */
  stop(): Promise<void>;
}

/** Starts a program without a shell. @public */
export function startProcess(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; graceMs?: number } = {},
): StartedProcess {
  const child = spawn(command, args, {
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-KEPT_OUTPUT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', error => keep(Buffer.from(String(error))));
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    output: () => output,
    hasExited: () => hasExited() || child.pid === undefined,
    stop: () => stop(child, hasExited, options.graceMs ?? 5_000),
  };
}

async function stop(
  child: ChildProcess,
  hasExited: () => boolean,
  graceMs: number,
): Promise<void> {
  if (hasExited() || child.pid === undefined) {
    return;
  }
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(insist);
}
