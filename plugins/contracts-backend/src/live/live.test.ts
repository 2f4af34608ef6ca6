import type { ContractsPage } from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
} from '../__testUtils__/startContracts';

jest.setTimeout(30_000);

const API = '/api/contracts/v1';
const question = {
  ...{ component: 'component:default/orders', version: '1.0.0' },
  ...{ environment: 'prod', action: 'rollback' },
};

async function started() {
  const all = await startContracts({
    entities: [
      apiEntity('order', {
        ...{ type: 'json-schema', providers: ['orders'] },
        ...{ definition: '{"version":"1.0.0"}', consumers: ['batch'] },
      }),
    ],
    deployments: [
      deployment('orders', '1.0.0', 'prod', { desired: '1.1.0', stale: true }),
      ...['batch', 'c', 'd', 'e'].map(name =>
        deployment(name, '1.0.0', 'prod'),
      ),
    ],
  });
  await all.until<ContractsPage>(
    '/contracts',
    page => page.totalItems === 1 && page.liveAsOf !== undefined,
  );
  return all;
}

describe('what runs where', () => {
  it('is read to the last page, with what runs and what Git wants', async () => {
    const { api, backend } = await started();
    const { body } = await api
      .get(`${API}/contracts/api/default/order`)
      .expect(200);
    await backend.stop();

    expect(body.providerVersions).toMatchObject([
      {
        ...{ version: '1.0.0', contractVersion: '1.0.0' },
        places: [{ environment: 'prod', stale: true }],
      },
      { version: '1.1.0' },
    ]);
  });

  it('is not known when delivery is silent: decisions are, and pages say so', async () => {
    const { api, backend, delivery } = await started();
    const before = await api.post(`${API}/can-i`).send(question).expect(200);
    delivery.fails = 503;
    // What was read a moment ago counts for a moment.
    await new Promise(resolve => {
      setTimeout(resolve, 3_100);
    });
    const after = await api.post(`${API}/can-i`).send(question).expect(200);
    const page = await api.get(`${API}/contracts`).expect(200);
    delivery.fails = undefined;
    const again = await api.post(`${API}/can-i`).send(question).expect(200);
    await backend.stop();

    expect(before.body.answer).toBe('allowed');
    expect(after.body).toMatchObject({
      answer: 'unknown',
      message: expect.stringContaining('does not say what runs where'),
    });
    expect(page.body.liveProblem).toContain('does not say what runs where');
    expect(again.body.answer).toBe('allowed');
  });
});
