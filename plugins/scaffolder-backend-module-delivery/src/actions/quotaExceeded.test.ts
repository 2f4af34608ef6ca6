import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(90_000);

const values = helmValues(
  '2.4.0',
  'resources: { requests: { cpu: 500m, memory: 1Gi } }\n',
);
const TOO_MUCH =
  /initech in prod would ask for 10 cores where 4 cores may be used.*nothing was written/;

describe('a copy that asks for more than its quota', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const copy = (input: object = {}): Step => ({
    ...{ id: 'copy', action: 'delivery:environment:copy' },
    input: {
      ...{ from: 'prod', to: 'prod', tenant: 'acme', toTenant: 'initech' },
      ...{ replicas: 10, details: { plan: 'small' }, ...input },
    },
  });

  beforeEach(async () => {
    remote = new GitRemote({
      'prod/acme/payments/values.yaml': values,
      'prod/acme/cart/values.yaml': values,
      'tenants/acme.yaml': 'plan: large\n',
    });
    started = await startScaffolder({
      url: remote.url,
      repository: { tenantsFolder: 'tenants' },
      delivery: {
        tenants: { plans: { large: { cpu: 24 }, small: { cpu: 4 } } },
      },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 2,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('is refused before anything is written, and made when it asks for less', async () => {
    const refused = await started.run([copy()]);
    expect(refused.status).toBe('failed');
    expect(refused.log).toMatch(TOO_MUCH);
    expect(remote.count()).toBe(1);

    const { status, log } = await started.run([copy({ replicas: 4 })]);
    expect(status).toBe('completed');
    expect(log).toContain('initech in prod asks for 4 of 4 cores');
  });

  it('is made when a larger plan or a quota of its own allows it', async () => {
    const details = { plan: 'small', quota: { cpu: '12' } };
    const { status } = await started.run([copy({ details })]);
    expect(status).toBe('completed');
  });

  it('is made when somebody accepts it, and says that not all of it will start', async () => {
    const { status, log } = await started.run([
      copy({ acceptOverQuota: true }),
    ]);
    expect(status).toBe('completed');
    expect(log).toMatch(/asks for 10 cores.*what is too much will not start/);
    expect(remote.count()).toBe(2);
  });

  it('is refused for one more deployment of a tenant, too', async () => {
    const { status, log } = await started.run([
      {
        ...{ id: 'create', action: 'delivery:deployment:create' },
        input: {
          ...{ environment: 'prod', tenant: 'acme', component: 'orders' },
          files: [
            {
              path: 'values.yaml',
              text: values.replace('replicas: 3', 'replicas: 50'),
            },
          ],
        },
      },
    ]);
    expect(status).toBe('failed');
    expect(log).toContain(
      'acme in prod would ask for 28 cores where 24 cores may be used',
    );
    expect(remote.count()).toBe(1);
  });
});
