import { mockServices } from '@backstage/backend-test-utils';
import type {
  TenantReading,
  TenantTarget,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { healthSubject } from '../__testUtils__/healthSubject';
import { eventually } from '../__testUtils__/startDelivery';
import type { HealthSubject } from '../health/HealthSubjects';
import { LeaseStore } from '../leases/LeaseStore';
import { TenantStore } from './TenantStore';
import { TenantUsageCollector } from './TenantUsageCollector';
import { TenantUsageStore } from './TenantUsageStore';

const { signal } = new AbortController();
const READING: TenantReading = { used: { cpu: 1 }, hard: { cpu: 2 } };

/** A source that says what a test wants, of the tenants it claims. */
class ScriptedUsage implements TenantUsageSource {
  readonly id = 'prometheus:a';
  readonly title = 'Prometheus a';
  readonly simulated = true;
  readonly asked: (readonly TenantTarget[])[] = [];
  answer: () => TenantReading | undefined = () => READING;

  claims({ tenant }: TenantTarget) {
    return tenant !== 'foreign';
  }

  async read(targets: readonly TenantTarget[]) {
    this.asked.push(targets);
    return targets.map(() => this.answer());
  }
}

const subject = (tenant: string | undefined, namespace?: string) =>
  healthSubject(
    {},
    { tenant, namespace, cluster: 'eu-1', environment: 'prod' },
  );

describeDatabases('a look at what tenants use', database => {
  function create(
    source: ScriptedUsage,
    all: HealthSubject[] | undefined = [subject('acme', 'retail-acme')],
  ) {
    const store = TenantUsageStore.create(database());
    const changes = { tenantsChanged: jest.fn(async () => {}) };
    const collector = TenantUsageCollector.create({
      ...{ sources: [source], store, changes, intervalMs: 5 },
      subjects: { all: async () => all },
      tenants: TenantStore.create(database()),
      leases: LeaseStore.create(database(), { owner: 'a', ttlMs: 2_000 }),
      logger: mockServices.logger.mock(),
    });
    return { collector, store, changes };
  }

  it('asks once for all tenants, each with its namespaces', async () => {
    const source = new ScriptedUsage();
    const { collector, store, changes } = create(source, [
      ...[subject('acme', 'a'), subject('acme', 'a'), subject('acme', 'b')],
      ...[subject('globex'), subject(undefined, 'c'), subject('foreign', 'd')],
    ]);

    await collector.round(signal);

    expect(source.asked).toEqual([
      [
        {
          ...{ tenant: 'acme', environment: 'prod', backupSchedules: [] },
          namespaces: [
            { namespace: 'a', cluster: 'eu-1' },
            { namespace: 'b', cluster: 'eu-1' },
          ],
        },
        {
          ...{ tenant: 'globex', environment: 'prod', backupSchedules: [] },
          namespaces: [],
        },
      ],
    ]);
    expect((await store.all()).map(({ tenant }) => tenant)).toEqual([
      ...['acme', 'globex'],
    ]);
    expect(changes.tenantsChanged).toHaveBeenCalledTimes(1);
  });

  it('keeps what a source said last while it is silent, and says since when', async () => {
    const source = new ScriptedUsage();
    const { collector, store } = create(source);
    await collector.round(signal);
    source.answer = () => {
      throw new Error('Prometheus a refuses.');
    };

    await collector.round(signal);
    await collector.round(signal);

    expect(await store.all()).toHaveLength(1);
    const heard = (await store.sources()).get('prometheus:a');
    expect(heard).toMatchObject({ cause: 'Prometheus a refuses.' });
    expect(heard?.silent_since).toEqual(expect.any(String));

    source.answer = () => READING;
    await collector.round(signal);
    expect(
      (await store.sources()).get('prometheus:a')?.silent_since,
    ).toBeNull();
  });

  it('keeps how much room the clusters have, also while the source is silent', async () => {
    const source = new ScriptedUsage();
    const room = { cluster: 'eu-1', reserved: { cpu: 58 }, capacity: {} };
    const readRoom = jest.fn(async () => [room]);
    const { collector, store } = create(Object.assign(source, { readRoom }));
    await collector.round(signal);

    expect(readRoom).toHaveBeenCalledWith(
      ...[[expect.objectContaining({ tenant: 'acme' })], expect.anything()],
    );
    expect(await store.rooms(['prometheus:a'])).toEqual([
      { ...room, measuredAt: expect.stringMatching(/Z$/) },
    ]);
    expect(await store.rooms(['prometheus:gone'])).toEqual([]);

    readRoom.mockRejectedValue(new Error('Prometheus a refuses.'));
    await collector.round(signal);
    expect(await store.rooms(['prometheus:a'])).toEqual([
      {
        ...{ ...room, measuredAt: expect.any(String) },
        ...{ silentSince: expect.any(String), cause: 'Prometheus a refuses.' },
      },
    ]);
  });

  it('keeps no figure of a tenant of which nothing is measured any more, and knows that', async () => {
    const source = new ScriptedUsage();
    const { collector, store } = create(source);
    await collector.round(signal);
    source.answer = () => undefined;
    await collector.round(signal);

    expect(await store.all()).toMatchObject([
      { tenant: 'acme', reading: { used: {}, hard: {} } },
    ]);
  });

  it('waits while it is not known what is deployed', async () => {
    const source = new ScriptedUsage();
    const { collector } = create(source);
    const unknown = TenantUsageCollector.create({
      ...{ sources: [source], intervalMs: 5 },
      subjects: { all: async () => undefined },
    } as never);

    expect(await unknown.round(signal)).toBe(false);
    expect(await collector.round(signal)).toBe(true);
    expect(source.asked).toHaveLength(1);
  });

  it('goes on by itself until it is stopped', async () => {
    const source = new ScriptedUsage();
    const { collector } = create(source);
    const stop = new AbortController();
    const running = collector.run(stop.signal);
    await eventually(
      async () => source.asked.length > 2 || undefined,
      'three looks',
    );
    stop.abort();
    await running;
    expect(source.asked.length).toBeGreaterThan(2);
  });
});
