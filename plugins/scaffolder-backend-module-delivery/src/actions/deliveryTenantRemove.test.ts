import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { TenantsResponse } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:tenant:remove', () => {
  const hidden = new Set<string>();
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ resourceRef }: { resourceRef?: string }) => ({
        result: hidden.has(resourceRef ?? '')
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => ({
        result:
          hidden.size && permission.name === 'delivery.deployment.read'
            ? AuthorizeResult.CONDITIONAL
            : AuthorizeResult.ALLOW,
      })) as never,
  });
  let remote: GitRemote;
  let started: StartedScaffolder;
  const remove = (tenant: string): Step => ({
    ...{ id: 'remove', action: 'delivery:tenant:remove' },
    input: { tenant, confirmation: tenant },
  });

  beforeAll(async () => {
    remote = new GitRemote({
      'prod/acme/payments/values.yaml': helmValues('2.4.0'),
      'prod/acme/orders/values.yaml': helmValues('1.0.0'),
      'prod/acme-2/orders/values.yaml': helmValues('1.0.0'),
      'tenants/acme.yaml': 'name: acme\n',
      'prod/acme/quota.yaml': 'kind: ResourceQuota\n',
      'prod/acme-2/quota.yaml': 'kind: ResourceQuota\n',
      'argocd/tenants/acme.yaml': 'kind: AppProject\n',
      'tenants/acme-2.yaml': 'name: acme-2\n',
      'tenants/initech.yaml': 'name: initech\n',
    });
    started = await startScaffolder({
      url: remote.url,
      repository: {
        tenantsFolder: 'tenants',
        tenantFiles: ['argocd/tenants/{tenant}.yaml'],
        layouts: [
          { path: 'prod/{tenant}/{component}', environment: 'prod' },
          { path: 'dev/{component}', environment: 'dev' },
        ],
      },
      features: [permissions.factory],
    });
    await started.until<TenantsResponse>(
      '/tenants',
      ({ items }) => items.length === 3,
    );
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 3,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('removes nothing when another name was typed to confirm', async () => {
    const before = remote.count();
    const input = { tenant: 'acme', confirmation: 'acme-2' };
    const step = { ...remove('acme'), input };
    const { log, status } = await started.run([step]);

    expect(status).toBe('failed');
    expect(log).toContain(
      "Nothing was removed: 'acme-2' was typed to confirm, and the tenant is acme.",
    );
    expect(remote.count()).toBe(before);
  });

  it('shows in a dry run all that would go', async () => {
    const { output, log } = await started.dryRun([remove('acme')]);

    expect(output.remove).toMatchObject({
      folders: ['prod/acme/orders', 'prod/acme/payments'],
    });
    for (const file of [
      ...['tenants/acme', 'prod/acme/quota', 'argocd/tenants/acme'],
    ]) {
      expect(log).toContain(`- ${file}.yaml (removed, 1 line)`);
    }
    expect(remote.count()).toBe(1);
  });

  it('removes nothing while some of it may not be seen', async () => {
    hidden.add('component:default/orders');
    const { status, log } = await started.run([remove('acme')]);
    hidden.clear();

    expect(status).toBe('failed');
    expect(log).toContain('Nothing was removed: 1 of its folders you may not');
    expect(remote.count()).toBe(1);
  });

  it('removes all of the tenant, and nothing of others', async () => {
    const { status } = await started.run([remove('acme')]);

    expect(status).toBe('completed');
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual([
      ...['prod/acme-2/orders/values.yaml', 'prod/acme-2/quota.yaml'],
      ...['tenants/acme-2.yaml', 'tenants/initech.yaml'],
    ]);
  });

  it('is done already for a tenant that has nothing', async () => {
    const { status, log } = await started.run([remove('acme')]);

    expect(status).toBe('completed');
    expect(log).toContain('Nothing of it is in Git; nothing changes.');
    expect(remote.count()).toBe(2);
  });

  it('takes away the file of one that is only described', async () => {
    const { status } = await started.run([remove('initech')]);

    expect(status).toBe('completed');
    expect(remote.paths()).not.toContain('tenants/initech.yaml');
  });
});
