import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DeploymentsPage,
  HostAnswer,
  RemovalPlan,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';
const SECRET = 'component:default/secret';

/** A folder that owns a database and answers under a host name. */
function owning(host: string) {
  return `${helmValues('1.0.0')}postgresql: { enabled: true }\ningress: { host: ${host} }\n`;
}

describe('what folders own', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;

  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(request => ({
        result:
          'resourceRef' in request && request.resourceRef === SECRET
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(
        ({ permission }) =>
          ({
            ...{ result: AuthorizeResult.CONDITIONAL, pluginId: 'catalog' },
            ...{ resourceType: 'catalog-entity', conditions: {} as never },
            permission,
          }) as never,
      ),
  });
  const host = async (name: string) => {
    const { body } = await started.api
      .get(`${API}/hosts?name=${encodeURIComponent(name)}`)
      .expect(200);
    return body as HostAnswer;
  };
  const plan = async (asked: object) => {
    const { body } = await started.api
      .post(`${API}/removals/plan`)
      .send(asked)
      .expect(200);
    return body as RemovalPlan;
  };

  beforeAll(async () => {
    fixture = GitFixture.create();
    fixture.commit({
      files: {
        'dev/orders/values.yaml': owning('orders.example.org'),
        'dev/orders/README.md': 'about other.example.org\n',
        'qa/orders/values.yaml': helmValues('1.0.0'),
        'dev/secret/values.yaml': owning('secret.example.org'),
        'docs/hosts.yaml': 'ingress: { host: docs.example.org }\n',
      },
    });
    started = await startDelivery({
      ...{ url: fixture.url, features: [permissions.factory] },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 2,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('leaves a host name to who asks first', async () => {
    expect(await host('orders.example.org')).toEqual({
      ...{ host: 'orders.example.org', status: 'taken' },
      folders: ['dev/orders'],
      message: 'orders.example.org is used by dev/orders; choose another name.',
    });
  });

  it.each(['rders.example.org', 'other.example.org', 'docs.example.org'])(
    'takes %s, which only stands in a text, for free',
    async name => {
      expect(await host(name)).toMatchObject({ status: 'free', folders: [] });
    },
  );

  it('names no folder that a person may not see', async () => {
    const answer = await host('secret.example.org');

    expect(answer).toMatchObject({ status: 'taken', folders: [] });
    expect(answer.message).toContain('a folder that you may not see');
  });

  it('tells each name that is deployed once, as far as it may be seen', async () => {
    const { body } = await started.api
      .get('/api/delivery/v1/names?kind=component')
      .expect(200);

    expect(body.items).toEqual([{ name: 'orders', where: 'qa/orders' }]);
    await started.api.get('/api/delivery/v1/names?kind=colour').expect(400);
    await started.api.get('/api/delivery/v1/names').expect(400);
  });

  it.each([
    'Shop.example.org',
    'a b.example.org',
    '-a.example.org',
    'a',
    '--x',
  ])('tells that %s is no host name', async name => {
    const { status, message } = await host(name);

    expect(status).toBe('invalid');
    expect(message).toContain('is no host name');
  });

  it('is told of all environments of a component', async () => {
    const { folders, belongings, hidden } = await plan({ component: 'orders' });

    expect(folders.map(({ path, files }) => [path, files])).toEqual([
      ['qa/orders', 1],
      ['dev/orders', 2],
    ]);
    expect(belongings).toEqual([
      {
        ...{ kind: 'database', name: 'postgresql', folder: 'dev/orders' },
        file: 'values.yaml',
      },
      {
        ...{ kind: 'host', name: 'orders.example.org', folder: 'dev/orders' },
        file: 'values.yaml',
      },
    ]);
    expect(hidden).toBe(0);
  });

  it('is told of an environment, and counts what may not be seen', async () => {
    const { folders, hidden } = await plan({ environments: ['dev'] });

    expect(folders.map(({ path }) => path)).toEqual(['dev/orders']);
    expect(hidden).toBe(1);
  });

  it('is nothing of what is not there', async () => {
    expect(await plan({ component: 'nobody' })).toEqual({
      ...{ folders: [], belongings: [], untold: [], hidden: 0 },
    });
  });

  it.each([[{}], [{ environments: [] }], [{ component: '' }], [{ all: true }]])(
    'is not told when it is not said of what: %j',
    async asked => {
      const { status } = await started.api
        .post(`${API}/removals/plan`)
        .send(asked);
      expect(status).toBe(400);
    },
  );
});
