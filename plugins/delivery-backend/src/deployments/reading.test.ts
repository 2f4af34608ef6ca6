import net from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DeployedVersion,
  Deployment,
  DeploymentsPage,
  Environment,
  RevisionsPage,
  Source,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  observation,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

function landscape(git: GitFixture) {
  const folders = [
    'prod/acme/payments',
    'prod/globex/payments',
    'qa/payments',
    'dev/payments',
    'prod/acme/ledger',
    'dev/ledger',
  ];
  git.commit({
    files: Object.fromEntries(
      folders.map(folder => [`${folder}/values.yaml`, helmValues('1.0.0')]),
    ),
  });
  git.commit({ files: { 'dev/ledger/values.yaml': helmValues('1.1.0') } });
}

describe('reading', () => {
  let git: GitFixture;
  let started: StartedDelivery;

  beforeEach(() => {
    git = GitFixture.create();
    landscape(git);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await started.backend.stop();
    git.dispose();
  });

  async function start(
    features: Parameters<typeof startDelivery>[0]['features'] = [],
  ) {
    started = await startDelivery({ url: git.url, features });
    return started.until<DeploymentsPage>(
      '/deployments',
      body => body.totalItems === 6,
    );
  }

  async function list(query: string): Promise<string[]> {
    const response = await started.api.get(`${API}/deployments?${query}`);
    expect({ status: response.status, body: response.body }).toMatchObject({
      status: 200,
    });
    return response.body.items.map((item: Deployment) => item.path);
  }

  it('orders by component, nearest to customers first, and filters', async () => {
    const { items } = await start();
    expect(items.map(item => item.path)).toEqual([
      'prod/acme/ledger',
      'dev/ledger',
      'prod/acme/payments',
      'prod/globex/payments',
      'qa/payments',
      'dev/payments',
    ]);
    expect(
      await list('entityRef=component:default/ledger&environment=dev'),
    ).toEqual(['dev/ledger']);
    expect(await list('environment=qa&environment=dev')).toEqual([
      'dev/ledger',
      'qa/payments',
      'dev/payments',
    ]);
    expect(await list('tenant=globex')).toEqual(['prod/globex/payments']);
    expect(await list('q=1.1.0')).toEqual(['dev/ledger']);
    expect((await list('sort=since'))[0]).toBe('dev/ledger');
    expect(await list('component=nothing')).toEqual([]);
  });

  it('pages through everything exactly once', async () => {
    await start();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await started.api.get(
        `${API}/deployments?limit=4${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...body.items.map((item: Deployment) => item.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('shows only the entities that a conditional permission allows', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(request => ({
          result:
            'resourceRef' in request &&
            request.resourceRef === 'component:default/ledger'
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        })),
      authorizeConditional: async () => [
        {
          result: AuthorizeResult.CONDITIONAL,
          ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
          conditions: {
            rule: 'IS_ENTITY_OWNER',
            resourceType: 'catalog-entity',
            params: {},
          },
        },
      ],
    });
    started = await startDelivery({
      url: git.url,
      features: [permissions.factory],
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      body => body.totalItems === 2,
    );

    expect(await list('')).toEqual(['prod/acme/ledger', 'dev/ledger']);
    const hiddenItems = async (query: string) =>
      (await started.api.get(`${API}/deployments?${query}`)).body.hiddenItems;
    expect(await hiddenItems('')).toBe(4);
    expect(await hiddenItems('tenant=acme')).toBe(1);
    // A tenant that is hidden as a whole is not told of by its count,
    expect(await hiddenItems('tenant=globex')).toBeUndefined();
    // and a name that is asked for letter by letter would be found by its count.
    expect(await hiddenItems('component=payments')).toBeUndefined();
    expect(await hiddenItems('q=pay')).toBeUndefined();
    const { body } = await started.api.get(`${API}/environments`);
    expect(
      body.items.map((item: Environment) => [item.name, item.deployments]),
    ).toEqual([
      ['dev', 1],
      ['qa', 0],
      ['acc', 0],
      ['prod', 1],
    ]);
    const refused = await started.api.get(
      `${API}/deployments?entityRef=component:default/payments`,
    );
    expect(refused.status).toBe(403);
  });

  it('hides nothing from who may see all', async () => {
    expect((await start()).hiddenItems).toBe(0);
  });

  it('calls nothing healthy, in sync or live that no runtime has spoken of', async () => {
    const { items } = await start();
    for (const item of items) {
      expect(item).toMatchObject({
        live: { stale: true, staleCause: expect.any(String) },
        sync: { status: 'unknown' },
        health: { status: 'unknown' },
      });
      expect(item.live).not.toHaveProperty('version');
    }
  });

  it('keeps the last known state, marked as stale, when a source falls silent', async () => {
    await start();
    const sink = await started.observer.sink();
    await sink.replace([
      observation(git.url, 'qa/payments', { images: ['r/payments:1.0.0'] }),
    ]);
    await sink.silent('Connection refused.');

    const page = await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      body => body.items[0].live.stale && Boolean(body.items[0].live.version),
    );
    expect(page.items[0]).toMatchObject({
      live: {
        version: '1.0.0',
        source: 'argocd:eu-1',
        staleCause: 'Connection refused.',
        staleSince: expect.any(String),
      },
      sync: { status: 'unknown' },
    });
    const { body } = await started.api.get(`${API}/sources`);
    const runtime = body.items.find((item: Source) => item.kind === 'runtime');
    expect(runtime).toMatchObject({
      status: 'silent',
      cause: 'Connection refused.',
      silentSince: expect.any(String),
    });
    const gitSource = body.items.find((item: Source) => item.kind === 'git');
    expect(gitSource).toMatchObject({ status: 'ok', head: git.head() });

    await sink.alive();
    await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      found => !found.items[0].live.stale,
    );
  });

  it('does not hold against a version that its successor cannot start', async () => {
    await start();
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('1.1.0') } });
    const page = await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      body => body.items[0].desired.version === '1.1.0',
    );
    const sink = await started.observer.sink();
    await sink.replace([
      observation(git.url, 'qa/payments', {
        images: ['r/payments:1.0.0'],
        health: { status: 'degraded', message: 'image tag 1.1.0 not found' },
      }),
    ]);
    const { body } = await started.api.get(
      `${API}/deployments/${page.items[0].id}/versions`,
    );
    expect(
      body.items.map((item: DeployedVersion) => [item.version, item.verdict]),
    ).toEqual([
      ['1.1.0', 'current'],
      ['1.0.0', 'ran'],
    ]);
  });

  it('says which other folder claims the same place', async () => {
    await start();
    git.commit({
      files: {
        'dev/payments-old/values.yaml': helmValues('0.9.0'),
        'dev/payments-old/delivery.yaml': 'component: payments\n',
      },
    });
    const page = await started.until<DeploymentsPage>(
      '/deployments?environment=dev&component=payments',
      body => body.items.length === 2,
    );
    for (const item of page.items) {
      expect(item.problems).toEqual([
        {
          code: 'duplicate',
          message: expect.stringContaining('both claim payments in dev'),
        },
      ]);
      expect(item.problems[0].message).toContain('dev/payments-old');
    }
  });

  it('pages through the history of a folder, newest first, with links', async () => {
    await start();
    for (const version of ['1.2.0', '1.3.0', '1.4.0']) {
      git.commit({ files: { 'qa/payments/values.yaml': helmValues(version) } });
    }
    const { items } = await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      body => body.items[0].desired.version === '1.4.0',
    );
    const url = `${API}/deployments/${items[0].id}/revisions`;
    const first: RevisionsPage = (await started.api.get(`${url}?limit=3`)).body;
    const second: RevisionsPage = (
      await started.api.get(`${url}?limit=3&cursor=${first.nextCursor}`)
    ).body;
    expect(
      [...first.items, ...second.items].map(item => [
        item.versionAfter,
        item.bump,
      ]),
    ).toEqual([
      ['1.4.0', 'minor'],
      ['1.3.0', 'minor'],
      ['1.2.0', 'minor'],
      ['1.0.0', undefined],
    ]);
    expect(second.nextCursor).toBeUndefined();
    expect(first.items[0].commitUrl).toBe(
      `https://git.example.org/gitops/commit/${git.head()}`,
    );
  });

  it('asks neither Git nor a runtime for a page', async () => {
    started = await startDelivery({ url: git.url, refresh: { hours: 1 } });
    const { items } = await started.until<DeploymentsPage>(
      '/deployments',
      body => body.totalItems === 6,
    );
    const sink = await started.observer.sink();
    await sink.replace([observation(git.url, 'qa/payments')]);
    // What is read of tenants comes last.
    await started.until<TenantsResponse>(
      '/tenants',
      body =>
        body.items.length === 2 &&
        !JSON.stringify(body.items).includes('was not read yet'),
    );
    const connected = jest.spyOn(net, 'connect');
    // Git is started over the socket of a file.
    const asksGit = () =>
      connected.mock.calls.some(([to]) => Object(to).path !== undefined);
    const fetched = jest.spyOn(globalThis, 'fetch');
    const paths = [
      ...['deployments', 'environments', 'sources', 'operations', 'tenants'],
      ...['', '/revisions', '/versions'].map(
        part => `deployments/${items[0].id}${part}`,
      ),
    ];

    const tabs = Array.from({ length: 50 }, () => paths).flat();
    await Promise.all(
      tabs.map(path => started.api.get(`${API}/${path}`).expect(200)),
    );

    expect(asksGit()).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    expect(started.observer.nudged).toEqual([]);
    // The spy does see it when Git is asked.
    await started.api
      .post(`${API}/deployments/${items[0].id}/preflight`)
      .send({
        version: '1.0.0',
        expected: { version: '1.0.0', commit: items[0].desired.commit },
      })
      .expect(200);
    expect(asksGit()).toBe(true);
  });
});
