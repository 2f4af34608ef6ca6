import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  freePort,
  startProcess,
  type StartedProcess,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { findTool, missingTool } from '../tools/findTool';
import { type ToolResult, toolEnv } from '../tools/runTool';

const LONGEST_START_MS = 60_000;
const LONGEST_RUN_MS = 60_000;
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'];

/** What is missing for an engine of Docker, or undefined. */
export function missingSwarm(): string | undefined {
  const missing = ['docker', 'dockerd'].map(missingTool).find(Boolean);
  if (missing) return missing;
  if (!BUSYBOX.some(path => existsSync(path))) {
    return 'there is no busybox (Debian: busybox-static)';
  }
  return process.getuid?.() === 0
    ? undefined
    : 'an engine of Docker is started by root only';
}

function mountsBelow(folder: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map(line => line.split(' ')[1] ?? '')
    .filter(path => path.startsWith(`${folder}/`))
    .reverse();
}

/** An engine of Docker of its own, in Swarm mode, with one machine. */
export class SwarmEngine {
  readonly #process: StartedProcess;
  readonly #folder: string;

  private constructor(process: StartedProcess, folder: string) {
    this.#process = process;
    this.#folder = folder;
  }

  /** Starts it with sockets, data and processes of its own; nothing of the machine's network is changed. */
  static async start(): Promise<SwarmEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-swarm-'));
    const at = (name: string) => join(folder, name);
    const started = startProcess(
      findTool('dockerd') ?? 'dockerd',
      [
        ...['--log-level=error', '--bridge=none'],
        ...['--iptables=false', '--ip6tables=false'],
        ...['--storage-driver', 'vfs', '--host', `unix://${at('docker.sock')}`],
        ...['--data-root', at('data'), '--exec-root', at('exec')],
        ...['--pidfile', at('docker.pid')],
      ],
      { graceMs: 20_000 },
    );
    const engine = new SwarmEngine(started, folder);
    try {
      await engine.#untilItAnswers();
      const address = `127.0.0.1:${await freePort()}`;
      await engine.docker(
        'swarm',
        'init',
        '--listen-addr',
        address,
        '--advertise-addr',
        address,
      );
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  /**
   * Runs a program to its end that talks to this engine. Not one that blocks
   * this process: the engine's own output has to be read meanwhile.
   */
  run(
    name: string,
    args: readonly string[],
    options: { cwd?: string } = {},
  ): Promise<ToolResult> {
    const env = {
      ...toolEnv(),
      DOCKER_HOST: `unix://${join(this.#folder, 'docker.sock')}`,
    };
    return new Promise(resolve => {
      execFile(
        findTool(name) ?? name,
        [...args],
        { ...options, env, timeout: LONGEST_RUN_MS },
        (error, text, message) =>
          resolve({
            ok: !error,
            text,
            message: message || String(error ?? ''),
          }),
      );
    });
  }

  /**
   * Runs the command of Docker.
   *
   * @throws Error in Docker's words
   */
  async docker(...args: string[]): Promise<string> {
    const result = await this.run('docker', args);
    if (!result.ok) {
      throw new Error(`docker ${args[0]}: ${result.message.trim()}`);
    }
    return result.text.trim();
  }

  /** Builds an image of nothing but busybox, which runs a script. */
  async build(image: string, files: Record<string, string>, command: string[]) {
    const folder = mkdtempSync(join(this.#folder, 'image-'));
    copyFileSync(
      BUSYBOX.find(path => existsSync(path)) ?? BUSYBOX[0],
      join(folder, 'busybox'),
    );
    mkdirSync(join(folder, 'files'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, 'files', name), text, { mode: 0o755 });
    }
    writeFileSync(
      join(folder, 'Dockerfile'),
      [
        'FROM scratch',
        'COPY busybox /bin/sh',
        'COPY busybox /bin/busybox',
        'COPY files/ /files/',
        'ENV PATH=/files:/bin',
        `ENTRYPOINT ${JSON.stringify(command)}`,
      ].join('\n'),
    );
    await this.docker('build', '--quiet', '--tag', image, folder);
  }

  /** Ends the containers, then the engine, and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.run('docker', ['swarm', 'leave', '--force']);
    await this.#untilNothingRuns();
    await this.#process.stop();
    // The engine keeps the networks of its containers mounted, for a next start.
    for (const mount of mountsBelow(this.#folder)) {
      await this.run('umount', ['--lazy', mount]);
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #untilNothingRuns() {
    const deadline = Date.now() + LONGEST_RUN_MS;
    while (Date.now() < deadline) {
      const { ok, text } = await this.run('docker', ['ps', '--all', '--quiet']);
      if (!ok || !text.trim()) return;
      await pause(200);
    }
  }

  async #untilItAnswers() {
    const deadline = Date.now() + LONGEST_START_MS;
    while (!(await this.run('docker', ['version'])).ok) {
      if (this.#process.hasExited() || Date.now() > deadline) {
        throw new Error(`Docker did not start:\n${this.#process.output()}`);
      }
      await pause(200);
    }
  }
}
