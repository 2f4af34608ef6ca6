import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readiness } from './health.js';

const well = { name: 'well', check: async () => {} };

test('it is ready when all that it depends on answers', async () => {
  assert.deepEqual(await new Readiness([well, well]).problems(), []);
});

test('it names what does not answer, and why', async () => {
  const ill = {
    name: 'database',
    check: async () => {
      throw new Error('refused');
    },
  };

  const problems = await new Readiness([well, ill]).problems();

  assert.deepEqual(problems, ['database: refused']);
});

test('it waits for no answer longer than a probe does', async context => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const silent = { name: 'bus', check: () => new Promise<void>(() => {}) };

  const problems = new Readiness([silent]).problems();
  context.mock.timers.tick(1_500);

  assert.deepEqual(await problems, ['bus: no answer in time']);
});

test('it takes no more work once it is told to end', async () => {
  const readiness = new Readiness([well]);

  readiness.end();

  assert.deepEqual(await readiness.problems(), ['the process is ending']);
});
