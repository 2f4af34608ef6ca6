import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedTrafficSource } from '../__testUtils__/ScriptedTrafficSource';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { healthSubject } from '../__testUtils__/healthSubject';
import { eventually } from '../__testUtils__/startDelivery';
import type { HealthSubject } from '../health/HealthSubjects';
import { LeaseStore } from '../leases/LeaseStore';
import { CallStore } from './CallStore';
import { TrafficCollector } from './TrafficCollector';

jest.setTimeout(60_000);

const HOUR = 3600;
const NOON = Date.UTC(2026, 10, 21, 12) / 1000;
const { signal } = new AbortController();

describeDatabases('a look at who calls whom', database => {
  function create(
    sources: ScriptedTrafficSource[],
    all: HealthSubject[] | undefined = [
      healthSubject({}, { deploymentId: 'a', component: 'payments' }),
    ],
  ) {
    const store = CallStore.create(database());
    const logger = mockServices.logger.mock();
    const collector = TrafficCollector.create({
      ...{ sources, store, logger, pauseMs: 5 },
      subjects: { all: async () => all },
      leases: LeaseStore.create(database(), { owner: 'a', ttlMs: 2_000 }),
    });
    return { collector, store, logger };
  }

  const source = () => {
    const made = new ScriptedTrafficSource();
    made.pairs.push(['checkout', 'payments', 10]);
    return made;
  };

  it('reads a week when it begins, and then each hour that has ended', async () => {
    const one = source();
    const { collector, store } = create([one]);

    await collector.round(signal, NOON + 30 * 60);
    await collector.round(signal, NOON + 50 * 60);
    await collector.round(signal, NOON + 125 * 60);

    expect(one.asked.map(({ from, to }) => [from, to])).toEqual([
      [NOON - 7 * 24 * HOUR, NOON],
      [NOON, NOON + 2 * HOUR],
    ]);
    const [{ requests }] = await store.sums('2026-01-01');
    expect(requests).toBe((7 * 24 + 2) * 10);
  });

  it('waits until the last minutes of an hour can be there', async () => {
    const one = source();
    const { collector } = create([one]);

    await collector.round(signal, NOON + 60);

    expect(one.asked[0].to).toBe(NOON - HOUR);
  });

  it('goes on where it was after a failure, of which it tells', async () => {
    const one = source();
    const other = new ScriptedTrafficSource('scripted:two');
    const { collector, store, logger } = create([one, other]);
    await collector.round(signal, NOON + 300);
    one.fails = 'It cannot be reached.';
    await collector.round(signal, NOON + HOUR + 300);
    const failed = (await store.readings()).get(one.id);
    one.fails = undefined;
    await collector.round(signal, NOON + 2 * HOUR + 300);

    expect(failed).toMatchObject({
      ...{ until: NOON, problem: 'It cannot be reached.' },
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(one.asked.at(-1)).toMatchObject({
      ...{ from: NOON, to: NOON + 2 * HOUR },
    });
    expect(other.asked).toHaveLength(3);
    expect((await store.readings()).get(one.id)?.problem).toBeNull();
  });

  it('asks nothing until it is known what is deployed', async () => {
    const one = source();

    const ready = await Promise.all([
      create([one], []).collector.round(signal, NOON),
      create([], []).collector.round(signal, NOON),
    ]);

    expect(ready).toEqual([false, true]);
    expect(one.asked).toEqual([]);
  });

  it('works until it is stopped', async () => {
    const one = source();
    const { collector, store } = create([one]);
    const stop = new AbortController();
    const running = collector.run(stop.signal);
    const found = await eventually(async () => {
      const sums = await store.sums('2026-01-01');
      return sums.length ? sums : undefined;
    }, 'calls');
    stop.abort();
    await running;

    expect(found[0].requests).toBe(7 * 24 * 10);
    expect(one.asked[0].targets).toEqual(['payments']);
  });

  it('forgets what is older than 30 days', async () => {
    const one = source();
    const { collector, store } = create([one]);
    await collector.round(signal, NOON);
    one.pairs.length = 0;
    await collector.round(signal, NOON + 40 * 24 * HOUR);

    expect(await store.sums('2026-01-01')).toEqual([]);
    expect(await store.watched()).toEqual([]);
  });
});
