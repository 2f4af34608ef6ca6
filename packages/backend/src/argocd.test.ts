import type {
  Deployment,
  DeploymentsPage,
  SourcesResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startCluster } from './__testUtils__/startCluster';
import {
  type StartedPortal,
  createRepositories,
  deliveryConfig,
  startPortal,
} from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const WAIT = { timeoutMs: 20_000 };

describe('the portal beside an Argo CD', () => {
  const there = createRepositories('gitops');
  const [gitops] = there.repositories;
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let portal: StartedPortal;

  async function start(namespaces?: string[], forbidden: string[] = []) {
    for (const namespace of forbidden) {
      cluster.forbid(namespace);
    }
    const clusters = [
      { name: 'eu-1', url: cluster.url, token: 'x', namespaces },
    ];
    portal = await startPortal({
      delivery: deliveryConfig(
        there.folder,
        { gitops },
        { argocd: { clusters } },
      ),
    });
  }

  beforeAll(() => {
    gitops.deploy('1.0.0', 'prod/one', 'prod/two');
  });

  beforeEach(async () => {
    cluster = await startCluster(
      ['one', 'two'].map(name => ({
        ...{ name, namespace: name, version: '1.0.0' },
        ...{ repoURL: gitops.url, path: `prod/${name}` },
      })),
    );
  });

  afterEach(async () => {
    await portal.stop();
    await cluster.stop();
  });

  afterAll(() => there.remove());

  /** The two deployments, once they are as wished. */
  async function untilBoth(
    wished: (one: Deployment, two: Deployment) => unknown,
  ) {
    const { items } = await portal.untilBody<DeploymentsPage>(
      '/deployments',
      page => page.items.length === 2 && wished(page.items[0], page.items[1]),
    );
    return { one: items[0], two: items[1] };
  }

  const bothLive = (one: Deployment, two: Deployment) =>
    one.live.version && two.live.version && !two.live.stale;

  it('asks the cluster nothing for a page, however many are read', async () => {
    await start();
    const { one } = await untilBoth(bothLive);
    await until('it watches', () => cluster.watches() === 1, WAIT);
    const before = cluster.requests();
    const pages = [
      ...['deployments', 'environments', 'sources', 'operations'],
      ...['', '/revisions', '/versions'].map(
        part => `deployments/${one.id}${part}`,
      ),
    ];

    const tabs = Array.from({ length: 40 }, () => pages).flat();
    const answers = await Promise.all(tabs.map(page => portal.get(`/${page}`)));

    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers).toHaveLength(280);
    expect(cluster.requests() - before).toBe(0);
  });

  it('keeps one namespace live while another becomes forbidden, which turns stale with its cause', async () => {
    await start(['one', 'two']);
    await untilBoth(bothLive);
    cluster.forbid('two');

    const { one, two } = await untilBoth((_, second) => second.live.stale);

    expect(two).toMatchObject({
      live: {
        version: '1.0.0',
        source: 'argocd:eu-1/two',
        staleCause: expect.stringMatching(
          /grant it list and watch .* in namespace two/,
        ),
      },
      sync: { status: 'unknown' },
      health: { status: 'healthy' },
    });
    expect(one).toMatchObject({
      live: { version: '1.0.0', stale: false, source: 'argocd:eu-1/one' },
      sync: { status: 'in-sync' },
    });
    const { items } = await portal.untilBody<SourcesResponse>(
      '/sources',
      () => true,
    );
    expect(
      items
        .filter(({ kind }) => kind === 'runtime')
        .map(({ title, status }) => [title, status]),
    ).toEqual([
      ['Argo CD eu-1, one', 'ok'],
      ['Argo CD eu-1, two', 'silent'],
    ]);
    cluster.allow('two');
    await untilBoth(bothLive);
  });

  it('says of a deployment whose namespace was never allowed that it is not known, and why', async () => {
    await start(['one', 'two'], ['two']);

    const { one, two } = await untilBoth(
      (first, second) => first.live.version && second.live.staleCause,
    );

    expect(one.live).toMatchObject({ version: '1.0.0', stale: false });
    expect(two.health).toEqual({ status: 'unknown' });
    expect(two.live.version).toBeUndefined();
    expect(two.live.staleCause).toMatch(
      /^No runtime has said anything of this deployment\. One that may know it does not answer: .* in namespace two/,
    );
  });
});
