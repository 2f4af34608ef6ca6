import assert from 'node:assert/strict';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
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
  const success = async () => {
    const metrics = await registry.metrics();
    return /^batch_last_success_timestamp_seconds [1-9]/m.test(metrics);
  };
  return {
    ...{ batch, folder, registry, success },
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

test('failures are counted from nought, so that the first one is an increase', async context => {
  const { registry } = await start(context);

  assert.match(
    await registry.metrics(),
    /^batch_files_total\{outcome="failed"\} 0$/m,
  );
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

test('a store that fails stops the round, and lets what comes after wait', async context => {
  const asked: string[] = [];
  const { batch, put, list } = await start(context, {
    add: async ({ id }) => {
      asked.push(id);
      throw Object.assign(new Error('too many connections'), { code: '53300' });
    },
  });
  await put('a.csv', [HEADER, GOOD]);
  await put('b.csv', [HEADER, GOOD]);

  await batch.round();

  assert.deepEqual(asked, ['1']);
  assert.deepEqual(await list('failed'), []);
  assert.deepEqual(await list('work'), []);
});

for (const code of ['22021', '22008', '23514', '54000']) {
  test(`a line that the database never takes is rejected with the reason: ${code}`, async context => {
    const items = new MemoryItemStore();
    const { batch, put, read, list, success } = await start(context, {
      add: async item => {
        if (item.id === 'poison') {
          throw Object.assign(new Error('no such value'), { code });
        }
        await items.add(item);
      },
    });
    await put('a.csv', [HEADER, 'poison,tea,2026-01-31', GOOD]);
    await put('b.csv', [HEADER, GOOD]);

    await batch.round();

    assert.equal(
      await read('rejected/a.csv'),
      'line,reason\n2,The database refuses it: no such value\n',
    );
    assert.deepEqual(await list('outbox'), ['a.csv', 'b.csv']);
    assert.ok(await success());
  });
}

test('a file without a good line is put aside, and is no success', async context => {
  const { batch, put, read, list, success } = await start(context);
  await put('a.csv', [HEADER, '1,,']);

  await batch.round();

  assert.deepEqual(await list('failed'), ['a.csv']);
  assert.deepEqual(await list('outbox'), []);
  assert.match(await read('rejected/a.csv'), /needs id, name, createdAt/);
  assert.equal(await success(), false);
});

test('what cannot be read is put aside, and those after it are worked on', async context => {
  const { batch, folder, put, list } = await start(context);
  await mkdir(join(folder, 'inbox', '0.csv'));
  await symlink('1.csv', join(folder, 'inbox', '1.csv'));
  await symlink('gone', join(folder, 'inbox', '2.csv'));
  await put('3.csv', [HEADER, GOOD]);

  await batch.round();

  assert.deepEqual(await list('failed'), ['0.csv', '1.csv', '2.csv']);
  assert.deepEqual(await list('outbox'), ['3.csv']);
  assert.deepEqual(await list('inbox'), []);
});

test('what cannot even be put aside does not stop the others', async context => {
  const { batch, folder, put, list } = await start(context);
  await put('0.csv', [HEADER, '1,"tea']);
  await put('1.csv', [HEADER, GOOD]);
  await rm(join(folder, 'failed'), { recursive: true });

  await batch.round();

  assert.deepEqual(await list('inbox'), ['0.csv']);
  assert.deepEqual(await list('outbox'), ['1.csv']);
});

test('a file of the same name overwrites nothing, and its parts keep one name', async context => {
  const { batch, put, read, list } = await start(context);
  for (const id of ['1', '2', '3']) {
    await put('monday.csv', [HEADER, `${id},tea,2026-01-31`, `${id},,`]);
    await batch.round();
  }

  for (const part of ['outbox', 'done', 'rejected']) {
    assert.deepEqual(await list(part), [
      'monday-2.csv',
      'monday-3.csv',
      'monday.csv',
    ]);
  }
  assert.match(await read('outbox/monday.csv'), /^1,/m);
  assert.match(await read('outbox/monday-3.csv'), /^3,/m);
});

test('a file that was made when the process ended is not made twice', async context => {
  const { batch, folder, put, list } = await start(context);
  await put('monday.csv', [HEADER, GOOD]);
  await writeFile(join(folder, 'outbox', 'monday.csv'), `${HEADER}\n${GOOD}\n`);

  await batch.round();

  assert.deepEqual(await list('outbox'), ['monday.csv']);
  assert.deepEqual(await list('done'), ['monday.csv']);
});

test('a name as long as the system allows is worked on, twice', async context => {
  const { batch, put, list } = await start(context);
  const stem = 'ä'.repeat(125);
  for (const id of ['1', '2']) {
    await put(`${stem}.csv`, [HEADER, `${id},tea,2026-01-31`]);
    await batch.round();
  }

  assert.deepEqual(await list('inbox'), []);
  assert.deepEqual(await list('outbox'), [
    `${stem.slice(1)}-2.csv`,
    `${stem}.csv`,
  ]);
});

test('nothing is left where it was made', async context => {
  const { batch, put, list } = await start(context);
  await put('a.csv', [HEADER, GOOD]);
  await put('b.csv', [HEADER, '1,,', GOOD]);
  await put('c.csv', [HEADER, '1,"tea']);

  await batch.round();

  assert.deepEqual(await list('work'), []);
});

test('what cannot be written is an error of that file alone', async context => {
  const { batch, folder, put, list } = await start(context);
  await put('a.csv', [HEADER, '1,,', GOOD]);
  await rm(join(folder, 'work'), { recursive: true });

  await batch.round();
  assert.deepEqual(await list('inbox'), ['a.csv']);

  await mkdir(join(folder, 'work'));
  await batch.round();
  assert.deepEqual(await list('outbox'), ['a.csv']);
});

test('more bad lines than memory should hold are all told', async context => {
  const { batch, put, read } = await start(context);
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at},,`);
  await put('a.csv', [HEADER, ...lines, GOOD]);

  await batch.round();

  assert.equal((await read('rejected/a.csv')).split('\n').length, 5_002);
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
