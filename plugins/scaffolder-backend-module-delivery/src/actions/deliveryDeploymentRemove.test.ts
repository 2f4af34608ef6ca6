import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:deployment:remove', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const remove: Step = {
    ...{ id: 'remove', action: 'delivery:deployment:remove' },
    input: { environment: 'dev', component: 'payments' },
  };

  beforeAll(async () => {
    remote = new GitRemote({
      'dev/payments/values.yaml': helmValues('2.4.0'),
      'dev/payments/templates/more.yaml': 'kind: ConfigMap\n',
      'dev/payments-api/values.yaml': helmValues('1.0.0'),
    });
    started = await startScaffolder({ url: remote.url });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 2,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('says in a dry run which files would go, and leaves them', async () => {
    const { log } = await started.dryRun([remove]);

    expect(log).toContain(
      '- dev/payments/templates/more.yaml (removed, 1 line)',
    );
    expect(log).toContain('- dev/payments/values.yaml (removed, 5 lines)');
    expect(remote.count()).toBe(1);
  });

  it('removes the folder and no neighbour, and the deployment with it', async () => {
    const { status } = await started.run([remove]);

    expect(status).toBe('completed');
    expect(remote.paths()).toEqual(['dev/payments-api/values.yaml']);
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  it('is done already when the folder is gone', async () => {
    const { status, log } = await started.run([remove]);

    expect(status).toBe('completed');
    expect(log).toContain('is as wished already');
    expect(remote.count()).toBe(2);
  });
});
