import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type ContractsPage,
  contractsContractReadPermission,
} from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
  type StartedContracts,
} from './__testUtils__/startContracts';

jest.setTimeout(30_000);

const API = '/api/contracts/v1';

/** Who sees only what ends on one letter, and may do nothing. */
const permissions = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(request => ({
      result:
        request.permission.name === contractsContractReadPermission.name &&
        (request as { resourceRef?: string }).resourceRef?.endsWith('a')
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    })),
  authorizeConditional: async requests =>
    requests.map(() => ({
      ...{ result: AuthorizeResult.CONDITIONAL, pluginId: 'catalog' },
      resourceType: 'catalog-entity',
      conditions: { rule: 'x', resourceType: 'catalog-entity' },
    })) as never,
});

describe('who may see and do what', () => {
  let started: StartedContracts;

  beforeAll(async () => {
    started = await startContracts({
      entities: ['a', 'b'].map(name =>
        apiEntity(name, {
          ...{ type: 'json-schema', definition: '{"version":"1.0.0"}' },
          providers: [`provider-${name}`],
          consumers: name === 'a' ? ['zz-hidden'] : ['zz-hidden', 'extra'],
        }),
      ),
      deployments: [
        deployment('provider-a', '1.0.0', 'prod'),
        deployment('provider-b', '1.0.0', 'prod'),
        deployment('zz-hidden', '1.0.0', 'prod'),
      ],
      features: [permissions.factory],
    });
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 1,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
  });

  it('shows and counts only contracts that the caller may see', async () => {
    const { body } = await started.api.get(`${API}/contracts`).expect(200);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['a']);
    expect(body.groups.schemas.total).toBe(1);
    const governance = await started.api.get(`${API}/governance`).expect(200);
    expect(governance.body.contracts).toBe(1);
  });

  it.each([
    '',
    '/versions',
    '/versions/1.0.0',
    '/consumers',
    '/compare?from=1.0.0&to=1.0.0',
  ])(
    'refuses the contract that it may not see, and says which permission is missing: %s',
    async path => {
      const { body } = await started.api
        .get(`${API}/contracts/api/default/b${path}`)
        .expect(403);
      expect(body.error.message).toContain('contracts.contract.read');
      await started.api
        .get(`${API}/contracts/api/default/a${path}`)
        .expect(200);
    },
  );

  it('leaves what may not be seen out of the matrix', async () => {
    const { body } = await started.api
      .get(`${API}/matrix?environment=prod`)
      .expect(200);
    const names = body.contracts.map(
      ({ entityRef }: { entityRef: string }) => entityRef,
    );
    expect(names).toEqual(['api:default/a']);
  });

  it('counts consumers that may not be seen, and names none of them anywhere', async () => {
    const path = `${API}/contracts/api/default/a`;
    const get = async (address: string) =>
      (await started.api.get(address).expect(200)).body;
    const consumers = await get(`${path}/consumers`);
    const matrix = await get(`${API}/matrix?environment=prod`);

    expect(consumers).toMatchObject({ items: [], hidden: { safe: 1 } });
    expect(matrix).toMatchObject({
      ...{ consumers: [], cells: [], hidden: { safe: 1 } },
      hiddenContracts: 1,
    });
    const all = [
      ...[consumers, matrix, await get(path), await get(`${API}/contracts`)],
      ...[await get(`${API}/governance`), await get(`${API}/exceptions`)],
      await get(`${path}/versions`),
      await get(`${path}/compare?from=1.0.0&to=1.0.0`),
      await get(`${API}/components/component/default/provider-a`),
    ];
    expect(JSON.stringify(all)).not.toContain('zz-hidden');
    const { body } = await started.api.get(`${API}/contracts?q=zz-hidden`);
    expect(body.totalItems).toBe(0);
  });

  it('asks for leave to publish for what is there, and says that the rest is not', async () => {
    const publish = (name: string) =>
      started.api.post(`${API}/contracts/api/default/${name}/versions`).send({
        ...{ version: '2.0.0', document: '{}', dryRun: true },
      });
    const [there, none] = [await publish('a'), await publish('nowhere')];

    expect([there.status, none.status]).toEqual([403, 404]);
    expect(there.body.error.message).toContain('contracts.version.publish');
    expect(none.body.error.message).toContain('There is no API');
  });

  it('refuses the page of a component that may not be seen', async () => {
    const { body } = await started.api
      .get(`${API}/components/component/default/zz-hidden`)
      .expect(403);
    expect(body.error.message).toContain('contracts.contract.read');
  });

  it('names nobody in a decision whom the caller may not see', async () => {
    // The component ends on a letter that may be seen; the contract b does not.
    const { body } = await started.api.post(`${API}/can-i`).send({
      ...{ component: 'component:default/extra', version: '1.0.0' },
      ...{ environment: 'prod', action: 'deploy' },
    });
    expect(JSON.stringify(body)).not.toContain('api:default/b');
    expect(body.findings).toMatchObject([
      { message: expect.stringContaining('that you may not see') },
    ]);
  });

  it.each([
    ['/contracts/api/default/a/versions', { version: '2.0.0', document: '{}' }],
    [
      '/consumers/component/default/x/versions',
      { version: '1', needs: 'needs: [{ contract: a }]' },
    ],
    [
      '/exceptions',
      {
        ...{ kind: 'block', consumer: 'component:default/consumer' },
        ...{ owner: 'group:default/a', reason: 'Because it is so.' },
        expiresAt: new Date(Date.now() + 1e7).toISOString(),
      },
    ],
  ])('refuses to write without the permission: %s', async (path, body) => {
    const answer = await started.api.post(`${API}${path}`).send(body);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(/ask .*permission contracts\./);
  });
});
