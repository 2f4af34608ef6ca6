import { join } from 'node:path';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The whole is under test here, as packages/backend puts it together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import argocdModule from '@slipway/backstage-plugin-delivery-backend-module-argocd';
import type {
  Deployment,
  DeploymentsPage,
  Operation,
  SourcesResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { loadAll } from 'js-yaml';
import request from 'supertest';
import { SANDBOX_CLUSTERS } from './reconcile/places';
import { catalogFiles } from './story/catalogFiles';
import { StoryTime } from './story/storyTime';
import { startTestSandbox } from './testUtils/startTestSandbox';

jest.setTimeout(90_000);

type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>;

/** The portal's configuration, as an adopter would write it for these addresses. */
function configuration({ directory, env }: Sandbox) {
  return {
    delivery: {
      cacheDirectory: join(directory, 'mirrors'),
      environments: ['dev', 'qa', 'acc', 'prod'].map(name => ({ name })),
      repositories: [
        {
          id: 'gitops-retail',
          url: env.SANDBOX_GITOPS_URL,
          refresh: { milliseconds: 200 },
          layouts: SANDBOX_CLUSTERS.map(cluster => ({
            path: `${cluster.prefix}{component}`,
            environment: cluster.environment,
            cluster: cluster.name,
            ...(cluster.environment === 'prod' && { tenant: cluster.suffix }),
          })),
        },
      ],
      argocd: {
        clusters: SANDBOX_CLUSTERS.map(({ name }) => ({
          name,
          url: env[
            `SANDBOX_CLUSTER_${name.replace('-', '').toUpperCase()}_URL`
          ],
          token: env.SANDBOX_CLUSTER_TOKEN,
          simulated: true,
        })),
      },
    },
  };
}

describe('the portal on the sandbox', () => {
  let sandbox: Sandbox;
  let backend: TestBackend;

  beforeAll(async () => {
    sandbox = await startTestSandbox({ silentAfterMs: 1_500 });
    backend = await startTestBackend({
      features: [
        deliveryPlugin,
        argocdModule,
        catalogServiceMock.factory({
          entities: [
            ...catalogFiles(new StoryTime(new Date())).values(),
          ].flatMap(text => loadAll(text) as any[]),
        }),
        mockServices.rootConfig.factory({ data: configuration(sandbox) }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await sandbox.stop();
  });

  const get = async <T>(path: string): Promise<T> =>
    (await request(backend.server).get(`/api/delivery/v1${path}`)).body;
  const at = async (path: string): Promise<Deployment | undefined> => {
    const page = await get<DeploymentsPage>('/deployments?limit=200');
    return page.items?.find(deployment => deployment.path === path);
  };
  const untilAt = (path: string, test: (one: Deployment) => boolean) =>
    until(
      `${path} is as wished`,
      async () => {
        const one = await at(path);
        return one && test(one) ? one : undefined;
      },
      { timeoutMs: 40_000 },
    );

  it('knows of every folder what Git wants, and what runs', async () => {
    const acme = await untilAt('prod/acme/payments', one =>
      Boolean(one.live.version),
    );
    const globex = await untilAt('prod/globex/payments', one =>
      Boolean(one.live.version),
    );
    const acc = await untilAt('acc/payments', one => Boolean(one.live.version));
    const qa = await untilAt('qa/payments', one => Boolean(one.live.version));

    expect(acme).toMatchObject({
      tenant: 'acme',
      cluster: 'eu-1',
      desired: { version: '2.4.0', author: 'dev-3' },
      live: { version: '2.4.0', stale: false },
      sync: { status: 'in-sync' },
      health: { status: 'degraded' },
      bans: [{ version: '2.3.0', by: 'oncall-2' }],
    });
    expect(globex).toMatchObject({
      live: { version: '2.3.1' },
      health: { status: 'healthy' },
    });
    expect(acc.hold).toMatchObject({
      version: '2.3.1',
      by: 'lead-payments',
      reason: 'pen test',
    });
    expect(qa).toMatchObject({
      desired: { version: '2.4.1' },
      live: { version: '2.4.0' },
      health: { message: expect.stringContaining('image tag 2.4.1 not found') },
    });
  });

  it('reads the version of each kind of folder, and sees the same running', async () => {
    for (const [path, version] of [
      ['prod/acme/notifications', '4.0.1'],
      ['prod/globex/cart', '2.9.0'],
      ['prod/acme/loyalty', '2.0.3'],
      ['prod/acme/warehouse', '1179'],
    ]) {
      const one = await untilAt(path, found => Boolean(found.live.version));

      expect(one.desired.version).toBe(version);
      expect(one.live.version).toBe(version);
      expect(one.health.status).toBe('healthy');
      expect(one.problems).toEqual([]);
    }
  });

  it('keeps what dev-1 said last, as stale, and says why', async () => {
    const dev = await untilAt('dev/payments', one => one.live.stale);
    const { items } = await get<SourcesResponse>('/sources');
    const status = Object.fromEntries(
      items.map(({ id, status: s }) => [id, s]),
    );

    expect(dev.live.version).toBe('2.5.0-beta.3');
    expect(dev.live.staleCause).toMatch(/^Cluster dev-1 does not answer: /);
    expect(status).toMatchObject({
      'argocd:dev-1': 'silent',
      'argocd:eu-1': 'ok',
    });
    expect(items.find(({ id }) => id === 'argocd:eu-1')?.simulated).toBe(true);
  });

  it('rolls payments back, and it comes up healthy', async () => {
    const before = await untilAt('prod/acme/payments', one =>
      Boolean(one.live.version),
    );
    const { status, body } = await request(backend.server)
      .post('/api/delivery/v1/operations')
      .set('Idempotency-Key', 'roll-payments-back')
      .send({
        type: 'rollback',
        deploymentId: before.id,
        version: '2.3.1',
        expected: {
          version: before.desired.version,
          commit: before.desired.commit,
        },
        reason: 'it fails 4.2 % of requests',
      });
    const ended = await until(
      'the operation has ended',
      async () => {
        const operation = await get<Operation>(`/operations/${body.id}`);
        return operation.endedAt ? operation : undefined;
      },
      { timeoutMs: 40_000 },
    );
    const after = await untilAt(
      'prod/acme/payments',
      one => one.live.version === '2.3.1',
    );

    expect(status).toBe(202);
    expect(ended.state).toBe('completed');
    expect(after.health.status).toBe('healthy');
    expect(after.sync.status).toBe('in-sync');
  });
});
