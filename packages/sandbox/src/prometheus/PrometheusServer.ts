import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { prometheusConfig, prometheusRules } from './prometheusConfig';

const run = promisify(execFile);
const READY_MS = 30_000;
const LOOK_MS = 50;
/** Longer blocks are fewer, and the text is read once for each. */
const BLOCK = '162h';

/** Programs of a Prometheus that the machine has. */
export interface PrometheusPrograms {
  prometheus: string;
  promtool: string;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A real Prometheus that reads the sandbox's services and knows their past. */
export class PrometheusServer {
  readonly #directory: string;
  readonly #programs: PrometheusPrograms;
  #child: ChildProcess | undefined;
  #url = '';

  constructor(options: { directory: string; programs: PrometheusPrograms }) {
    this.#directory = options.directory;
    this.#programs = options.programs;
  }

  get url(): string {
    return this.#url;
  }

  get #data(): string {
    return join(this.#directory, 'data');
  }

  /** True when it has no past yet. */
  async isNew(): Promise<boolean> {
    return !(await exists(this.#data));
  }

  /** Writes a past; a half-written one of a start that was broken off goes first. */
  async backfill(history: Iterable<string>): Promise<void> {
    const text = join(this.#directory, 'history.om');
    const blocks = join(this.#directory, 'blocks');
    await rm(blocks, { recursive: true, force: true });
    await mkdir(this.#directory, { recursive: true });
    await pipeline(Readable.from(history), createWriteStream(text));
    await run(this.#programs.promtool, [
      ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet'],
      ...[`--max-block-duration=${BLOCK}`, text, blocks],
    ]);
    await rm(text);
    await rename(blocks, this.#data);
  }

  /** @param servicesUrl - address of the services, for discovery */
  async start(servicesUrl: string): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    const config = join(this.#directory, 'prometheus.yml');
    await writeFile(config, prometheusConfig(servicesUrl));
    await writeFile(join(this.#directory, 'rules.yml'), prometheusRules());
    const port = await freePort();
    this.#url = `http://127.0.0.1:${port}`;
    const child = spawn(
      this.#programs.prometheus,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${this.#data}`,
        '--storage.tsdb.retention.time=30d',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    let trouble: Error | undefined;
    child.once('error', error => {
      trouble = error;
      // It never ran, so there is nothing to end.
      this.#child = undefined;
    });
    this.#child = child;
    await this.#untilReady(child, () => trouble);
  }

  async #untilReady(
    child: ChildProcess,
    trouble: () => Error | undefined,
  ): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while (Date.now() < deadline && child.exitCode === null && !trouble()) {
      const response = await fetch(`${this.#url}/-/ready`).catch(
        () => undefined,
      );
      if (response?.ok) {
        return;
      }
      await pause(LOOK_MS);
    }
    await this.stop();
    throw new Error(
      trouble()?.message ??
        'It did not become ready; what it says stands in the log of the sandbox.',
    );
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  }
}
