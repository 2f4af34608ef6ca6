import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { FileBatch } from './FileBatch.js';
import { type ItemStore, MemoryItemStore } from './items.js';

const HEADER = 'id,name,createdAt';
const GOOD = '1,"tea, green",2026-01-31T10:00:00.000Z';

async function start(
  context: TestContext,
  items: ItemStore = new MemoryItemStore(),
) {
  const folder = await mkdtemp(join(tmpdir(), 'batch-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const registry = new Registry();
  const log = pino({ enabled: false });
  const batch = await FileBatch.create({ folder, log, registry, items });
  return {
    batch,
    registry,
    put: (name: string, lines: string[]) =>
      writeFile(join(folder, 'inbox', name), `${lines.join('\n')}\n`),
    read: (path: string) => readFile(join(folder, path), 'utf8'),
    list: async (path: string) => (await readdir(join(folder, path))).sort(),
  };
}

test('a file goes in, a file comes out, and the first one is put away', async context => {
  const items = new MemoryItemStore();
  const { batch, put, read, list } = await start(context, items);
  await put('monday.csv', [HEADER, GOOD]);

  await batch.round();

  assert.equal(await read('outbox/monday.csv'), `${HEADER}\n${GOOD}\n`);
  assert.deepEqual(await list('inbox'), []);
  assert.deepEqual(await list('done'), ['monday.csv']);
  assert.equal(items.items.get('1')?.name, 'tea, green');
});

test('bad lines are kept apart with the reason, and good ones go on', async context => {
  const { batch, put, read, registry } = await start(context);
  await put('monday.csv', [HEADER, '1,,2026-01-31', GOOD, '3,milk,never']);

  await batch.round();

  assert.equal(await read('outbox/monday.csv'), `${HEADER}\n${GOOD}\n`);
  assert.equal(
    await read('rejected/monday.csv'),
    'line,reason\n2,"A line needs id, name, createdAt"\n4,createdAt is no moment\n',
  );
  assert.match(
    await registry.metrics(),
    /batch_lines_total\{outcome="kept"\} 1[^]*batch_lines_total\{outcome="rejected"\} 2|batch_lines_total\{outcome="rejected"\} 2[^]*batch_lines_total\{outcome="kept"\} 1/,
  );
});

test('a file that is none is put aside, and those after it are worked on', async context => {
  const { batch, put, list } = await start(context);
  await put('a.csv', [HEADER, '1,"tea']);
  await put('b.csv', [HEADER, GOOD]);

  await batch.round();

  assert.deepEqual(await list('failed'), ['a.csv']);
  assert.deepEqual(await list('outbox'), ['b.csv']);
});

test('a file waits, and nothing half is seen, while the store is away', async context => {
  const items = new MemoryItemStore();
  let isAway = true;
  const { batch, put, list } = await start(context, {
    add: async item => {
      if (isAway) {
        throw new Error('the database is away');
      }
      await items.add(item);
    },
  });
  await put('a.csv', [HEADER, GOOD]);
  await put('b.csv', [HEADER, GOOD]);

  await batch.round();

  assert.deepEqual(await list('outbox'), []);
  assert.deepEqual(await list('inbox'), ['a.csv', 'b.csv']);
  isAway = false;
  await batch.round();
  assert.deepEqual(await list('outbox'), ['a.csv', 'b.csv']);
});

test('what is still being written, or is no table, is let be', async context => {
  const { batch, put, list } = await start(context);
  await put('.monday.csv', [HEADER]);
  await put('readme.txt', ['x']);

  await batch.round();

  assert.deepEqual(await list('inbox'), ['.monday.csv', 'readme.txt']);
});

test('files that come later are found, and none is taken at the end', async context => {
  const { batch, put, list } = await start(context);
  batch.start(0.01);
  await put('a.csv', [HEADER, GOOD]);
  const deadline = Date.now() + 10_000;
  while (!(await list('outbox')).length) {
    assert.ok(Date.now() < deadline, 'the file was never taken');
    await new Promise(done => setTimeout(done, 5));
  }
  await batch.close();
  await put('b.csv', [HEADER, GOOD]);

  await batch.round();

  assert.deepEqual(await list('inbox'), ['b.csv']);
});
