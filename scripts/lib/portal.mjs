import { connect } from 'node:net';
import { join } from 'node:path';
import { binScript, ROOT } from './toolchain.mjs';
import { Trouble, step } from './say.mjs';

const TRANSFORM = join(
  ROOT,
  'node_modules',
  '@backstage',
  'cli',
  'config',
  'nodeTransform.cjs',
);
const READY_TIMEOUT_MS = 180_000;

/** Throws when something listens on a port already. */
export async function assertPortFree(port) {
  const taken = await new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
  if (taken) {
    throw new Trouble(
      `Port ${port} is taken by another program. Stop it, or start with another one: PORT=7008 npm start`,
    );
  }
}

/** Starts the landscape to try, and gives the variables it announces. */
export function startSandbox(
  tools,
  services,
  { directory, url, prometheus, args = [], onExit },
) {
  return step(
    'Starting the sandbox',
    () =>
      new Promise((resolve, reject) => {
        services.start(
          'The sandbox',
          tools.node,
          ['--require', TRANSFORM, 'src/main.ts', ...args],
          {
            cwd: join(ROOT, 'packages', 'sandbox'),
            env: {
              ...tools.env,
              SANDBOX_DIRECTORY: directory,
              SANDBOX_PORTAL_URL: url,
              ...(prometheus && { SANDBOX_PROMETHEUS_BIN: prometheus }),
            },
            logFile: join(directory, 'logs', 'sandbox.log'),
            onLine: line => {
              const message = readMessage(line);
              if (message?.type === 'ready') {
                resolve(message.env);
              }
            },
            onExit: error => {
              reject(error);
              onExit(error);
            },
          },
        );
      }),
  );
}

function readMessage(line) {
  try {
    return line.startsWith('{') ? JSON.parse(line) : undefined;
  } catch {
    return undefined;
  }
}

/** What measures health is configured where the sandbox has it. */
function configArgs(env = {}) {
  return [
    'app-config.yaml',
    'app-config.sandbox.yaml',
    ...(env.SANDBOX_PROMETHEUS_URL ? ['app-config.sandbox-health.yaml'] : []),
  ].flatMap(file => ['--config', join(ROOT, file)]);
}

/** Starts the backend, which also serves the page. */
export function startBackend(
  tools,
  services,
  { directory, url, port, env, dev, onExit },
) {
  const program = dev
    ? [binScript('backstage-cli'), 'package', 'start', ...configArgs(env)]
    : ['--require', TRANSFORM, 'src/index.ts', ...configArgs(env)];
  services.start('The backend', tools.node, program, {
    cwd: join(ROOT, 'packages', 'backend'),
    env: {
      ...tools.env,
      NODE_ENV: dev ? 'development' : 'production',
      ...env,
      SANDBOX_DIRECTORY: directory,
      APP_CONFIG_backend_listen_port: String(port),
      APP_CONFIG_backend_baseUrl: JSON.stringify(url),
      APP_CONFIG_app_baseUrl: JSON.stringify(
        dev ? 'http://localhost:3000' : url,
      ),
    },
    logFile: join(directory, 'logs', 'backend.log'),
    onExit,
  });
  return step('Starting the portal', () => waitUntilReady(url, { dev }));
}

async function answers(url) {
  try {
    const headers = { 'x-sandbox-person': 'user:default/oncall-1' };
    const signal = AbortSignal.timeout(2_000);
    return (await fetch(url, { headers, signal })).ok;
  } catch {
    return false;
  }
}

/** Waits until the portal answers, and in production its page too. */
export async function waitUntilReady(
  url,
  { dev, timeoutMs = READY_TIMEOUT_MS } = {},
) {
  const deadline = Date.now() + timeoutMs;
  // Older Nodes take `localhost` for the IPv6 address alone.
  const address = url.replace('localhost', '127.0.0.1');
  const pages = [
    // It answers when the catalog knows the persons of the sandbox.
    `${address}/api/auth/sandbox/refresh`,
    ...(dev ? [] : [`${address}/`]),
  ];
  for (;;) {
    const all = await Promise.all(pages.map(answers));
    if (all.every(Boolean)) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Trouble(
        `${url} did not answer within ${timeoutMs / 1000} s; see .sandbox/logs.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 150));
  }
}

/** Starts the frontend with hot reload. */
export function startFrontend(tools, services, { directory, url, onExit }) {
  services.start(
    'The page',
    tools.node,
    [binScript('backstage-cli'), 'package', 'start', ...configArgs()],
    {
      cwd: join(ROOT, 'packages', 'app'),
      env: {
        ...tools.env,
        BROWSER: 'none',
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_app_baseUrl: '"http://localhost:3000"',
      },
      logFile: join(directory, 'logs', 'frontend.log'),
      onExit,
    },
  );
}
