import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import { startScaffolder } from '../__testUtils__/startScaffolder';

jest.setTimeout(90_000);

const BY_OWNER = {
  ...{ result: AuthorizeResult.CONDITIONAL, pluginId: 'catalog' },
  resourceType: 'catalog-entity',
  conditions: {
    ...{ rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
    params: {},
  },
};

/** Leave for everything but one component, as a policy by ownership gives it. */
const permissions = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(request => ({
      result:
        'resourceRef' in request &&
        request.resourceRef === 'component:default/ledger'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    })),
  authorizeConditional: async requests =>
    requests.map(({ permission }: { permission: { name: string } }) =>
      permission.name === 'delivery.deployment.read'
        ? BY_OWNER
        : { result: AuthorizeResult.ALLOW },
    ) as never,
});

describe('a copy of what a person may not see all of', () => {
  it('leaves it out, and says how many folders that are', async () => {
    const remote = new GitRemote({
      'qa/payments/values.yaml': helmValues('2.4.0'),
      'qa/ledger/values.yaml': helmValues('1.0.0'),
    });
    const started = await startScaffolder({
      ...{ url: remote.url, features: [permissions.factory] },
    });
    try {
      await started.until<DeploymentsPage>(
        '/deployments',
        page => page.totalItems === 1 && page.hiddenItems === 1,
      );
      const { output } = await started.run([
        {
          ...{ id: 'copy', action: 'delivery:environment:copy' },
          input: { from: 'qa', to: 'qa-2' },
        },
      ]);

      expect(output.copy).toMatchObject({
        folders: ['qa-2/payments'],
        notCopied: expect.arrayContaining([
          '1 folder of qa that you may not see',
        ]),
      });
    } finally {
      await started.backend.stop();
      remote.dispose();
    }
  });
});
