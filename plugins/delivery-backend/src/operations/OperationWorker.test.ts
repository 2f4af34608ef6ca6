import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { OperationRow } from '../database/rows';
import { LeaseStore } from '../leases/LeaseStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { operationRow } from '../__testUtils__/operationRow';
import { eventually } from '../__testUtils__/startDelivery';
import { OperationEnd, type OperationRun } from './OperationRun';
import { OperationStore } from './OperationStore';
import { OperationWorker } from './OperationWorker';

describe('OperationWorker', () => {
  let knex: Knex;
  let operations: OperationStore;
  let stop: AbortController;
  let running: Promise<void>[];
  const told: string[] = [];
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await memoryDatabase();
    operations = OperationStore.create(knex);
    stop = new AbortController();
    running = [];
    told.length = 0;
    jest.clearAllMocks();
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    await knex.destroy();
  });

  /** A worker whose steps a test decides. */
  function start(
    steps: Partial<Parameters<typeof OperationWorker.create>[0]> = {},
    owner = 'a',
  ) {
    const worker = OperationWorker.create({
      operations,
      leases: LeaseStore.create(knex, { owner, ttlMs: 600 }),
      changes: {
        operationChanged: async () => {},
        deploymentsChanged: async () => {},
      } as unknown as ChangePublisher,
      commit: async run => run.finish('committed', 'Pushed.'),
      converge: async () => {},
      verify: run => run.end('completed', 'It runs.'),
      onEnded: async id => void told.push(id),
      ...{ logger, sweepMs: 20 },
      ...steps,
    });
    running.push(worker.run(stop.signal));
    return worker;
  }

  const rowUntil = (wished: (row: OperationRow) => boolean, id = 'op-1') =>
    eventually(async () => {
      const row = await operations.get(id);
      return row && wished(row) ? row : undefined;
    }, 'the row');
  const isTold = (row: OperationRow) => Boolean(row.notified_at);

  it('works what it finds to its end and tells it once', async () => {
    await operations.insert(operationRow());
    start();

    const row = await rowUntil(isTold);
    await operations.insert(
      operationRow({ id: 'op-2', idempotency_key: 'another' }),
    );
    await rowUntil(isTold, 'op-2');

    expect(row).toMatchObject({ state: 'completed', message: 'It runs.' });
    expect(told).toEqual(['op-1', 'op-2']);
  });

  it('does not make a commit again that was made', async () => {
    const commits: string[] = [];
    const commit = async (run: OperationRun) => {
      commits.push(run.row.id);
      await run.finish('committed', 'Pushed.');
    };
    let breaks = 1;
    const converge = async () => {
      if (breaks-- > 0) {
        throw new Error('not foreseen');
      }
    };
    await operations.insert(operationRow());
    start({ commit, converge });

    await rowUntil(isTold);

    expect(commits).toEqual(['op-1']);
  });

  it('ends with what a step says', async () => {
    await operations.insert(operationRow());
    start({
      commit: async run => {
        await run.begin('committed', 1, 'Writes.');
        throw new OperationEnd('refused', 'No.', ['Ask again.']);
      },
    });

    const row = await rowUntil(isTold);

    expect(row).toMatchObject({ state: 'refused', message: 'No.' });
    expect(JSON.parse(row.next_acts)).toEqual(['Ask again.']);
    const steps = await operations.steps(['op-1']);
    expect(steps.find(({ name }) => name === 'committed')).toMatchObject({
      status: 'failed',
      message: 'No.',
    });
  });

  it('gives up on what breaks again and again, and says what to look for', async () => {
    await operations.insert(operationRow());
    start({
      commit: async () => {
        throw new Error('not foreseen');
      },
    });

    const row = await rowUntil(isTold);

    expect(row).toMatchObject({
      state: 'failed',
      message: 'It broke off 5 times: not foreseen',
    });
    expect(row.next_acts).toContain('whether Git has the commit');
  });

  it('tells an end that a process which died did not tell', async () => {
    const ended = new Date().toISOString();
    await operations.insert(
      operationRow({ state: 'completed', ended_at: ended }),
    );
    start();

    await rowUntil(isTold);

    expect(told).toEqual(['op-1']);
  });

  it('does not tell what ended long ago, or was told', async () => {
    const now = new Date().toISOString();
    const done = { state: 'completed', ended_at: now } as const;
    await knex('operations').insert([
      operationRow({ ...done, ended_at: '2026-01-01T00:00:00.000Z' }),
      operationRow({
        ...done,
        id: 'op-2',
        idempotency_key: '2',
        notified_at: now,
      }),
      operationRow({ ...done, id: 'op-3', idempotency_key: '3' }),
    ]);
    start();

    await rowUntil(isTold, 'op-3');

    expect(told).toEqual(['op-3']);
  });

  it('keeps an end that could not be told for later, and says so in the log', async () => {
    await operations.insert(operationRow());
    start({
      onEnded: async () => {
        throw new Error('notifications are away');
      },
    });

    const row = await rowUntil(found => Boolean(found.ended_at));
    await eventually(
      async () => logger.warn.mock.calls.length || undefined,
      'the warning',
    );
    const waiting = await operations.unnotified('2026-01-01T00:00:00.000Z');
    // The next process has no reason to wait.
    start({}, 'b');
    await rowUntil(isTold);

    expect(row.state).toBe('completed');
    expect(waiting.map(({ id }) => id)).toEqual(['op-1']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(told).toEqual(['op-1']);
  });

  it('lets one of two workers work an operation', async () => {
    await operations.insert(operationRow());
    const begun: string[] = [];
    for (const owner of ['a', 'b']) {
      start(
        {
          commit: async run => {
            begun.push(owner);
            await run.finish('committed', 'Pushed.');
          },
        },
        owner,
      );
    }

    await rowUntil(isTold);

    expect(begun).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  it('lets go when it is stopped, without an end', async () => {
    await operations.insert(operationRow());
    let begun = false;
    start({
      commit: run =>
        new Promise((_, reject) => {
          begun = true;
          run.signal.addEventListener('abort', () =>
            reject(new OperationEnd('failed', 'broken off')),
          );
        }),
    });
    await eventually(async () => begun || undefined, 'the work');

    stop.abort();
    await Promise.all(running);

    expect(await operations.get('op-1')).toMatchObject({ ended_at: null });
    const lease = await LeaseStore.create(knex, { owner: 'b' }).acquire(
      'operation:op-1',
    );
    expect(lease).toBeDefined();
  });
});
