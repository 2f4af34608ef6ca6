import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type {
  Deployment,
  DeploymentsPage,
  Operation,
  RevisionsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from './__testUtils__/GitFixture';
import {
  type StartedDelivery,
  observation,
  startDelivery,
} from './__testUtils__/startDelivery';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

describe.each(databases.eachSupportedId())('deliveryPlugin on %p', id => {
  let git: GitFixture;
  let started: StartedDelivery;

  beforeEach(async () => {
    git = GitFixture.create();
    git.commit({
      files: { 'prod/acme/payments/values.yaml': helmValues('2.3.1') },
      message: 'Deploy 2.3.1',
      at: 1_760_000_000,
    });
    git.commit({
      files: { 'prod/acme/payments/values.yaml': helmValues('2.4.0') },
      message: 'Deploy 2.4.0',
      author: 'dev-3',
      at: 1_760_800_000,
    });
    const knex = await databases.init(id);
    started = await startDelivery({
      url: git.url,
      features: [mockServices.database.factory({ knex })],
    });
  });

  afterEach(async () => {
    await started.backend.stop();
    git.dispose();
  });

  async function deployment(): Promise<Deployment> {
    const page = await started.until<DeploymentsPage>(
      '/deployments',
      body => body.items.length === 1,
    );
    return page.items[0];
  }

  it('serves what Git wants and what the runtime said', async () => {
    const { id: deploymentId } = await deployment();
    const sink = await started.observer.sink();
    await sink.replace([observation(git.url, 'prod/acme/payments')]);

    const found = await started.until<Deployment>(
      `/deployments/${deploymentId}`,
      body => Boolean(body.live.version),
    );

    expect(found).toMatchObject({
      entityRef: 'component:default/payments',
      environment: 'prod',
      tenant: 'acme',
      cluster: 'eu-1',
      path: 'prod/acme/payments',
      desired: {
        version: '2.4.0',
        versionKind: 'semver',
        author: 'dev-3',
        line: 4,
      },
      live: { version: '2.4.0', stale: false, source: 'argocd:eu-1' },
      sync: { status: 'in-sync' },
      health: { status: 'healthy' },
      problems: [],
    });
  });

  it('rolls back by one commit of one line and follows it to the end', async () => {
    const before = await deployment();
    const { desired } = before;
    const sink = await started.observer.sink();
    await sink.replace([
      observation(git.url, 'prod/acme/payments', {
        health: { status: 'degraded' },
      }),
    ]);
    const head = git.head();

    const response = await started.api
      .post('/api/delivery/v1/operations')
      .set('Idempotency-Key', 'key-0001')
      .send({
        type: 'rollback',
        deploymentId: before.id,
        version: '2.3.1',
        expected: { version: desired.version, commit: desired.commit },
        reason: '2.4.0 fails\nRollback-To: 9.9.9',
      });
    expect(response.body).toMatchObject({
      type: 'rollback',
      fromVersion: '2.4.0',
      toVersion: '2.3.1',
    });
    expect(response.status).toBe(202);
    const operationId = response.body.id;
    const committed = await started.until<Operation>(
      `/operations/${operationId}`,
      body => Boolean(body.commit),
    );
    await sink.update([
      observation(git.url, 'prod/acme/payments', {
        images: ['registry.example.org/payments:2.3.1'],
        sync: { status: 'in-sync', revision: committed.commit },
      }),
    ]);
    const ended = await started.until<Operation>(
      `/operations/${operationId}`,
      body => Boolean(body.endedAt),
    );

    expect(ended).toMatchObject({
      state: 'completed',
      commit: committed.commit,
    });
    expect(git.head()).toBe(committed.commit);
    expect(git.run(['rev-list', '--count', `${head}..main`], git.bare)).toBe(
      '1',
    );
    expect(git.run(['diff', '--numstat', head, 'main'], git.bare)).toBe(
      '1\t1\tprod/acme/payments/values.yaml',
    );
    const message = git.run(['log', '-1', '--format=%B', 'main'], git.bare);
    expect(message).toContain(
      'Rollback-From: 2.4.0\nRollback-To: 2.3.1\nReason: 2.4.0 fails Rollback-To: 9.9.9\n',
    );
    expect(message).toContain(`Portal-Operation-Id: ${operationId}`);
    const history = await started.until<RevisionsPage>(
      `/deployments/${before.id}/revisions`,
      body => body.items.length === 3,
    );
    expect(history.items[0]).toMatchObject({
      kind: 'downgrade',
      rollback: { from: '2.4.0', to: '2.3.1' },
    });
  });

  it('begins once for twenty requests at once', async () => {
    const { id: deploymentId, desired } = await deployment();
    await (await started.observer.sink()).alive();
    const head = git.head();
    const ask = () =>
      started.api
        .post('/api/delivery/v1/operations')
        .set('Idempotency-Key', 'one-for-all')
        .send({
          type: 'rollback',
          deploymentId,
          version: '2.3.1',
          expected: { version: desired.version, commit: desired.commit },
          reason: 'It fails',
        });

    const answers = await Promise.all(Array.from({ length: 20 }, ask));

    expect(answers.map(answer => answer.status)).toEqual(Array(20).fill(202));
    const ids = [...new Set(answers.map(answer => answer.body.id))];
    expect(ids).toHaveLength(1);
    await started.until<Operation>(`/operations/${ids[0]}`, body =>
      Boolean(body.endedAt),
    );
    expect(git.run(['rev-list', '--count', `${head}..main`], git.bare)).toBe(
      '1',
    );
  });
});
