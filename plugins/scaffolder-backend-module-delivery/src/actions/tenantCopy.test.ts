import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { parse } from 'yaml';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(90_000);

const QUOTA =
  'kind: ResourceQuota\nspec:\n  hard:\n    requests.cpu: "24" # cores\n';
const PROJECT =
  'kind: AppProject\nmetadata: { name: tenant-acme }\nspec:\n  destinations: [{ namespace: acme--prod-* }]\n';
const ingress = (host: string) =>
  helmValues('2.4.0', `ingress:\n  host: ${host}\n`);

describe('a tenant that begins as a copy', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const copy = (input: object = {}): Step => ({
    ...{ id: 'copy', action: 'delivery:environment:copy' },
    input: {
      ...{ from: 'prod', to: 'prod', tenant: 'acme', toTenant: 'initech' },
      ...input,
    },
  });

  beforeEach(async () => {
    remote = new GitRemote({
      'prod/acme/payments/values.yaml': ingress('pay.acme.example'),
      'prod/acme/cart/values.yaml':
        'cart:\n  image: { repository: r/cart, tag: "2.9.0" }\n  replicas: 3\n',
      'prod/acme/cart/delivery.yaml':
        'component: cart\nhold: { version: 2.9.0, by: ann, reason: an incident }\nexpires: 2099-01-01\n',
      'prod/acme/quota.yaml': QUOTA,
      'argocd/tenants/acme.yaml': PROJECT,
      'prod/globex/payments/values.yaml': ingress('pay.globex.example'),
      'tenants/acme.yaml':
        'plan: large\nhosts: [shop.acme.example, www.retail.example]\n',
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
      delivery: {
        tenants: { plans: { large: { cpu: 24 }, small: { cpu: 4 } } },
      },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 3,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('gets all that belongs to the other one, with the quota of its plan, its own names and scale', async () => {
    const { status, log, output } = await started.run([
      copy({ replicas: 1, details: { plan: 'small', contacts: ['a@b.c'] } }),
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.count()).toBe(2);
    expect(remote.show('prod/initech/quota.yaml')).toBe(
      QUOTA.replace('"24"', '"4"'),
    );
    expect(remote.show('argocd/tenants/initech.yaml')).toBe(
      PROJECT.replaceAll('acme', 'initech'),
    );
    expect(remote.show('prod/initech/payments/values.yaml')).toContain(
      'pay.initech.example',
    );
    expect(parse(remote.show('prod/initech/cart/values.yaml'))).toMatchObject({
      cart: { replicas: 1 },
    });
    expect(remote.show('prod/initech/cart/delivery.yaml')).toBe(
      'component: cart\n',
    );
    expect(parse(remote.show('tenants/initech.yaml'))).toMatchObject({
      ...{ name: 'initech', plan: 'small', hosts: ['shop.initech.example'] },
    });
    expect(output.copy).toMatchObject({
      renamed: [
        'pay.acme.example becomes pay.initech.example',
        'shop.acme.example becomes shop.initech.example',
      ],
      notCopied: expect.arrayContaining([
        'www.retail.example, which the other tenant keeps; name another',
      ]),
    });
  });

  it('is the first one where the services come from an environment, and is told what nobody has for it', async () => {
    remote.commit({ 'dev/payments/values.yaml': helmValues('2.5.0') });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 4,
    );
    const { status, log, output } = await started.run([
      copy({ from: 'dev', tenant: undefined, details: { plan: 'small' } }),
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.show('prod/initech/payments/values.yaml')).toBe(
      helmValues('2.5.0'),
    );
    expect(output.copy).toMatchObject({
      notCopied: expect.arrayContaining([
        'argocd/tenants/initech.yaml: there is no tenant to copy it from; it has to be in Git before anything of initech can run',
      ]),
    });
    expect(parse(remote.show('tenants/initech.yaml'))).toMatchObject({
      ...{ name: 'initech', plan: 'small' },
    });
  });

  it('has the host name that a person names for one that only the file of the other tenant says', async () => {
    const hosts = [{ from: 'www.retail.example', to: 'www.initech.example' }];
    const { status, log } = await started.run([copy({ hosts })]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(parse(remote.show('tenants/initech.yaml'))).toMatchObject({
      hosts: ['shop.initech.example', 'www.initech.example'],
    });
  });

  it('takes no folder that somebody else made meanwhile', async () => {
    remote.commit({ 'prod/initech/invoices/values.yaml': helmValues('1.0.0') });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 4,
    );
    const { status, log } = await started.run([copy()]);

    expect(status).toBe('failed');
    expect(log).toContain('prod/initech is there already');
  });

  it('answers to no host name of a third one', async () => {
    const hosts = [{ from: 'pay.acme.example', to: 'pay.globex.example' }];
    const { status, log } = await started.run([copy({ hosts })]);

    expect(status).toBe('failed');
    expect(log).toContain(
      'pay.globex.example is used by prod/globex/payments already; say another host name for the copy (hosts).',
    );
    expect(remote.count()).toBe(1);
  });

  it('says where the scale or the plan cannot be set', async () => {
    remote.commit({
      'prod/acme/quota.yaml': 'kind: NetworkPolicy\n',
      'prod/acme/payments/values.yaml': 'image: { tag: "2.4.0" }\n',
    });
    await started.until<DeploymentsPage>('/deployments', page =>
      page.items.some(({ desired }) => desired.commit === remote.head()),
    );
    const { output, log } = await started.run([
      copy({ replicas: 1, details: { plan: 'small' } }),
    ]);
    const { notCopied = [] } = (output.copy ?? {}) as { notCopied?: string[] };

    expect(notCopied.join('\n') || log).toMatch(
      /the number of replicas of prod\/acme\/payments: none of its files/,
    );
    expect(notCopied.join('\n')).toMatch(/the amounts of the plan: no file/);
  });

  it.each([
    [{ details: { plan: 'gold' } }, /There is no plan 'gold'/],
    [{ details: { quota: { cpu: 'a: $(id)' } } }, /is no amount of cpu/],
  ])('refuses %j, and writes nothing', async (input, sentence) => {
    const { status, log } = await started.run([copy(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });
});
