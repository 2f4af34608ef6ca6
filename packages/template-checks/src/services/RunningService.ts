import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_START = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The environment of a person: the test runner's own settings are not theirs. */
export function plainEnv(): Record<string, string> {
  const { NODE_OPTIONS, NODE_ENV, NODE_TEST_CONTEXT, JEST_WORKER_ID, ...env } =
    process.env;
  return env as Record<string, string>;
}

/** What an endpoint answered. */
export interface Answer {
  status: number;
  text: string;
}

/** A generated service that runs. */
export class RunningService {
  readonly #process: ChildProcess;
  readonly #address: string;
  #output = '';

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#address = `http://127.0.0.1:${port}`;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', data => {
        this.#output += data;
      });
    }
  }

  /** Starts it and waits until it lives. */
  static async start(
    cwd: string,
    [program, ...args]: readonly string[],
    settings: Record<string, string> = {},
  ): Promise<RunningService> {
    const port = await freePort();
    const env = { ...plainEnv(), ...settings, PORT: String(port) };
    const service = new RunningService(
      spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }),
      port,
    );
    try {
      await service.#untilItLives();
    } catch (error) {
      await service.stop();
      throw error;
    }
    return service;
  }

  async ask(path: string, init?: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.#address}${path}`, init);
    return { status: response.status, text: await response.text() };
  }

  /** What it wrote to its log. */
  get lines(): string[] {
    return this.#output.split('\n').filter(Boolean);
  }

  /** Tells it to end, as Kubernetes does; how it ended. */
  async stop(): Promise<{ code: number | undefined; signal?: string }> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await exit;
    }
    return {
      code: this.#process.exitCode ?? undefined,
      signal: this.#process.signalCode ?? undefined,
    };
  }

  async #untilItLives() {
    const started = Date.now();
    for (;;) {
      const answer = await this.ask('/healthz').catch(() => undefined);
      if (answer?.status === 200) return;
      const hasEnded = this.#process.exitCode !== null;
      if (hasEnded || Date.now() - started > LONGEST_START) {
        throw new Error(`The service does not answer:\n${this.#output}`);
      }
      await pause(50);
    }
  }
}
