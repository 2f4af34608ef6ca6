/*
 * Starts a working portal with a landscape to try, on a machine that has only
 * Node and git. Runs on any Node from 18.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFrontend } from './lib/frontend.mjs';
import {
  assertPortFree,
  startBackend,
  startFrontend,
  startSandbox,
} from './lib/portal.mjs';
import { Services } from './lib/processes.mjs';
import { Trouble, elapsed, endWith, say } from './lib/say.mjs';
import { ensurePrometheus } from './lib/prometheus.mjs';
import { prepare, ROOT } from './lib/toolchain.mjs';

const dev = process.argv.includes('--dev');
const reset = process.argv.includes('--reset');
const port = Number(process.env.PORT ?? 7007);
const url = `http://localhost:${port}`;
const directory = process.env.SANDBOX_DIRECTORY ?? join(ROOT, '.sandbox');

function assertGit() {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Trouble(
      'git is not there. Install it (on Debian: apt-get install git) and start again.',
    );
  }
}

/** Ends all programs once, whoever asks first. */
function createStopper(services) {
  let stopping;
  const stop = code => {
    stopping ??= services.stop().then(() => process.exit(code));
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      say('\nStopping.');
      stop(0);
    });
  }
  /** Ends with an error, unless it is all coming to an end anyway. */
  return async error => {
    if (!stopping) {
      endWith(error);
      await stop(1);
    }
  };
}

/** What the portal knew belongs to the story that goes. */
function forgetStory() {
  for (const name of ['database', 'mirrors', 'prometheus']) {
    rmSync(join(directory, name), { recursive: true, force: true });
  }
}

async function start(services, onExit) {
  assertGit();
  await assertPortFree(port);
  const tools = await prepare();
  if (!dev) {
    await buildFrontend(tools);
  }
  if (reset) {
    forgetStory();
  }
  const place = { directory, url, onExit };
  const env = await startSandbox(tools, services, {
    ...place,
    prometheus: await ensurePrometheus(),
    args: reset ? ['--reset'] : [],
  });
  if (dev) {
    startFrontend(tools, services, place);
  }
  await startBackend(tools, services, { ...place, port, env, dev });
  const address = dev ? 'http://localhost:3000' : url;
  say(`\nSlipway is at ${address} after ${elapsed()}. Ctrl-C stops it.`);
}

async function main() {
  const services = new Services();
  const onExit = createStopper(services);
  try {
    await start(services, onExit);
  } catch (error) {
    await onExit(error);
  }
}

main();
