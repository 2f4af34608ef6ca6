/*
 * Starts the whole portal on its sandbox, and drives it in Chromium. Each file
 * of tests has a portal of its own, with the story at its beginning.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = join(
  dirname(fileURLToPath(import.meta.url)),
  ...['..', '..', '..'],
);
const START_TIMEOUT_MS = 240_000;
/** Two portals may start on the same two cores. */
const PATIENCE_MS = 40_000;
/** What a portal that just started has to read first, on a busy machine. */
const FIRST_PATIENCE_MS = 120_000;
const CHROMIUM_ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update'],
  '--disable-sync',
];

/** Somebody of the sandbox who is not the first person, by the words for them. */
export const DEVELOPER = /^Developer/;

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

async function startProcess(directory) {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/start.mjs', '--reset'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      SANDBOX_DIRECTORY: directory,
      NODE_TEST_CONTEXT: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The portal did not start in time.\n${said}`)),
      START_TIMEOUT_MS,
    );
    const hear = chunk => {
      said += chunk;
      if (said.includes('Slipway is at')) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => {
      clearTimeout(timer);
      reject(new Error(`The portal did not start.\n${said}`));
    });
  });
  return { child, url: `http://localhost:${port}` };
}

async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise(done => child.once('close', done));
  process.kill(child.pid, 'SIGTERM');
  await ended;
}

/** A portal that runs, and a browser to look at it. */
export class Portal {
  #child;
  #directory;
  #browser;
  #troubles = [];

  static async start() {
    const executablePath = process.env.CHROMIUM;
    assert.ok(executablePath, 'Set CHROMIUM to the path of Chromium.');
    const portal = new Portal();
    portal.#directory = mkdtempSync(join(tmpdir(), 'slipway-e2e-'));
    try {
      const { child, url } = await startProcess(portal.#directory);
      portal.#child = child;
      portal.url = url;
      await until(
        () => portal.get('/api/catalog/entities/by-name/user/default/dev-2'),
        'the catalog knows the persons',
        FIRST_PATIENCE_MS,
      );
      await until(
        () => portal.#knowsContracts(),
        'it is known who uses what',
        FIRST_PATIENCE_MS,
      );
      portal.#browser = await chromium.launch({
        executablePath,
        args: CHROMIUM_ARGS,
      });
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  /** What programs beside the portal are told. */
  get connection() {
    const file = join(this.#directory, 'connection.json');
    return JSON.parse(readFileSync(file, 'utf8'));
  }

  /** Where the portal keeps everything. */
  get directory() {
    return this.#directory;
  }

  /** Path of the bare repository that owns the desired state. */
  get repository() {
    return fileURLToPath(this.connection.gitops);
  }

  /** Address of a repository of the sandbox's forge, which a push makes. */
  forge(path) {
    return new URL(path, `${this.connection.forge}/`).href;
  }

  /** Asks the backend as a program, with the token of the sandbox. */
  async get(path, body) {
    const { token } = this.connection;
    const response = await fetch(`${this.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    assert.equal(response.status, 200, `${path} answers ${response.status}`);
    return response.json();
  }

  /** Whether catalog, releases and live versions were read, which takes seconds. */
  async #knowsContracts() {
    const { answer, asked, message } = await this.get(
      '/api/contracts/v1/can-i',
      {
        ...{ component: 'component:default/payments', version: '2.3.1' },
        ...{ environment: 'prod', tenant: 'acme', action: 'rollback' },
      },
    );
    assert.equal(answer, 'allowed', message);
    assert.ok(asked > 4);
    return true;
  }

  /** Opens a tab in a browser of its own, as who is on call or as somebody else. */
  async open(path, { as, ...options } = {}) {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    this.#watch(page);
    if (as) {
      await page.goto(this.url);
      await page.getByText('Switch person').click();
      await page.getByRole('button', { name: as }).click();
      await page.getByRole('heading', { name: 'What needs me now?' }).waitFor();
    }
    await page.goto(`${this.url}${path}`);
    return page;
  }

  #watch(page) {
    page.on('pageerror', error => this.#troubles.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') {
        const { url } = message.location();
        this.#troubles.push(`${message.text()} (${url})`);
      }
    });
  }

  /** Fails when any page has said that something is wrong. */
  assertNoConsoleErrors() {
    assert.deepEqual(this.#troubles, []);
  }

  async stop() {
    await this.#browser?.close();
    if (this.#child) {
      await stopProcess(this.#child);
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** The tab *Deployments* of a component. */
export function tabOf(component) {
  return `/catalog/default/component/${component}/deployments`;
}

/** The row of one place, for example `prod · acme`. */
export function lane(page, place) {
  return page
    .getByRole('region', { name: 'What runs where' })
    .getByRole('listitem', { name: place, exact: true });
}

export async function openDialog(page, place) {
  await lane(page, place)
    .getByRole('button', { name: `Roll back, ${place}` })
    .click();
  return page.getByRole('dialog', { name: /^Roll back/ });
}

/** The button of the dialog, when the checks have let it through. */
export function confirmButton(dialog, version) {
  return dialog.locator('button:not([aria-disabled])', {
    hasText: `Roll back to ${version}`,
  });
}

/** Tests that go on from each other: after a failure the rest is not tried. */
export function inOrder() {
  let failed;
  return (title, work) =>
    it(title, async () => {
      assert.equal(failed, undefined, 'an earlier part of the story failed');
      failed = title;
      await work();
      failed = undefined;
    });
}

/** Tries until a condition holds; the last error is told when it never does. */
export async function until(check, what, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`${what}: ${error.message}`, { cause: error });
      }
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

/** Keeps a picture for the documents, when asked for by SCREENSHOTS=1. */
export async function picture(page, name, options = {}) {
  if (process.env.SCREENSHOTS === '1') {
    const path = join(ROOT, 'docs', 'images', `${name}.png`);
    await page.screenshot({
      path,
      animations: 'disabled',
      // A notification that passes by would hide what is shown.
      style: '[class*=Snackbar] { visibility: hidden }',
      ...options,
    });
  }
}
