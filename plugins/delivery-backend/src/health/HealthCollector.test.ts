import { mockServices } from '@backstage/backend-test-utils';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { Knex } from 'knex';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { LIMITS, healthSubject } from '../__testUtils__/healthSubject';
import { revisionRow } from '../__testUtils__/rows';
import { eventually } from '../__testUtils__/startDelivery';
import { HEALTH_DEFAULTS } from '../config/readHealthConfig';
import { ObservationStore } from '../database/ObservationStore';
import { RevisionStore } from '../database/RevisionStore';
import { LeaseStore } from '../leases/LeaseStore';
import { DeployComparer } from './DeployComparer';
import { HealthCollector } from './HealthCollector';
import { HealthStore } from './HealthStore';
import type { HealthSubject } from './HealthSubjects';
import { SourceGuard } from './SourceGuard';

jest.setTimeout(60_000);

/** A source that measures the components of one name. */
function sourceOf(id: string, ...components: string[]) {
  const source = Object.assign(new ScriptedHealthSource(), {
    ...{ id, title: `Source ${id}` },
  });
  source.claims = ({ component }) => components.includes(component);
  for (const component of components) {
    source.scripts.set(component, () => ({ perSecond: 5, errorRatio: 0.001 }));
  }
  return source;
}

function subject(id: string, change: Partial<HealthSubject> = {}) {
  const since = Math.floor(Date.now() / 1000) - 7_200;
  return healthSubject(
    { since, ...change },
    { deploymentId: id, component: id },
  );
}

function createCollector(
  knex: Knex,
  sources: ScriptedHealthSource[],
  all: HealthSubject[],
  owner = 'a',
) {
  const store = HealthStore.create(knex);
  const observations = ObservationStore.create(knex);
  const changes = {
    sourcesChanged: jest.fn(async () => {}),
    deploymentsChanged: jest.fn(async (_ids: string[]) => {}),
    healthChanged: jest.fn(async () => {}),
  };
  const looks = { count: 0 };
  const collector = HealthCollector.create({
    ...{ sources, store, changes: changes as never },
    subjects: {
      all: async () => {
        looks.count++;
        return all;
      },
    } as never,
    comparer: DeployComparer.create({
      ...{ store, revisions: RevisionStore.create(knex) },
      ...{ limits: () => LIMITS, reachSeconds: 86_400 },
    }),
    guard: SourceGuard.create({ observations, changes: changes as never }),
    leases: LeaseStore.create(knex, { owner, ttlMs: 2_000 }),
    logger: mockServices.logger.mock(),
    config: { ...HEALTH_DEFAULTS, intervalMs: 5 },
  });
  return { collector, store, observations, changes, looks };
}

