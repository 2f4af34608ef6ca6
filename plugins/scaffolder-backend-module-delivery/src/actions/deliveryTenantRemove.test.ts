import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:tenant:remove', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const remove = (tenant: string): Step => ({
    ...{ id: 'remove', action: 'delivery:tenant:remove', input: { tenant } },
  });

  beforeAll(async () => {
    remote = new GitRemote({
      'prod/acme/payments/values.yaml': helmValues('2.4.0'),
      'prod/acme/orders/values.yaml': helmValues('1.0.0'),
      'prod/acme-2/orders/values.yaml': helmValues('1.0.0'),
      'tenants/acme.yaml': 'name: acme\n',
      'tenants/acme-2.yaml': 'name: acme-2\n',
    });
    started = await startScaffolder({
      url: remote.url,
      repository: { tenantsFolder: 'tenants' },
    });
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
    const step = remove('acme');
    const { log, status } = await started.run([
      { ...step, input: { tenant: 'acme', confirmation: 'acme-2' } },
    ]);

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
    expect(log).toContain('- tenants/acme.yaml (removed, 1 line)');
    expect(remote.count()).toBe(1);
  });

  it('removes all of the tenant, and nothing of others', async () => {
    const { status } = await started.run([remove('acme')]);

    expect(status).toBe('completed');
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual([
      ...['prod/acme-2/orders/values.yaml', 'tenants/acme-2.yaml'],
    ]);
  });

  it('is done already for a tenant that has nothing', async () => {
    const { status, log } = await started.run([remove('acme')]);

    expect(status).toBe('completed');
    expect(log).toContain('Nothing is deployed for acme');
    expect(remote.count()).toBe(2);
  });
});
