import type {
  ChangePlan,
  ChangeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { changeRequest, useChanges } from '../__testUtils__/useChanges';

jest.setTimeout(60_000);

const GIB = 2 ** 30;

const values = (replicas: number, cpu = '1', memory = '1Gi') =>
  `image: { repository: a, tag: '1.0.0' }
replicas: ${replicas}
resources: { requests: { cpu: '${cpu}', memory: ${memory} } }
`;

const quota = (cpu: string) =>
  `apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { requests.cpu: '${cpu}' } }
`;

const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const LIBRARY = `${CHART}type: library\ndependencies: [{ name: cache, version: 1.0.0, repository: 'file://../cache' }]\n`;
const USES = `${CHART}dependencies: [{ name: service, version: 1.0.0, repository: 'file://../../charts/service' }]\n`;

describe('what a change asks for', () => {
  const fixture = useChanges({
    'prod/acme/payments/values.yaml': values(2),
    'prod/acme/ledger/values.yaml': values(1),
    'tenants/acme.yaml': 'name: acme\nplan: small\n',
    'dev/payments/values.yaml': values(2),
    'charts/library/Chart.yaml': LIBRARY,
    'charts/library/values.yaml': values(9),
    'charts/library/templates/_quota.tpl': 'kind: ResourceQuota\n',
    'charts/service/Chart.yaml': CHART,
    'charts/service/values.yaml': `${values(2)}quota: { enabled: true, hard: { requests.cpu: '4' } }\n`,
    'charts/service/templates/quota.yaml':
      'kind: ResourceQuota\nname: {{ .Values.name }}\n',
  });

  beforeEach(() =>
    fixture.start(
      { tenantsFolder: 'tenants' },
      {
        tenants: {
          plans: { small: { cpu: 4, memory: '8Gi' }, large: { cpu: 24 } },
        },
      },
    ),
  );

  async function plan(files: Record<string, string | undefined>) {
    const asked: ChangeRequest = changeRequest({
      files: Object.entries(files).map(([path, text]) => ({ path, text })),
    });
    const { body, status } = await fixture.started.api
      .post('/api/delivery/v1/changes/plan')
      .send(asked);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return (body as ChangePlan).asks;
  }

  /** Until the newest commit is known. */
  async function read() {
    const head = fixture.git.run(['rev-parse', 'main'], fixture.git.bare);
    await fixture.started.until<{ items: { head: string }[] }>(
      '/repositories',
      ({ items }) => items[0].head === head,
    );
    await fixture.deployments(3);
  }

  it('is held against the plan of its tenant, with all that it has already', async () => {
    expect(
      await plan({ 'prod/acme/orders/values.yaml': values(1, '500m') }),
    ).toEqual([
      {
        ...{ environment: 'prod', tenant: 'acme', over: [] },
        asked: { cpu: 3.5, memory: 4 * GIB },
        allowed: { cpu: 4, memory: 8 * GIB },
        untold: [],
      },
    ]);
  });

  it('says which amounts it raises beyond what is allowed', async () => {
    const [ask] = (await plan({
      'prod/acme/orders/values.yaml': values(2, '1', '512Mi'),
    }))!;
    expect(ask).toMatchObject({ asked: { cpu: 5 }, over: ['cpu'] });
  });

  it('does not hold against a change what was too much before', async () => {
    fixture.git.commit({
      files: { 'prod/acme/payments/values.yaml': values(9) },
    });
    await read();
    const [ask] = (await plan({
      'prod/acme/ledger/values.yaml': values(1, '500m'),
    }))!;
    expect(ask.over).toEqual([]);
  });

  it('counts a larger plan that comes with the same change', async () => {
    const [ask] = (await plan({
      'prod/acme/orders/values.yaml': values(9),
      'tenants/acme.yaml': 'name: acme\nplan: large\n',
    }))!;
    expect(ask).toMatchObject({ allowed: { cpu: 24 }, over: [] });
  });

  it('counts what the file of a new tenant names in place of its plan', async () => {
    const [ask] = (await plan({
      'prod/hooli/orders/values.yaml': values(2),
      'tenants/hooli.yaml': 'name: hooli\nplan: large\nquota: { cpu: 1 }\n',
    }))!;
    expect(ask).toMatchObject({ tenant: 'hooli', over: ['cpu'] });
  });

  it('counts a quota that stands beside the folders of a tenant', async () => {
    const [ask] = (await plan({
      'prod/acme/quota.yaml': quota('3500m'),
      'prod/acme/orders/values.yaml': values(1),
    }))!;
    expect(ask).toMatchObject({ allowed: { cpu: 3.5 }, over: ['cpu'] });
  });

  it('counts the defaults and the quota of a chart of the repository', async () => {
    const folder = (replicas: number) => ({
      'dev/shop/Chart.yaml': USES,
      'dev/shop/values.yaml': `service: { replicas: ${replicas} }\n`,
    });
    expect(await plan(folder(3))).toEqual([
      {
        ...{ path: 'dev/shop', environment: 'dev', over: [], untold: [] },
        asked: { cpu: 3, memory: 3 * GIB },
        allowed: { cpu: 4 },
      },
    ]);
    const [more] = (await plan(folder(5)))!;
    expect(more.over).toEqual(['cpu']);
  });

  it('reads a library with the values of who uses it, and names charts within charts', async () => {
    const [ask] = (await plan({
      'dev/shop/Chart.yaml': USES.replaceAll('service', 'library'),
      'dev/shop/values.yaml': `${values(3)}quota: { enabled: true, hard: { requests.cpu: '2' } }\n`,
    }))!;
    expect(ask).toMatchObject({
      ...{ asked: { cpu: 3 }, allowed: { cpu: 2 }, over: ['cpu'] },
      untold: ['the chart cache, which library uses, is not read'],
    });
  });

  it('names what could not be told, by its folder', async () => {
    const [ask] = (await plan({
      'prod/acme/orders/values.yaml': 'image: { tag: 1.0.0 }\n',
    }))!;
    expect(ask).toMatchObject({
      ...{ asked: { cpu: 3 }, over: [] },
      untold: ['the values of its chart say no requests (prod/acme/orders)'],
    });
  });

  it('reads what goes to a chart from elsewhere, and says that it may be more', async () => {
    const umbrella = `${CHART}dependencies: [{ name: shop, version: 1.0.0, repository: 'oci://r.example.org/charts' }]\n`;
    const shop =
      'shop: { replicas: 1, resources: { requests: { cpu: 500m, memory: 1Gi } } }\n';
    const [ask] = (await plan({
      'prod/acme/orders/Chart.yaml': umbrella,
      'prod/acme/orders/values.yaml': values(1, '250m'),
      'prod/acme/cart/Chart.yaml': umbrella,
      'prod/acme/cart/values.yaml': shop,
    }))!;
    expect(ask).toMatchObject({
      asked: { cpu: 3.75 },
      untold: [
        'the chart shop is not in the repository and may ask for more (2 folders)',
      ],
    });
  });

  it('names no folder that a person may not see, and says that there are some', async () => {
    fixture.git.commit({
      files: { 'prod/acme/ledger/values.yaml': 'image: { tag: 1.0.0 }\n' },
    });
    await read();
    fixture.hidden.add('component:default/ledger');
    const [ask] = (await plan({ 'prod/acme/orders/values.yaml': values(1) }))!;
    expect(ask.untold).toEqual([
      'what 1 folder that you may not see do not say',
    ]);
  });

  it.each([
    ['names a plan that there is not', 'plan: huge\n', /names the plan huge/],
    ['cannot be read', 'plan: [\n', /tenants\/hooli\.yaml cannot be read/],
  ])('is not known where the file of the tenant %s', async (_, text, words) => {
    const [ask] = (await plan({
      'prod/hooli/orders/values.yaml': values(99),
      'tenants/hooli.yaml': text,
    }))!;
    expect(ask).toMatchObject({ allowed: {}, over: [] });
    expect(ask.untold[0]).toMatch(words);
  });

  it('does not hold against a change that only brings a quota what was there', async () => {
    const [ask] = (await plan({ 'dev/payments/quota.yaml': quota('1') }))!;
    expect(ask).toMatchObject({ asked: { cpu: 2 }, over: [] });
  });

  it.each([
    ['has no quota', { 'dev/orders/values.yaml': values(99) }],
    ['is only taken away', { 'prod/acme/ledger/values.yaml': undefined }],
    ['is no deployment', { 'tenants/acme.yaml': 'name: acme\nplan: large\n' }],
  ])('is not asked of what %s', async (_, files) => {
    expect(await plan(files)).toBeUndefined();
  });
});
