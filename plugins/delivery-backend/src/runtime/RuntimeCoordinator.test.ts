import { mockServices } from '@backstage/backend-test-utils';
import type { RuntimeSink } from '@slipway/backstage-plugin-delivery-node';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { deploymentRow } from '../__testUtils__/rows';
import { ManualObserver, observation } from '../__testUtils__/startDelivery';
import { DeploymentStore } from '../database/DeploymentStore';
import { ObservationStore } from '../database/ObservationStore';
import { LeaseStore } from '../leases/LeaseStore';
import { RuntimeCoordinator } from './RuntimeCoordinator';

jest.setTimeout(60_000);

const URL = 'https://git.example.org/gitops';
const PATH = 'prod/acme/payments';

describeDatabases('what runtimes say', database => {
  let observer: ManualObserver;
  let coordinator: RuntimeCoordinator;
  let observations: ObservationStore;
  let sink: RuntimeSink;
  let stop: () => Promise<void>;
  const changes = { deploymentsChanged: jest.fn(), sourcesChanged: jest.fn() };

  beforeEach(async () => {
    jest.resetAllMocks();
    const knex = database();
    observer = new ManualObserver();
    observations = ObservationStore.create(knex, [observer.id]);
    await DeploymentStore.create(knex).upsert([deploymentRow()]);
    coordinator = RuntimeCoordinator.create({
      ...{ observers: [observer], observations, changes: changes as never },
      repositories: [{ id: 'gitops', url: `${URL}.git`, branch: 'main' }],
      deployments: DeploymentStore.create(knex),
      leases: LeaseStore.create(knex, { owner: 'a', ttlMs: 5_000 }),
      logger: mockServices.logger.mock(),
    });
    const controller = new AbortController();
    const running = coordinator.run(controller.signal);
    sink = await observer.sink();
    stop = async () => {
      controller.abort();
      await running;
    };
  });

  afterEach(() => stop());

  const seen = (change = {}) => observation(URL, PATH, change);
  const rows = () => observations.forDeployments(['d-1']);
  const told = () =>
    changes.deploymentsChanged.mock.calls.map(([ids]) => ids).flat();

  it('is stored with the deployment it speaks of, and told', async () => {
    await sink.replace([seen()]);
    expect(await rows()).toMatchObject([{ version: '2.4.0' }]);
    expect(told()).toEqual(['d-1']);
    expect(changes.sourcesChanged).toHaveBeenCalledTimes(1);
  });

  it('is told once: what did not change is no news', async () => {
    await sink.replace([seen()]);
    await sink.replace([seen()]);
    await sink.update([seen()]);
    expect(told()).toEqual(['d-1']);
  });

  it('is kept also where it speaks of no folder of ours', async () => {
    await sink.replace([observation('https://elsewhere/x', 'y')]);
    expect(await rows()).toEqual([]);
    expect(await observations.all()).toMatchObject([{ deployment_id: null }]);
    expect(told()).toEqual([]);
  });

  it('is gone with the next whole list that does not have it', async () => {
    await sink.replace([seen()]);
    await sink.replace([]);
    expect(await rows()).toEqual([]);
    expect(told()).toEqual(['d-1', 'd-1']);
  });

  it('is gone when it is removed by its key, and no other is', async () => {
    await sink.replace([seen(), seen({ key: 'other' })]);
    await sink.remove([seen().key]);
    expect((await rows()).map(({ key }) => key)).toEqual(['other']);
  });

  it('notes silence and its cause, once, and the end of it', async () => {
    await sink.alive();
    await sink.silent('It refused.');
    await sink.silent('It refused.');
    await sink.alive();
    expect(changes.sourcesChanged).toHaveBeenCalledTimes(3);
  });

  it('finds its deployment later, when the folder comes', async () => {
    const later = 'qa/cart';
    await sink.replace([observation(URL, later, { images: ['r/cart:1.0.0'] })]);
    await DeploymentStore.create(database()).upsert([
      deploymentRow({ id: 'd-2', component: 'cart', path: later }),
    ]);
    await coordinator.relink();
    expect(await observations.forDeployments(['d-2'])).toMatchObject([
      { version: '1.0.0' },
    ]);
    expect(told()).toEqual(['d-2']);
  });

  it('leaves its deployment when the folder is no longer in Git', async () => {
    await sink.replace([seen()]);
    await DeploymentStore.create(database()).markRemoved(['d-1'], 'now');
    await coordinator.relink();
    expect(await rows()).toEqual([]);
    expect(told()).toEqual(['d-1', 'd-1']);
  });

  it('records the health of the version that Git wants, and of no other', async () => {
    await sink.replace([seen({ images: ['r/payments:2.3.1'] })]);
    expect(await observations.healthRecords('d-1')).toEqual([]);
    await sink.replace([seen()]);
    expect(await observations.healthRecords('d-1')).toMatchObject([
      { version: '2.4.0', health: 'healthy' },
    ]);
  });

  it.each([
    ['nobody was heard yet', undefined, null, true],
    ['all are heard', 'alive', null, false],
    ['one is silent', 'silent', null, true],
    ['one is silent that speaks for it', 'silent', 'eu-1', true],
    ['one is silent that speaks for another cluster', 'silent', 'us-1', false],
  ] as const)('knows whether %s', async (_, state, cluster, unheard) => {
    if (state) {
      await sink.alive();
    }
    if (state === 'silent') {
      await sink.silent('It refused.');
    }
    expect(await coordinator.anyUnheard(cluster)).toBe(unheard);
  });

  it('asks those who speak for a deployment to look at Git, and nobody else', async () => {
    const { signal } = new AbortController();
    expect(await coordinator.nudge('d-1', signal)).toBe(0);
    await sink.replace([seen()]);
    expect(await coordinator.nudge('d-1', signal)).toBe(1);
    expect(observer.nudged).toEqual([seen().key]);
  });
});