describeDatabases('a round of measurements', database => {
  const never = new AbortController().signal;

  it('stores what each source says of its own deployments', async () => {
    const sources = [sourceOf('one', 'a', 'b'), sourceOf('two', 'b', 'c')];
    const { collector, store } = createCollector(database(), sources, [
      ...[subject('a'), subject('b'), subject('c'), subject('nobody')],
    ]);

    expect(await collector.round(never)).toBe(3);
    const found = await store.snapshots(['a', 'b', 'c', 'nobody']);
    // The first source that speaks for it has it, alone.
    expect([...found].map(([id, { source }]) => [id, source]).sort()).toEqual([
      ['a', 'one'],
      ['b', 'one'],
      ['c', 'two'],
    ]);
    expect(found.get('a')!.health).toMatchObject({
      ...{ status: 'healthy', source: 'one', simulated: false },
      ...{ version: '2.4.0', problems: [] },
    });
  });

  it('goes on with one source while another one fails, which is on record', async () => {
    const [one, two] = [sourceOf('one', 'a'), sourceOf('two', 'b')];
    one.failure = 'Prometheus one refused the connection.';
    const { collector, store, observations } = createCollector(
      database(),
      [one, two],
      [subject('a'), subject('b')],
    );
    await collector.round(never);

    expect([...(await store.snapshots(['a', 'b'])).keys()]).toEqual(['b']);
    const heard = await observations.sources();
    expect(heard.get('one')).toMatchObject({ cause: one.failure });
    expect(heard.get('two')).toMatchObject({ silent_since: null });
  });

  it('keeps the last figures of a source that fell silent', async () => {
    const source = sourceOf('one', 'a');
    const { collector, store } = createCollector(
      database(),
      [source],
      [subject('a')],
    );
    await collector.round(never);
    const before = await store.snapshots(['a']);
    source.failure = 'refused';
    await collector.round(never);
    expect(await store.snapshots(['a'])).toEqual(before);
  });

  it('does not ask a silent source to compare as well', async () => {
    const source = sourceOf('one', 'a');
    source.failure = 'refused';
    const { collector } = createCollector(database(), [source], [subject('a')]);
    await collector.round(never);
    expect(source.calls).toEqual(['survey']);
  });

  it('forgets figures of what no source speaks for any more', async () => {
    const source = sourceOf('one', 'a', 'b');
    const all = [subject('a'), subject('b')];
    const { collector, store } = createCollector(database(), [source], all);
    await collector.round(never);
    all.pop();
    await collector.round(never);
    expect([...(await store.snapshots(['a', 'b'])).keys()]).toEqual(['a']);
  });

  it('tells pages which deployments have another status, and that a round is over', async () => {
    const source = sourceOf('one', 'a', 'b');
    const { collector, changes } = createCollector(
      database(),
      [source],
      [subject('a'), subject('b')],
    );
    await collector.round(never);
    await collector.round(never);
    source.scripts.set('b', () => ({ perSecond: 5, errorRatio: 0.5 }));
    await collector.round(never);

    const told = changes.deploymentsChanged.mock.calls.map(([ids]) => ids);
    expect(told.filter(ids => ids.length)).toEqual([['a', 'b'], ['b']]);
    expect(changes.healthChanged).toHaveBeenCalledTimes(3);
    expect(changes.sourcesChanged).toHaveBeenCalledTimes(1);
  });

  it('tells pages as well which deployments have a new comparison', async () => {
    const since = Math.floor(Date.now() / 1000) - 7_200;
    const at = new Date(since * 1000).toISOString();
    await RevisionStore.create(database()).append([
      revisionRow({ deployment_id: 'a', at, kind: 'upgrade' }),
    ]);
    const { collector, changes } = createCollector(
      database(),
      [sourceOf('one', 'a', 'b')],
      [subject('a', { since }), subject('b')],
    );
    await collector.round(never);
    expect(changes.deploymentsChanged).toHaveBeenLastCalledWith(['a']);
  });

  it('stores nothing of an answer that came after it was called off', async () => {
    const source = sourceOf('one', 'a');
    const stop = new AbortController();
    const survey = source.survey.bind(source);
    source.survey = async targets => {
      stop.abort();
      return survey(targets);
    };
    const { collector, store } = createCollector(
      database(),
      [source],
      [subject('a')],
    );
    await collector.round(stop.signal);
    expect((await store.snapshots(['a'])).size).toBe(0);
  });

  it('shows objectives, and says of one it cannot read what is wrong', async () => {
    const source = sourceOf('one', 'a', 'b');
    const declares = (id: string, text: string) =>
      healthSubject(
        { since: undefined },
        {
          ...{ deploymentId: id, component: id },
          annotations: { [DELIVERY_ANNOTATIONS.slo]: text },
        },
      );
    const { collector, store } = createCollector(
      database(),
      [source],
      [declares('a', '99.9% over 30d'), declares('b', 'always')],
    );
    await collector.round(never);

    const found = await store.snapshots(['a', 'b']);
    expect(found.get('a')!.health).toMatchObject({
      ...{ slos: [{ name: 'Availability', objective: 0.999 }], problems: [] },
      // What would page over six hours at this objective.
      errorLimit: 0.006,
    });
    expect(found.get('b')!.health).toMatchObject({
      ...{ slos: [], errorLimit: 0.01 },
      problems: [expect.stringMatching(/cannot be read: 'always'/)],
    });
  });

  it('calls what nothing is known of not measured, never healthy', async () => {
    const source = sourceOf('one', 'a');
    source.scripts.clear();
    const { collector, store } = createCollector(
      database(),
      [source],
      [subject('a')],
    );
    await collector.round(never);
    expect((await store.snapshots(['a'])).get('a')!.health).toMatchObject({
      status: 'not-measured',
      message: 'None of its metrics is known to the source of health.',
    });
  });
});

describeDatabases('replicas that measure', database => {
  it('take turns: one measures, and another when it has stopped', async () => {
    const replicas = ['a', 'b'].map(owner => {
      const parts = createCollector(
        database(),
        [sourceOf('one', 'x')],
        [subject('x')],
        owner,
      );
      const stop = new AbortController();
      const running = parts.collector.run(stop.signal);
      return { ...parts, stop, running };
    });
    const busy = () => replicas.find(({ looks }) => looks.count >= 3);
    const first = await eventually(async () => busy(), 'three rounds');
    const other = replicas.find(replica => replica !== first)!;
    expect(other.looks.count).toBe(0);

    first.stop.abort();
    await first.running;
    const { count } = first.looks;
    await eventually(
      async () => (other.looks.count >= 2 ? true : undefined),
      'the other one',
    );
    expect(first.looks.count).toBe(count);
    other.stop.abort();
    await other.running;
  });

  it('do nothing at all where no source is configured', async () => {
    const { collector, looks } = createCollector(database(), [], []);
    await collector.run(new AbortController().signal);
    expect(looks.count).toBe(0);
    expect(await database()('leases')).toEqual([]);
  });

  it('go on after a round that broke off', async () => {
    const all: HealthSubject[] = [];
    const source = sourceOf('one', 'x');
    const { collector, looks } = createCollector(database(), [source], all);
    source.claims = () => {
      throw new Error('a defect');
    };
    all.push(subject('x'));
    const stop = new AbortController();
    const running = collector.run(stop.signal);
    await eventually(
      async () => (looks.count >= 2 ? true : undefined),
      'another try',
    );
    stop.abort();
    await running;
    expect(looks.count).toBeGreaterThan(1);
  });
});
