import type {
  ContractsPage,
  ContractVersion,
} from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
  type StartedContracts,
} from './__testUtils__/startContracts';

const CONTRACT = '/contracts/api/default/order-schema';
const order = (capture: string[], version?: string) =>
  JSON.stringify({
    ...{ title: 'Order', type: 'object', required: ['capture'], version },
    properties: { capture: { enum: capture }, note: { type: 'string' } },
  });

jest.setTimeout(30_000);

describe('the plugin contracts', () => {
  let started: StartedContracts;
  const post = (path: string, body: object) =>
    started.api.post(`/api/contracts/v1${path}`).send(body);
  const publish = (version: string, document: string) =>
    post(`${CONTRACT}/versions`, { version, document });

  beforeAll(async () => {
    started = await startContracts({
      entities: [
        apiEntity('order-schema', {
          ...{ type: 'json-schema', definition: order(['now']) },
          ...{ providers: ['orders'], consumers: ['batch', 'reports'] },
          owner: 'group:default/team-a',
        }),
        {
          ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Group' },
          metadata: { name: 'team-a', namespace: 'default' },
        },
      ],
      deployments: [
        deployment('orders', '1.0.0', 'prod', { tenant: 'acme' }),
        deployment('orders', '1.1.0', 'qa'),
        deployment('batch', '3.0.0', 'prod', { tenant: 'acme' }),
        deployment('reports', '0.9.0', 'prod'),
      ],
    });
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 1 && page.liveAsOf !== undefined,
    );
    await publish('1.0.0', order(['now', 'later'])).expect(201);
    await publish('1.1.0', order(['now'], '1.1.0')).expect(201);
    await post('/consumers/component/default/batch/versions', {
      version: '3.0.0',
      needs: `needs:
  - contract: order-schema
    builtAgainst: 1.0.0
    uses:
      - operation: Order
        sends: [capture]
        values: { capture: [later] }
`,
    }).expect(201);
  });

  afterAll(async () => {
    await started.backend.stop();
  });

  it('compares two documents and stores nothing', async () => {
    const { body } = await post('/compare', {
      type: 'json-schema',
      ...{ before: order(['now', 'later']), after: order(['now']) },
      direction: 'send',
    }).expect(200);

    expect(body).toMatchObject({
      ...{ verdict: 'breaking', requiredBump: 'major' },
      changes: [{ direction: 'send', counterExample: { value: 'later' } }],
    });
    expect(body.ruleset).toMatch(/^\d+-[0-9a-f]{12}$/);
  });

  it('keeps versions with the bump they declare and the one they need', async () => {
    const { items } = await started.until<{ items: ContractVersion[] }>(
      `${CONTRACT}/versions`,
      body => body.items.length > 1,
    );
    expect(items.map(({ version }) => version).slice(0, 2)).toEqual([
      ...['1.1.0', '1.0.0'],
    ]);
    expect(items[0]).toMatchObject({
      judgement: {
        ...{ declaredBump: 'minor', requiredBump: 'major', fits: false },
        ...{ proposed: '2.0.0', message: 'Declared minor, needs major.' },
      },
      live: [{ environment: 'qa' }],
    });
  });

  it('takes the same version twice, and refuses another document for it', async () => {
    const again = await publish('1.0.0', order(['now', 'later'])).expect(200);
    expect(again.body).toMatchObject({ created: false, version: '1.0.0' });

    const other = await publish('1.0.0', order(['never'])).expect(409);
    expect(other.body.error.message).toMatch(/never changes/);
  });

  it('says in the list who would break, worst first', async () => {
    const page = await started.until<ContractsPage>(
      '/contracts',
      body => body.items[0]?.state === 'breaks',
    );
    expect(page.items[0]).toMatchObject({
      ...{ name: 'order-schema', owner: 'group:default/team-a' },
      consumers: { total: 2, breaking: 1, unknown: 1 },
      stateReason: '1.1.0 would break batch 3.0.0 in prod · acme.',
    });
    expect(page.gaps).toMatchObject({
      ...{ 'would-break': 1, 'bump-too-small': 1, 'unknown-consumers': 1 },
    });
  });

  it('tells what the newest version does to each consumer', async () => {
    const { body } = await started.api
      .get(`/api/contracts/v1${CONTRACT}/consumers`)
      .expect(200);

    expect(body.version).toBe('1.1.0');
    expect(body.items).toMatchObject([
      {
        ...{ entityRef: 'component:default/batch', verdict: 'breaking' },
        evidence: ['declared', 'catalog'],
      },
      { entityRef: 'component:default/reports', verdict: 'unknown' },
    ]);
  });

  it('forbids to promote what breaks a consumer that lives there', async () => {
    const { body } = await post('/can-i', {
      ...{ component: 'component:default/orders', version: '1.1.0' },
      ...{ environment: 'prod', action: 'promote' },
    }).expect(200);

    expect(body).toMatchObject({
      answer: 'blocked',
      message:
        'orders 1.1.0 may not go on to prod: it does not fit batch 3.0.0.',
    });
    expect(body.findings[0]).toMatchObject({
      ...{ answer: 'blocked', counterpart: 'consumer' },
      consumer: { entityRef: 'component:default/batch', version: '3.0.0' },
      counterExample: { value: 'later' },
    });
  });

  it('takes a slip for no yes: environments, components and letters', async () => {
    const ask = (more: object) =>
      post('/can-i', {
        ...{ component: 'component:default/orders', version: '1.1.0' },
        ...{ environment: 'prod', action: 'promote', ...more },
      });

    const { body } = await ask({ component: 'Component:default/Orders' });
    expect(body.answer).toBe('blocked');
    const nowhere = await ask({ environment: 'Prod' }).expect(400);
    expect(nowhere.body.error.message).toBe(
      "There is no environment 'Prod'; there are dev, qa, acc and prod.",
    );
    const nobody = await ask({ component: 'component:default/nope' });
    expect(nobody.body).toMatchObject({
      answer: 'unknown',
      message: expect.stringContaining('Nothing is known of'),
    });
    await started.api
      .get('/api/contracts/v1/matrix?environment=nowhere')
      .expect(400);
  });

  it('judges a number that is taken in a trial, and proposes the next', async () => {
    const { body } = await post(`${CONTRACT}/versions`, {
      ...{ version: '1.1.0', document: order(['never']), dryRun: true },
    }).expect(200);

    expect(body).toMatchObject({
      created: false,
      judgement: { fits: false, requiredBump: 'major', proposed: '2.0.0' },
    });
  });

  it('records which release brings a version that was published before', async () => {
    await post(`${CONTRACT}/versions`, {
      ...{ version: '1.0.0', document: order(['now', 'later']) },
      provider: { component: 'component:default/orders', version: '9.9.9' },
    }).expect(200);
    const { body } = await post('/can-i', {
      ...{ component: 'component:default/orders', version: '9.9.9' },
      ...{ environment: 'prod', action: 'promote' },
    });
    expect(body.findings[0]).toMatchObject({ answer: 'allowed' });
  });

  it('shows the matrix of an environment, and of what would be', async () => {
    const matrix = async (query: string) =>
      (
        await started.api
          .get(`/api/contracts/v1/matrix?environment=prod${query}`)
          .expect(200)
      ).body;

    expect((await matrix('')).cells).toMatchObject([
      { consumer: 'component:default/batch@3.0.0', verdict: 'safe' },
      { verdict: 'safe' },
    ]);
    const what = await matrix(
      '&component=component:default/orders&version=1.1.0',
    );
    expect(what.contracts).toMatchObject([{ version: '1.1.0', whatIf: true }]);
    expect(what.cells[0]).toMatchObject({ verdict: 'breaking' });
    expect(what.cells[0]).not.toHaveProperty('undeclared');
  });

  it('says what is the matter with a document that does not parse', async () => {
    const { body } = await post('/compare', {
      ...{ type: 'json-schema', before: '{', after: '{}' },
    }).expect(400);
    expect(body.error.message).toMatch(/^The document before: /);
  });
});
