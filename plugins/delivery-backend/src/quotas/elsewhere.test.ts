import type { ChangePlan } from '@slipway/backstage-plugin-delivery-common';
import { changeRequest, useChanges } from '../__testUtils__/useChanges';
import { deliveryConfig } from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const values = `image: { repository: a, tag: '1.0.0' }
resources: { requests: { cpu: '1', memory: 1Gi } }
`;

describe('a tenant that has more elsewhere, which shares its plan', () => {
  const fixture = useChanges({
    'prod/acme/payments/values.yaml': values,
    'prod/globex/payments/values.yaml': values,
    'us/prod/acme/payments/values.yaml': values,
    'qa/payments/values.yaml': values,
    'other/prod/acme/cart/values.yaml': values,
  });

  beforeEach(async () => {
    const { delivery } = deliveryConfig(fixture.git.url);
    const [gitops] = delivery.repositories;
    const layout = (path: string) => ({ path, environment: 'prod' });
    await fixture.start(
      {},
      {
        tenants: { plans: { small: { cpu: 4 } } },
        repositories: [
          {
            ...gitops,
            tenantsFolder: 'tenants',
            layouts: [
              layout('prod/{tenant}/{component}'),
              layout('us/prod/{tenant}/{component}'),
            ],
          },
          {
            ...{ ...gitops, id: 'other' },
            layouts: [layout('other/prod/{tenant}/{component}')],
          },
        ],
      },
    );
    await fixture.deployments(4);
  });

  const untoldOf = async (tenant: string) => {
    const { body } = await fixture.started.api
      .post('/api/delivery/v1/changes/plan')
      .send(
        changeRequest({
          files: [
            { path: `prod/${tenant}/orders/values.yaml`, text: values },
            {
              path: `tenants/${tenant}.yaml`,
              text: `name: ${tenant}\nplan: small\n`,
            },
          ],
        }),
      );
    return (body as ChangePlan).asks?.map(({ untold }) => untold);
  };

  it('is told of with how many other places there are', async () => {
    expect(await untoldOf('acme')).toEqual([
      ['what acme has in 1 other folder and 1 other repository is not counted'],
    ]);
  });

  it('is not told of where there is none', async () => {
    expect(await untoldOf('globex')).toEqual([[]]);
  });
});
