import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createApp } from './app.js';
import { Readiness } from './health.js';
import { runServer } from './runServer.js';

async function start(context: TestContext, apiUrl = '') {
  const pages = await mkdtemp(join(tmpdir(), 'pages-'));
  context.after(() => rm(pages, { recursive: true, force: true }));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), '<title>a page</title>');
  await writeFile(join(pages, 'assets', 'index-1a2b.js'), 'true;');
  const log = pino({ enabled: false });
  const readiness = new Readiness([]);
  const registry = new Registry();
  const server = await runServer({
    app: createApp({ log, registry, readiness, pages, apiUrl }),
    port: 0,
    log,
    readiness,
    close: async () => {},
  });
  context.after(() => server.stop());
  return (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
}

for (const path of ['/', '/orders/17', '/any/where']) {
  test(`the page is at ${path}, asked for anew each time`, async context => {
    const get = await start(context);

    const answer = await get(path);

    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '<title>a page</title>');
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
  });
}

test('what never changes is kept for a year', async context => {
  const get = await start(context);

  const answer = await get('/assets/index-1a2b.js');

  assert.equal(answer.status, 200);
  assert.equal(
    answer.headers.get('cache-control'),
    'public, max-age=31536000, immutable',
  );
});

for (const path of [
  '/assets/none.js',
  '/none.js',
  '/%2e%2e/%2e%2e/etc/passwd.txt',
]) {
  test(`there is nothing at ${path}`, async context => {
    const get = await start(context);

    assert.ok([403, 404].includes((await get(path)).status));
  });
}

test('the page is told where its data are, and may ask nobody else', async context => {
  const get = await start(context, 'https://api.example.org/v1');

  const settings = await get('/settings.json');
  const page = await get('/');

  assert.deepEqual(await settings.json(), {
    apiUrl: 'https://api.example.org/v1',
  });
  assert.match(
    page.headers.get('content-security-policy') ?? '',
    /connect-src 'self' https:\/\/api\.example\.org;/,
  );
});

test('requests are counted by route, and probes are not', async context => {
  const get = await start(context);
  await get('/orders/17');
  await get('/healthz');

  const metrics = await (await get('/metrics')).text();

  assert.match(
    metrics,
    /http_request_duration_seconds_count\{method="GET",route="\/\{\*path\}",status_code="200"\} 1/,
  );
  assert.doesNotMatch(metrics, /healthz/);
});
