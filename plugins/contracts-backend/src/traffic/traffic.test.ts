import type {
  ComponentContracts,
  ConsumersPage,
  ContractsPage,
} from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
} from '../__testUtils__/startContracts';

jest.setTimeout(30_000);

const component = (name: string) => `component:default/${name}`;
const AT = '2026-11-21T09:00:00.000Z';
const OPENAPI = JSON.stringify({
  ...{ openapi: '3.0.0', info: { title: 'P', version: '1.0.0' }, paths: {} },
});

const CALLS = {
  items: [
    { from: component('reports'), to: component('payments'), requests: 40.4 },
    { from: component('shop'), to: component('ledger'), requests: 7 },
    { to: component('payments'), requests: 1_000 },
  ].map(each => ({ ...each, lastCallAt: AT })),
  watched: ['payments', 'loyalty'].map(name => ({
    ...{ entityRef: component(name), since: '2026-11-09T09:00:00.000Z' },
    until: AT,
  })),
  sources: [
    { id: 'mesh', title: 'Mesh', simulated: false, readUntil: AT },
    { id: 'gw', title: 'Gateway', simulated: true, problem: 'It is silent.' },
  ],
};

async function started() {
  const all = await startContracts({
    entities: [
      apiEntity('payments-api', {
        ...{ providers: ['payments'], consumers: ['loyalty'] },
        definition: OPENAPI,
      }),
    ],
    deployments: ['payments', 'loyalty', 'reports', 'ledger'].map(name =>
      deployment(name, '1.0.0', 'prod'),
    ),
    calls: CALLS,
  });
  await all.until<ContractsPage>('/contracts', page => page.totalItems === 2);
  return all;
}

const CONSUMERS = '/contracts/api/default/payments-api/consumers';

describe('traffic between components', () => {
  it('shows who calls undeclared, who declared and never calls, and who is outside', async () => {
    const { until, backend } = await started();
    const page = await until<ConsumersPage>(
      CONSUMERS,
      ({ items }) => items.length === 2,
    );
    await backend.stop();

    expect(page.items).toMatchObject([
      {
        ...{ entityRef: component('loyalty'), evidence: ['catalog'] },
        ...{ calls: 0, quietDays: 12 },
      },
      {
        ...{ entityRef: component('reports'), evidence: ['seen'], calls: 40 },
        ...{ lastCallAt: AT },
        message: expect.stringMatching(/^It calls but never declared/),
      },
    ]);
    expect(page.outside).toEqual({ calls: 1_000, lastCallAt: AT });
    expect(page.trafficSources).toEqual([
      { id: 'gw', title: 'Gateway', simulated: true, problem: 'It is silent.' },
      { id: 'mesh', title: 'Mesh', simulated: false, readUntil: AT },
    ]);
  });

  it('lists what is called without a contract as exactly that', async () => {
    const { until, api, backend } = await started();
    const { body } = await api
      .get('/api/contracts/v1/contracts?gap=no-contract')
      .expect(200);
    const ofLedger = await until<ComponentContracts>(
      '/components/component/default/ledger',
      () => true,
    );
    const ofShop = await until<ComponentContracts>(
      '/components/component/default/shop',
      () => true,
    );
    await backend.stop();

    expect(body.items).toMatchObject([
      {
        ...{ entityRef: component('ledger'), seenOnly: true, state: 'unknown' },
        stateReason: expect.stringContaining('shop calls it'),
      },
    ]);
    expect(ofLedger.provides).toMatchObject([{ seenOnly: true }]);
    expect(ofShop.consumes).toMatchObject([
      { entityRef: component('ledger'), versions: [] },
    ]);
  });
});
