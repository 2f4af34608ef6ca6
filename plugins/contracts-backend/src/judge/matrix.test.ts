import type {
  ContractMatrix,
  ContractsPage,
} from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
  type StartedContracts,
} from '../__testUtils__/startContracts';

jest.setTimeout(30_000);

const API = '/api/contracts/v1';
const schema = (...values: string[]) =>
  JSON.stringify({ title: 'Order', properties: { a: { enum: values } } });

describe('the matrix of an environment', () => {
  let started: StartedContracts;

  const matrix = async (query: string, status = 200) => {
    const { body } = await started.api
      .get(`${API}/matrix?${query}`)
      .expect(status);
    return body as ContractMatrix & { error?: { message: string } };
  };
  const post = (path: string, body: object) =>
    started.api.post(`${API}${path}`).send(body).expect(201);

  beforeAll(async () => {
    started = await startContracts({
      entities: [
        apiEntity('order', { type: 'json-schema', providers: ['orders'] }),
        apiEntity('unused', { type: 'json-schema', providers: ['elsewhere'] }),
      ],
      deployments: [
        deployment('orders', '1.0.0', 'prod'),
        deployment('batch', '1.0.0', 'prod'),
        deployment('elsewhere', '1.0.0', 'qa'),
      ],
    });
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 2,
    );
    const versions = '/contracts/api/default/order/versions';
    await post(versions, { version: '1.0.0', document: schema('x', 'y') });
    await post(versions, { version: '2.0.0', document: schema('x') });
    const sends = (value: string) =>
      `needs: [{ contract: order, builtAgainst: 1.0.0, uses: [{ operation: Order, sends: [a], values: { a: [${value}] } }] }]`;
    await post('/consumers/component/default/batch/versions', {
      ...{ version: '1.0.0', needs: sends('y') },
    });
    await post('/consumers/component/default/batch/versions', {
      ...{ version: '1.1.0', needs: sends('x') },
    });
  });

  afterAll(async () => {
    await started.backend.stop();
  });

  it('holds only who lives there', async () => {
    const { consumers, contracts, cells } = await matrix('environment=prod');
    expect(consumers.map(({ id }) => id)).toEqual([
      'component:default/batch@1.0.0',
    ]);
    expect(contracts.map(({ version }) => version)).toEqual(['1.0.0']);
    expect(cells).toMatchObject([{ verdict: 'safe' }]);
  });

  it('takes a name for a reference, when a provider is tried', async () => {
    const { contracts, cells } = await matrix(
      'environment=prod&component=orders&version=2.0.0',
    );
    expect(contracts).toMatchObject([{ version: '2.0.0', whatIf: true }]);
    expect(cells).toMatchObject([{ verdict: 'breaking' }]);
  });

  it('puts a version of a consumer in the place of those that live', async () => {
    const { consumers, cells } = await matrix(
      'environment=prod&component=component:default/batch&version=1.1.0',
    );
    expect(consumers.map(({ version }) => version)).toEqual(['1.1.0']);
    expect(cells).toMatchObject([
      { consumer: 'component:default/batch@1.1.0', verdict: 'safe' },
    ]);
  });

  it('answers no other question than the one that was asked', async () => {
    const unknown = await matrix(
      'environment=prod&component=nobody&version=1.0.0',
      404,
    );
    expect(unknown.error?.message).toMatch(/^Nothing is known of component:/);
    const slip = await matrix('environment=prd', 400);
    expect(slip.error?.message).toContain("no environment 'prd'");
  });
});
