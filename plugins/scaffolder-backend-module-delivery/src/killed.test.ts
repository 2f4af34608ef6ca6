import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { GitRemote } from './__testUtils__/GitRemote';
import type { KillAt } from './__testUtils__/killable';
import { eventually } from './__testUtils__/tasks';

// A task counts as left alone after some seconds, and is looked for each ten.
jest.setTimeout(480_000);

const PATIENCE_MS = 180_000;

// The program stands beside this test.
// eslint-disable-next-line no-restricted-syntax
const PROGRAM = resolve(__dirname, '__testUtils__/killable.ts');

/** A backend in a process of its own, with what it wrote last. */
class Backend {
  readonly #child: ChildProcess;
  readonly #url: string;
  #output = '';

  constructor(settings: { port: number; [key: string]: unknown }) {
    this.#url = `http://127.0.0.1:${settings.port}/api/scaffolder/v2`;
    this.#child = spawn(
      process.execPath,
      [
        ...[
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
        ...[PROGRAM, JSON.stringify(settings)],
      ],
      {
        env: { PATH: process.env.PATH, NODE_ENV: 'development' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', data => {
        this.#output = (this.#output + data).slice(-4_000);
      });
    }
  }

  /** Asks it until it answers. */
  async ask<T>(path: string, body?: object): Promise<T> {
    return eventually(
      async () => {
        if (this.#child.exitCode !== null) throw new Error(this.#output);
        const response = await fetch(`${this.#url}${path}`, {
          method: body ? 'POST' : 'GET',
          headers: { 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        }).catch(() => undefined);
        return response?.ok ? ((await response.json()) as T) : undefined;
      },
      `an answer of ${path}: ${this.#output}`,
      PATIENCE_MS,
    );
  }

  /** Waits until it dies by itself. */
  async died(): Promise<string | null> {
    if (this.#child.signalCode) return this.#child.signalCode;
    const [, signal] = await once(this.#child, 'exit');
    return signal;
  }

  async stop() {
    if (this.#child.exitCode === null && !this.#child.signalCode) {
      this.#child.kill('SIGKILL');
      await this.died();
    }
  }
}

describe('a backend that is killed while a template runs', () => {
  // Most of it is waiting for the scaffolder to notice: all three wait at once.
  it.concurrent.each<KillAt>([
    ...(['before the push', 'after the push', 'after the step'] as const),
  ])(
    'ends the task after a new start with one commit, when it died %s',
    async killAt => {
      const directory = mkdtempSync(join(tmpdir(), 'slipway-killed-'));
      const remote = new GitRemote({ 'README.md': 'x\n' });
      const settings = { directory, remote: remote.url };
      const first = new Backend({
        ...{ ...settings, killAt, port: await freePort() },
      });
      let second: Backend | undefined;
      try {
        const { id } = await first.ask<{ id: string }>('/tasks', {
          ...{ templateRef: 'template:default/killed', values: {} },
        });
        expect(await first.died()).toBe('SIGKILL');
        expect(remote.count()).toBe(killAt === 'before the push' ? 1 : 2);

        second = new Backend({ ...settings, port: await freePort() });
        const again = second;
        const status = await eventually(
          async () => {
            const task = await again.ask<{ status: string }>(`/tasks/${id}`);
            return /open|processing/.test(task.status)
              ? undefined
              : task.status;
          },
          'the end of the task',
          PATIENCE_MS,
        );

        const events = await again.ask<{ body: { message: string } }[]>(
          `/tasks/${id}/events`,
        );
        const log = events.map(({ body }) => body.message).join('\n');
        expect(status === 'completed' ? '' : log).toBe('');
        expect(remote.count()).toBe(2);
        expect(remote.paths()).toContain('dev/orders/values.yaml');
      } finally {
        await first.stop();
        await second?.stop();
        remote.dispose();
        rmSync(directory, { recursive: true, force: true });
      }
    },
  );
});
