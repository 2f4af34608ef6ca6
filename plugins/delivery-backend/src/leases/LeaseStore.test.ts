import { join } from 'node:path';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/startDelivery';
import { LeaseStore } from './LeaseStore';
import { pause, runUnderLease } from './runUnderLease';

jest.setTimeout(60_000);

const directory = join(__dirname, '..', '..', 'migrations');
const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

describe.each(databases.eachSupportedId())('leases on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await knex.migrate.latest({ directory });
  });

  const store = (owner: string, ttlMs = 10_000) =>
    LeaseStore.create(knex, { owner, ttlMs });
  const expire = () => knex('leases').update({ until: 1 });

  it('gives a lease to one of many who ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store(`o-${index}`).acquire('x'),
      ),
    );

    const given = asked.filter(lease => lease !== undefined);
    expect(given).toHaveLength(1);
    expect(await store(given[0].owner).holds(given[0])).toBe(true);
  });

  it('does not give it to the owner a second time while it lasts', async () => {
    const own = store('a');
    await own.acquire('x');
    await expect(own.acquire('x')).resolves.toBeUndefined();
    await expect(own.acquire('y')).resolves.toMatchObject({ name: 'y' });
  });

  it('goes to another when it has ended, who has a higher number', async () => {
    const first = (await store('a').acquire('x'))!;
    await expire();
    const second = (await store('b').acquire('x'))!;

    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await store('a').holds(first)).toBe(false);
    expect(await store('a').renew(first)).toBe(false);
    expect(await store('b').renew(second)).toBe(true);
  });

  it('that the same owner lost and got again is another one', async () => {
    const own = store('a');
    const first = (await own.acquire('x'))!;
    await expire();
    const second = (await own.acquire('x'))!;

    expect(await own.renew(first)).toBe(false);
    expect(await own.holds(second)).toBe(true);
  });

  it('is free at once when it is given back, and only by who has it', async () => {
    const first = (await store('a').acquire('x'))!;
    await expire();
    const second = (await store('b').acquire('x'))!;
    await store('a').release(first);
    expect(await store('c').acquire('x')).toBeUndefined();

    await store('b').release(second);
    expect(await store('c').acquire('x')).toBeDefined();
  });

  it('is lengthened while its work goes on', async () => {
    const stop = new AbortController();
    const short = store('a', 300);
    let ended = false;
    const running = runUnderLease({
      ...{ leases: short, name: 'x', logger: mockServices.logger.mock() },
      signal: stop.signal,
      work: async signal => {
        await pause(60_000, signal);
        ended = true;
      },
    });
    const begun = Date.now();
    const first = await eventually(
      async () => Number((await knex('leases').first())?.until) || undefined,
      'the lease',
    );
    await eventually(
      async () =>
        Number((await knex('leases').first()).until) > first + 300 || undefined,
      'a longer lease',
    );

    expect(Date.now() - begun).toBeGreaterThan(200);
    expect(await store('b').acquire('x')).toBeUndefined();
    expect(ended).toBe(false);
    stop.abort();
    await running;
    expect(await store('b').acquire('x')).toBeDefined();
  });

  it('ends the work of who has lost it, and lets another begin', async () => {
    const stop = new AbortController();
    const begun: string[] = [];
    const ended: string[] = [];
    const workers = ['a', 'b'].map(owner =>
      runUnderLease({
        ...{ leases: store(owner, 200), name: 'x', retryMs: 20 },
        ...{ logger: mockServices.logger.mock(), signal: stop.signal },
        work: async signal => {
          begun.push(owner);
          await pause(60_000, signal);
          ended.push(owner);
        },
      }),
    );
    await eventually(async () => begun[0], 'the first');
    await knex('leases').update({ owner: 'a stranger', until: 1 });
    await eventually(async () => begun[1], 'the second');

    await eventually(async () => ended[0], 'the end of the first');
    expect(ended[0]).toBe(begun[0]);
    stop.abort();
    await Promise.all(workers);
  });

  it('survives an error of its work and tries again', async () => {
    const stop = new AbortController();
    const logger = mockServices.logger.mock();
    let times = 0;
    await runUnderLease({
      ...{ leases: store('a'), name: 'x', logger, retryMs: 5 },
      signal: stop.signal,
      work: async () => {
        times++;
        if (times < 3) {
          throw new Error('once more');
        }
        stop.abort();
      },
    });

    expect(times).toBe(3);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});
