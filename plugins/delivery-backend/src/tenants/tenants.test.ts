import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  RepositorySummary,
  Tenant,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  deliveryConfig,
  observation,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

/** The configuration of the tests with a folder of tenants. */
function withTenants(url: string) {
  const { delivery } = deliveryConfig(url);
  const [repository] = delivery.repositories;
  return {
    repositories: [{ ...repository, tenantsFolder: 'tenants/' }],
    tenants: { plans: { large: { cpu: 24, memory: '64Gi' } } },
  };
}

describe('tenants', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;
  let hidden: string[] = [];
  let readsAll: AuthorizeResult = AuthorizeResult.ALLOW;

  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ resourceRef }: { resourceRef?: string }) => ({
        result:
          resourceRef && hidden.includes(resourceRef)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: readsAll }) as never),
  });
  const list = async (query = '') =>
    (await started.api.get(`${API}/tenants${query}`).expect(200))
      .body as TenantsResponse;
  const get = async (name: string) =>
    (await started.api.get(`${API}/tenants/${name}`).expect(200))
      .body as Tenant;
  const until = (wished: (tenants: Tenant[]) => boolean) =>
    started.until<TenantsResponse>('/tenants', ({ items }) => wished(items));

  beforeEach(async () => {
    hidden = [];
    readsAll = AuthorizeResult.ALLOW;
    fixture = GitFixture.create();
    fixture.commit({
      files: {
        'prod/acme/payments/values.yaml': helmValues('2.4.0'),
        'prod/acme/cart/values.yaml': helmValues('2.9.0'),
        'prod/globex/payments/values.yaml': helmValues('2.3.1'),
        'qa/payments/values.yaml': helmValues('2.5.0'),
        'tenants/acme.yaml':
          'name: acme\nplan: large\nowner: team-care-1\nquota: { cpu: 12 }\nhosts: [shop.acme.example]\n',
        'tenants/globex.yaml': 'plan: [broken\n',
        'tenants/initech.yaml': 'plan: small\n',
        'tenants/README.md': '# no tenant\n',
      },
    });
    started = await startDelivery({
      url: fixture.url,
      config: withTenants(fixture.url),
      features: [permissions.factory],
    });
    await until(items => items.length === 3);
  });

  afterEach(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('exist by their deployments or by a file; a broken file takes no other down', async () => {
    const { items } = await list();

    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ...[
        ['acme', 'live'],
        ['globex', 'live'],
      ],
      ['initech', 'described'],
    ]);
    expect(items[0]).toMatchObject({
      ...{ plan: 'large', owner: 'team-care-1', problems: [] },
      ...{ hosts: ['shop.acme.example'], contacts: [] },
      file: { repository: 'gitops', path: 'tenants/acme.yaml' },
      quota: { cpu: 12, memory: 64 * 2 ** 30 },
    });
    expect(items[1].problems[0].message).toMatch(
      /^tenants\/globex\.yaml cannot be read: .* is not known until it is corrected\.$/,
    );
  });

  it('are told with their services as deployments are, and as they change', async () => {
    const sink = await started.observer.sink();
    await sink.alive();
    await sink.replace([
      observation(fixture.url, 'prod/globex/payments', {
        images: ['registry.example.org/payments:2.3.1'],
      }),
    ]);
    const { items } = await until(all =>
      all[1].services.some(({ deployment }) => deployment.live.version),
    );

    const [service] = items[1].services;
    expect(service.deployment).toMatchObject({
      ...{ component: 'payments', tenant: 'globex', environment: 'prod' },
      live: { version: '2.3.1', stale: false },
      health: { status: 'healthy' },
    });
    // Nobody measures, so nothing is said to be measured.
    expect(service.measured).toBeUndefined();
    expect(items[1].usageProblem).toContain('Nobody measures it');
    expect(items[0].isolation.map(({ answer }) => answer)).toEqual([
      ...['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
    ]);
    expect(items[0].isolation.slice(4)).toMatchObject([
      { rule: 'certificate', message: 'No source measures its certificates.' },
      { rule: 'backup', message: 'No source measures its backups.' },
    ]);
  });

  it('of an environment are those that are deployed there, and those that are deployed nowhere', async () => {
    const [prod, qa] = [
      await list('?environment=prod'),
      await list('?environment=qa'),
    ];
    expect(prod.items.map(({ name }) => name)).toEqual([
      ...['acme', 'globex', 'initech'],
    ]);
    expect(qa.items.map(({ name }) => name)).toEqual(['initech']);
  });

  it('are known as a commit changes their files and folders', async () => {
    fixture.commit({
      files: {
        'tenants/acme.yaml': 'plan: small\n',
        'tenants/initech.yaml': null,
        'prod/acme/_namespace/quota.yaml':
          'kind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { pods: "4" } }\n',
        'prod/acme/cart/ingress.yaml':
          'kind: Ingress\nspec: { rules: [{ host: cart.acme.example }] }\n',
      },
    });
    const { items } = await until(all => all[0].plan === 'small');

    expect(items.map(({ name }) => name)).toEqual(['acme', 'globex']);
    expect(items[0].hosts).toEqual(['cart.acme.example']);
    expect(items[0].isolation[1]).toMatchObject({
      ...{ rule: 'quota', answer: 'yes' },
    });
  });

  it('that somebody switched off are suspended, and never missing', async () => {
    fixture.commit({
      files: {
        'tenants/acme.yaml':
          'suspended: { by: lead, reason: contract ended, since: 2026-11-02 }\n',
      },
    });
    const { items } = await until(all => all[0].state === 'suspended');
    const { body: page } = await started.api.get(
      `${API}/deployments?tenant=acme`,
    );

    expect(items[0].suspended).toMatchObject({ reason: 'contract ended' });
    expect(items[0].can.upgrade).toEqual({
      ...{ allowed: false, reason: 'acme is suspended; resume it first.' },
    });
    const sink = await started.observer.sink();
    await sink.alive();
    await sink.replace([
      observation(fixture.url, 'prod/acme/payments', {
        ...{ health: { status: 'degraded' } },
        replicas: { ready: 1, desired: 3 },
      }),
    ]);
    const { items: seen } = await until(([acme]) =>
      acme.services.some(({ deployment }) => deployment.live.version),
    );
    const left = seen[0].services.find(
      ({ deployment }) => deployment.component === 'payments',
    );
    // What an autoscaler or a person started again is no calm matter.
    expect(left?.deployment.health).toEqual({
      ...{ status: 'degraded', since: expect.any(String) },
      message:
        'Its tenant was suspended by lead: contract ended. 1 of 3 replicas run all the same.',
    });
    for (const { deployment } of items[0].services) {
      expect(deployment.health).toEqual({
        ...{ status: 'suspended', since: '2026-11-02T00:00:00.000Z' },
        message: 'Its tenant was suspended by lead: contract ended.',
      });
    }
    expect(page.items[0].suspended).toMatchObject({ by: 'lead' });
    expect(items[1].services[0].deployment.suspended).toBeUndefined();
  });

  it('are kept from who may not see them, and counted', async () => {
    readsAll = AuthorizeResult.CONDITIONAL;
    hidden = ['component:default/payments'];
    const { items, hidden: count } = await list('?environment=prod');

    // globex has nothing else; initech has nothing that could be seen.
    expect(items.map(({ name, hidden: own }) => [name, own])).toEqual([
      ['acme', 1],
    ]);
    expect(count).toBe(2);
    expect(JSON.stringify(items)).not.toContain('2.4.0');
    expect(items[0].can.suspend.allowed).toBe(false);
    await started.api.get(`${API}/tenants/globex`).expect(403);
  });

  it('are told to nobody who may see no deployment', async () => {
    readsAll = AuthorizeResult.DENY;
    const answers = await Promise.all(
      ['/tenants', '/tenants/acme'].map(path =>
        started.api.get(`${API}${path}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it('that are not there are not found', async () => {
    expect((await get('acme')).name).toBe('acme');
    const { body } = await started.api.get(`${API}/tenants/hooli`).expect(404);
    expect(body.error.message).toBe("There is no tenant 'hooli'.");
  });

  it('have a folder that templates are told of and may write to', async () => {
    const { body } = await started.api.get(`${API}/repositories`).expect(200);
    const [repository] = body.items as RepositorySummary[];
    expect(repository.tenantsFolder).toBe('tenants');

    await started.api
      .post(`${API}/changes/plan`)
      .send({
        ...{ repository: 'gitops', kind: 'create', subject: 'Add' },
        ...{ reason: 'A test.' },
        files: [{ path: 'tenants/hooli.yaml', text: 'plan: small\n' }],
      })
      .expect(200);
  });
});
