import { mockCredentials } from '@backstage/backend-test-utils';
import type { RemovedFolder } from '@slipway/backstage-plugin-delivery-common';
import { NotInstalledError } from '../clients/toCallError';
import { findConsumers } from './findConsumers';

const options = { credentials: mockCredentials.user() };
const PAYMENTS = 'component:default/payments';
const CHECKOUT = 'component:default/checkout';
const folder = (
  entityRef: string,
  environment: string,
  tenant?: string,
): RemovedFolder => ({
  ...{ deploymentId: 'd', repository: 'gitops', path: 'p', files: 1 },
  ...{ entityRef, component: 'c', environment },
  ...(tenant && { tenant }),
});
const place = (environment: string, tenant?: string) => ({
  ...{ environment, stale: false },
  ...(tenant && { tenant }),
});

/** Checkout uses what payments offers, at some places. */
function contracts(places: object[], hidden = {}) {
  const asked: string[] = [];
  return {
    asked,
    ofComponent: async (ref: string) => {
      asked.push(ref);
      const own = (name: string, total: number) => ({
        ...{ entityRef: `api:default/${name}`, consumers: { total } },
      });
      return {
        provides: ref === PAYMENTS ? [own('payments', 1), own('old', 0)] : [],
      };
    },
    consumers: async (contract: string) => {
      asked.push(contract);
      return {
        items: [{ entityRef: CHECKOUT, version: '5.1.3', places }],
        hidden,
      };
    },
  };
}

const find = (folders: RemovedFolder[], plugin: object) =>
  findConsumers({ folders }, plugin as never, options);

describe('who needs what goes', () => {
  it('is who uses it at a place where it goes', async () => {
    const plugin = contracts([place('prod', 'acme'), place('qa')]);
    const found = await find([folder(PAYMENTS, 'prod', 'acme')], plugin);

    expect(found).toEqual({
      consumers: [
        {
          ...{ entityRef: CHECKOUT, version: '5.1.3' },
          ...{ contract: 'api:default/payments', places: ['prod · acme'] },
        },
      ],
      hiddenConsumers: 0,
    });
    // Of what nobody uses nothing more is asked.
    expect(plugin.asked).toEqual([PAYMENTS, 'api:default/payments']);
  });

  it.each([
    ['another environment', [folder(PAYMENTS, 'dev')]],
    ['another tenant', [folder(PAYMENTS, 'prod', 'globex')]],
    [
      'where the consumer goes, too',
      [folder(PAYMENTS, 'prod', 'acme'), folder(CHECKOUT, 'prod', 'acme')],
    ],
  ])('is nobody in %s', async (_, folders) => {
    const { consumers } = await find(
      folders,
      contracts([place('prod', 'acme')]),
    );
    expect(consumers).toEqual([]);
  });

  it('is a tenant that uses what all tenants share', async () => {
    const { consumers } = await find(
      [folder(PAYMENTS, 'prod')],
      contracts([place('prod', 'acme')]),
    );
    expect(consumers).toHaveLength(1);
  });

  it('is nobody of what is only seen in traffic, or in no catalog', async () => {
    const missing = Object.assign(new Error('None'), { name: 'NotFoundError' });
    const asked: string[] = [];
    const plugin = {
      ofComponent: async (ref: string) => {
        if (ref === CHECKOUT) throw missing;
        return {
          provides: ['component:default/loyalty', 'api:default/gone'].map(
            entityRef => ({ entityRef, consumers: { total: 2 } }),
          ),
        };
      },
      consumers: async (contract: string) => {
        asked.push(contract);
        throw missing;
      },
    };
    const folders = [folder(PAYMENTS, 'prod'), folder(CHECKOUT, 'prod')];

    expect(await find(folders, plugin)).toEqual({
      ...{ consumers: [], hiddenConsumers: 0 },
    });
    expect(asked).toEqual(['api:default/gone']);
  });

  it('counts who may not be seen', async () => {
    const found = await find(
      [folder(PAYMENTS, 'prod')],
      contracts([], { breaking: 1, safe: 2 }),
    );
    expect(found).toEqual({ consumers: [], hiddenConsumers: 3 });
  });

  it.each([
    [
      new NotInstalledError('contracts'),
      'This portal knows no contracts, so it is not known who needs it.',
      undefined,
    ],
    [new Error('Away'), 'Who needs it could not be told: Away', true],
  ])('is said to be unknown after %s', async (error, problem, untold) => {
    const found = await find([folder(PAYMENTS, 'prod')], {
      ofComponent: async () => {
        throw error;
      },
    });
    expect(found).toMatchObject({ consumers: [], consumersProblem: problem });
    expect(found.consumersUntold).toBe(untold);
  });
});
