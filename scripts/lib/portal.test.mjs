import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import {
  startBackend,
  startFrontend,
  startSandbox,
  waitUntilReady,
} from './portal.mjs';
import { Trouble } from './say.mjs';

const tools = { node: '/node', env: { PATH: '/bin' } };
const place = { directory: '/data', url: 'http://localhost:7007' };

/** Takes the place of what starts programs, and says what was started. */
function recorder(onStart = () => {}) {
  const started = [];
  return {
    started,
    start: (name, command, args, options) => {
      started.push({ name, command, args, ...options });
      onStart(options);
    },
  };
}

async function serve(t, listener) {
  const server = createServer(listener);
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${server.address().port}`;
}

test('gives the variables that the sandbox announces, once it is ready', async () => {
  const services = recorder(({ onLine }) => {
    onLine('just a line');
    onLine('{ broken');
    onLine('{"type":"progress"}');
    onLine('{"type":"ready","env":{"SANDBOX_TOKEN":"t"}}');
  });
  const env = await startSandbox(tools, services, { ...place });
  assert.deepEqual(env, { SANDBOX_TOKEN: 't' });
});

test('tells the sandbox where it is, what to forget, and where Prometheus is', async () => {
  const services = recorder(({ onLine }) =>
    onLine('{"type":"ready","env":{}}'),
  );
  await startSandbox(tools, services, {
    ...{ ...place, args: ['--reset'], prometheus: '/tools/bin' },
  });
  await startSandbox(tools, services, { ...place });
  const [first, second] = services.started;
  assert.deepEqual(first.args.slice(-2), ['src/main.ts', '--reset']);
  assert.equal(first.env.SANDBOX_DIRECTORY, '/data');
  assert.equal(first.env.SANDBOX_PORTAL_URL, place.url);
  assert.equal(first.env.SANDBOX_PROMETHEUS_BIN, '/tools/bin');
  assert.equal('SANDBOX_PROMETHEUS_BIN' in second.env, false);
});

test('says so when the sandbox ends before it is ready', async () => {
  const ended = [];
  const services = recorder(({ onExit }) => onExit(new Trouble('It ended')));
  await assert.rejects(
    startSandbox(tools, services, {
      ...{ ...place, onExit: error => ended.push(error.message) },
    }),
    { message: 'It ended' },
  );
  assert.deepEqual(ended, ['It ended']);
});

/** The files of configuration that a program was started with. */
function configsOf({ args }) {
  return args
    .filter((_, index) => args[index - 1] === '--config')
    .map(path => path.split(/[\\/]/).pop());
}

test('starts the backend with the variables of the sandbox, and waits for it', async t => {
  const url = await serve(t, (_, response) => response.end('ok'));
  const services = recorder();
  await startBackend(tools, services, {
    ...{ directory: '/data', url, port: 7008, env: { SANDBOX_TOKEN: 't' } },
  });
  const [{ args, env }] = services.started;
  assert.equal(args.includes('src/index.ts'), true);
  assert.equal(env.NODE_ENV, 'production');
  assert.equal(env.SANDBOX_TOKEN, 't');
  assert.equal(env.APP_CONFIG_backend_listen_port, '7008');
  assert.equal(env.APP_CONFIG_app_baseUrl, JSON.stringify(url));
});

test('configures health where the sandbox measures it, and nowhere else', async t => {
  const url = await serve(t, (_, response) => response.end('ok'));
  const services = recorder();
  for (const env of [{}, { SANDBOX_PROMETHEUS_URL: 'http://127.0.0.1:1' }]) {
    await startBackend(tools, services, { ...place, url, port: 1, env });
  }
  const common = ['app-config.yaml', 'app-config.sandbox.yaml'];
  assert.deepEqual(services.started.map(configsOf), [
    common,
    [...common, 'app-config.sandbox-health.yaml'],
  ]);
});

test('serves the page from its own address while it is developed', async t => {
  const url = await serve(t, (request, response) => {
    // The backend serves no page then.
    response.statusCode = request.url === '/' ? 404 : 200;
    response.end();
  });
  const services = recorder();
  await startBackend(tools, services, {
    ...{ ...place, url, port: 1, env: {}, dev: true },
  });
  startFrontend(tools, services, place);
  const [backend, frontend] = services.started;
  assert.equal(backend.env.NODE_ENV, 'development');
  assert.equal(backend.env.APP_CONFIG_app_baseUrl, '"http://localhost:3000"');
  assert.equal(frontend.env.APP_CONFIG_app_baseUrl, '"http://localhost:3000"');
  assert.equal(frontend.env.BROWSER, 'none');
});

test('waits until persons can sign in and the page is there', async t => {
  const asked = [];
  const url = await serve(t, (request, response) => {
    asked.push(request.url);
    const times = asked.filter(path => path === request.url).length;
    response.statusCode = times < 3 ? 503 : 200;
    response.end();
  });
  await waitUntilReady(url);
  assert.equal(asked.filter(path => path === '/').length >= 3, true);
  assert.equal(asked.includes('/api/auth/sandbox/refresh'), true);
});

test('does not take a page for a portal that nobody can sign in to', async t => {
  const url = await serve(t, (request, response) => {
    response.statusCode = request.url === '/' ? 200 : 401;
    response.end();
  });
  await assert.rejects(waitUntilReady(url, { timeoutMs: 300 }), {
    message: `${url} did not answer within 0.3 s; see .sandbox/logs.`,
  });
});

test('says where to look when nothing answers at all', async () => {
  await assert.rejects(
    waitUntilReady('http://localhost:1', { timeoutMs: 200 }),
    error => error instanceof Trouble && /\.sandbox\/logs/.test(error.message),
  );
});
