import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import { observation } from '../__testUtils__/observation';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(90_000);

const SEALED =
  'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: db\n';

describe('delivery:environment:copy', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const copy = (input: object = {}): Step => ({
    ...{ id: 'copy', action: 'delivery:environment:copy' },
    input: { from: 'qa', to: 'qa-2', ...input },
  });

  beforeEach(async () => {
    remote = new GitRemote({
      'qa/payments/values.yaml': helmValues('2.4.0', 'host: qa.example.org\n'),
      'qa/payments/delivery.yaml':
        'component: payments # ours\nhold:\n  version: 2.4.0\n  by: ann\n  reason: no\n',
      'qa/payments/secret.yaml': SEALED,
      'qa/payments/seed.sql': 'insert into x;\n',
      'qa/orders/values.yaml': helmValues('1.0.0'),
      'dev/orders/values.yaml': helmValues('9.0.0'),
    });
    started = await startScaffolder({
      url: remote.url,
      scaffolder: { delivery: { tenantsFolder: 'tenants' } },
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

  it('copies in one commit, scaled, with other values, a version and an end', async () => {
    const { output, log, status } = await started.run([
      copy({
        ...{ replicas: 1, timeToLive: 'P3D', leaveOut: ['seed.sql'] },
        services: [
          { component: 'payments', version: '2.5.0' },
          { component: 'orders' },
        ],
        values: [
          {
            ...{ file: 'values.yaml', path: 'host', value: 'x.example.org' },
            component: 'payments',
          },
        ],
      }),
    ]);
    const delivery = remote.show('qa-2/payments/delivery.yaml');
    const { expires } = parse(delivery) as { expires: string };
    const days = DateTime.fromISO(expires).diffNow('days').days;

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.count()).toBe(2);
    expect(output.copy).toMatchObject({
      ...{ folders: ['qa-2/payments', 'qa-2/orders'], expires },
      notCopied: [
        expect.stringMatching(/secret\.yaml: it is sealed for another/),
        expect.stringMatching(/seed\.sql: left out as asked/),
        'the data in the volumes of qa/payments',
        'the data in the volumes of qa/orders',
      ],
    });
    expect(days).toBeGreaterThan(2.9);
    expect(days).toBeLessThanOrEqual(3);
    expect(delivery).toBe(`component: payments # ours\nexpires: ${expires}\n`);
    expect(remote.show('qa-2/payments/values.yaml')).toBe(
      helmValues('2.5.0', 'host: x.example.org\n').replace('s: 3', 's: 1'),
    );
    expect(remote.paths().filter(path => path.startsWith('qa-2/'))).toEqual([
      ...['qa-2/orders/delivery.yaml', 'qa-2/orders/values.yaml'],
      ...['qa-2/payments/delivery.yaml', 'qa-2/payments/values.yaml'],
    ]);
  });

  it('copies all, as it is, and a second time nothing', async () => {
    const first = await started.run([copy()]);
    const again = await started.run([copy()]);

    expect(first.status === 'completed' ? '' : first.log).toBe('');
    expect(again.status).toBe('completed');
    expect(again.log).toContain('is as wished already');
    expect(remote.count()).toBe(2);
    expect(remote.show('qa-2/orders/values.yaml')).toBe(helmValues('1.0.0'));
  });

  it('warns of what does not run well where it is copied from', async () => {
    const sink = await started.sink;
    await sink.replace([
      observation(remote.url, 'qa/payments', {
        images: ['registry.example.org/payments:2.4.0'],
        health: { status: 'degraded', message: 'image tag 2.4.0 not found' },
      }),
      observation(remote.url, 'qa/orders', {
        images: ['registry.example.org/orders:0.9.0'],
      }),
    ]);
    await started.until<DeploymentsPage>('/deployments', page =>
      page.items.some(({ live }) => live.version === '0.9.0'),
    );
    const { output, log } = await started.dryRun([copy()]);
    const { checks, unwell } = output.copy as {
      checks: { status: string }[];
      unwell: object[];
    };

    expect(log).toMatch(/payments in qa is degraded[^]*will differ/);
    expect(unwell).toEqual([
      {
        folder: 'qa-2/payments',
        message:
          'payments was degraded in qa as well when it was copied: image tag 2.4.0 not found.',
      },
    ]);

    expect(checks.filter(({ status }) => status === 'warn')).toEqual(
      expect.arrayContaining([
        {
          status: 'warn',
          message: expect.stringMatching(
            /^payments in qa is degraded: image tag 2\.4\.0 not found; a copy/,
          ),
        },
        {
          status: 'warn',
          message:
            'Git wants 1.0.0 of orders in qa, and 0.9.0 runs there; the copy gets what Git wants.',
        },
      ]),
    );
  });

  it('copies no host name that two would answer to', async () => {
    remote.commit({
      'qa/payments/values.yaml': helmValues(
        '2.4.0',
        'ingress:\n  host: pay.example.org\n',
      ),
    });
    await started.until<DeploymentsPage>('/deployments', page =>
      page.items.some(({ desired }) => desired.commit === remote.head()),
    );
    const taken = await started.run([copy()]);
    const hosts = [{ from: 'pay.example.org', to: 'pay-2.example.org' }];
    const given = await started.run([copy({ hosts })]);
    const slips = await Promise.all(
      [
        { from: 'pay.example.org', to: 'x.y\nreplicas: 99' },
        { from: 'nobody.example.org', to: 'pay-2.example.org' },
      ].map(host => started.run([copy({ hosts: [host] })])),
    );

    expect(taken.status).toBe('failed');
    expect(taken.log).toContain(
      'qa-2/payments would answer to pay.example.org, as what it is a copy of does',
    );
    expect(slips[0].log).toContain('is no host name; write www.example.org');
    expect(slips[1].log).toContain(
      'None of what is copied answers to nobody.example.org; it answers to pay.example.org',
    );
    expect(given.status === 'completed' ? '' : given.log).toBe('');
    expect(given.output.copy).toMatchObject({
      renamed: ['pay.example.org becomes pay-2.example.org'],
    });
    expect(remote.show('qa-2/payments/values.yaml')).toContain(
      'host: pay-2.example.org\n',
    );
  });

  it('copies what runs when that is asked for, and does not guess it', async () => {
    const asked = { versions: 'live', services: [{ component: 'orders' }] };
    const unknown = await started.run([copy(asked)]);
    const sink = await started.sink;
    await sink.replace([
      observation(remote.url, 'qa/orders', {
        images: ['registry.example.org/payments:0.9.0'],
      }),
    ]);
    const known = await started.run([copy(asked)]);

    expect(unknown.log).toContain(
      'It is not known which version of orders in qa runs',
    );
    expect(known.status === 'completed' ? '' : known.log).toBe('');
    expect(remote.show('qa-2/orders/values.yaml')).toBe(helmValues('0.9.0'));
  });

  it('plans in a dry run', async () => {
    const { log } = await started.dryRun([copy()]);

    expect(log).toContain('+ qa-2/payments/values.yaml (added, 6 lines)');
    expect(log).toContain('Not copied: the data in the volumes of qa/orders.');
    expect(remote.count()).toBe(1);
  });

  it.each([
    [{ to: 'dev' }, /dev\/orders is there already/],
    [{ to: 'qa' }, /must stand in another place/],
    [{ from: 'prod' }, /There is nothing to copy in prod/],
    [{ services: [{ component: 'nobody' }] }, /no deployment of nobody in qa/],
    [
      { services: [{ component: 'orders', version: '1; rm' }] },
      /'1; rm' cannot be a version/,
    ],
    [{ timeToLive: 'soon' }, /'soon' is no time to live/],
    [{ timeToLive: 'PT-1H' }, /is no time to live/],
    [{ toTenant: 'acme' }, /No folder pattern can hold/],
    [
      { values: [{ file: 'none.yaml', path: 'a', value: 1 }] },
      /None of what is copied has a file 'none\.yaml'/,
    ],
    [{ replicas: -1 }, /must be greater than or equal to 0/],
    [
      {
        services: [{ component: 'orders' }],
        values: [{ file: 'values.yaml', path: 'nope', value: 1 }],
      },
      /has no nope of its own/,
    ],
  ])('refuses %j, and writes nothing', async (input, sentence) => {
    const { status, log } = await started.run([copy(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });

  it('begins a tenant as a copy of another one, with the file that describes it', async () => {
    remote.commit({
      'prod/acme/orders/values.yaml': helmValues('1.0.0'),
      'prod/acme/payments/values.yaml': helmValues('2.4.0'),
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 5,
    );
    const before = remote.count();
    const input = {
      ...{ from: 'prod', to: 'prod', tenant: 'acme', toTenant: 'initech' },
      services: [{ component: 'orders', version: '1.1.0' }],
      details: { plan: 'small', contacts: ['it@initech.example.org'] },
    };
    const step = copy(input);
    const { log, status } = await started.run([step]);
    const again = await started.run([step]);
    const taken = await started.run([
      copy({ ...input, services: [{ component: 'payments' }] }),
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.show('prod/initech/orders/values.yaml')).toBe(
      helmValues('1.1.0'),
    );
    expect(parse(remote.show('tenants/initech.yaml'))).toEqual({
      ...{ plan: 'small', contacts: ['it@initech.example.org'] },
      name: 'initech',
      services: [{ component: 'orders', environments: ['prod'] }],
    });
    expect(again.status).toBe('completed');
    expect(remote.count()).toBe(before + 1);
    expect(taken.status).toBe('failed');
    expect(taken.log).toContain('prod/initech is there already');
  });

  it('says in the commit what it is a copy of', async () => {
    const { log, status } = await started.run([copy({ reason: 'A test.' })]);
    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.git('log', '-1', '--format=%B', 'main')).toMatch(
      /^Copy qa to qa-2\n\nReason: A test\.\nRequested-By: user:\S+\nCopied-From: qa\nPortal-Operation-Id: /,
    );
  });

  it('refuses a tenant whose name is none', async () => {
    const { log, status } = await started.run([
      copy({ from: 'qa', to: 'prod', toTenant: 'In_Valid' }),
    ]);
    expect(status).toBe('failed');
    expect(log).toContain('The tenant "In_Valid" is no DNS label');
  });
});

describe('delivery:environment:copy to an environment that exists only in Git', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const copy = (input: object = {}): Step => ({
    ...{ id: 'copy', action: 'delivery:environment:copy' },
    input: { from: 'qa', to: 'try-1', timeToLive: 'PT2H', ...input },
  });

  beforeAll(async () => {
    remote = new GitRemote({
      'qa/payments/values.yaml': helmValues('2.4.0'),
      'qa/orders/values.yaml': helmValues('1.0.0'),
    });
    started = await startScaffolder({
      url: remote.url,
      delivery: {
        environments: [
          ...[{ name: 'dev' }, { name: 'qa' }, { name: 'prod' }],
          { kind: 'preview', timeToLive: { longest: { days: 7 } } },
        ],
      },
      repository: {
        layouts: [
          { path: 'qa/{component}', environment: 'qa', cluster: 'eu-qa' },
          { path: '{environment}/{component}' },
          {
            path: 'preview/{environment}/{component}',
            ...{ environmentKind: 'preview', cluster: 'eu-dev' },
          },
        ],
      },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 2,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it.each([
    [{ timeToLive: undefined }, /does not say when it ends/],
    [{ timeToLive: 'P8D' }, /live 1 week from now at most/],
    [{ to: 'Try' }, /no DNS label|does not match/],
    [{ to: 'pr0d' }, /looks like prod, which is configured/],
    [{ to: 'a'.repeat(41) }, /41 characters/],
    [{ to: 'default' }, /is reserved/],
  ])('refuses %j, and writes nothing', async (input, sentence) => {
    const { status, log } = await started.run([copy(input)]);
    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });

  it('puts it where its kind stands, in whole minutes', async () => {
    const { log, status, output } = await started.run([
      copy({ services: [{ component: 'orders', version: '1.1.0' }] }),
    ]);
    const { expires } = output.copy as { expires: string };

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.show('preview/try-1/orders/values.yaml')).toBe(
      helmValues('1.1.0'),
    );
    expect(remote.show('preview/try-1/orders/delivery.yaml')).toBe(
      `expires: ${expires}\n`,
    );
    expect(expires).toMatch(/:00\.000Z$/);
  });

  it('adds nothing to an environment of somebody else, and makes none that looks like it', async () => {
    const first = copy({
      ...{ to: 'mine-1', isNew: true, services: [{ component: 'orders' }] },
    });
    const made = await started.run([first]);
    const again = await started.run([first]);
    const other = await started.run([
      copy({
        to: 'mine-1',
        isNew: true,
        services: [{ component: 'payments' }],
      }),
    ]);
    const alike = await started.run([copy({ to: 'minel', isNew: true })]);

    expect(made.status === 'completed' ? '' : made.log).toBe('');
    expect(again.status === 'completed' ? '' : again.log).toBe('');
    expect(other.log).toMatch(
      /mine-1 is there already, with .*orders, made by/,
    );
    expect(alike.log).toContain('looks like mine-1, which is there');
  });

  it('ends a short life to the second', async () => {
    const step = copy({ to: 'try-2', timeToLive: 'PT1M' });
    const { output } = await started.run([step]);
    const { expires } = output.copy as { expires: string };
    const seconds = DateTime.fromISO(expires).diffNow('seconds').seconds;
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});
