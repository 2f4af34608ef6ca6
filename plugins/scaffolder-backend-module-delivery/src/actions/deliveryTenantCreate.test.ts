import { parse } from 'yaml';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const FILES: Step = {
  ...{ id: 'files', action: 'test:files' },
  input: {
    files: {
      'services/payments/values.yaml': helmValues('0.0.0'),
      'services/payments/extra.yaml': 'kind: ConfigMap\n',
      'services/orders/values.yaml': helmValues('0.0.0'),
    },
  },
};

function tenant(name: string, more: object = {}): Step {
  return {
    ...{ id: 'tenant', action: 'delivery:tenant:create' },
    input: {
      ...{ tenant: name, sourcePath: 'services' },
      services: [
        { component: 'payments', version: '2.4.0', environments: ['prod'] },
        { component: 'orders', version: '1.0.0', environments: ['prod'] },
      ],
      ...more,
    },
  };
}

describe('delivery:tenant:create', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;

  beforeEach(async () => {
    remote = new GitRemote({
      'prod/globex/payments/values.yaml': helmValues('2.4.0'),
    });
    started = await startScaffolder({
      url: remote.url,
      scaffolder: {
        delivery: { tenantsFolder: 'tenants', reservedNames: ['admin'] },
      },
    });
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('adds all services with their versions and the file of the tenant in one commit', async () => {
    const details = { plan: 'large', hosts: ['acme.example.org'] };
    const { output } = await started.run([FILES, tenant('acme', { details })]);

    expect(output.tenant).toMatchObject({
      folders: ['prod/acme/payments', 'prod/acme/orders'],
    });
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual([
      ...['prod/acme/orders/values.yaml', 'prod/acme/payments/extra.yaml'],
      'prod/acme/payments/values.yaml',
      ...['prod/globex/payments/values.yaml', 'tenants/acme.yaml'],
    ]);
    expect(remote.show('prod/acme/payments/values.yaml')).toBe(
      helmValues('2.4.0'),
    );
    expect(parse(remote.show('tenants/acme.yaml'))).toEqual({
      ...{ name: 'acme', ...details },
      services: [
        { component: 'payments', environments: ['prod'] },
        { component: 'orders', environments: ['prod'] },
      ],
    });
  });

  it('changes nothing when it is run again with the same answers', async () => {
    await started.run([FILES, tenant('acme')]);
    const { status, log } = await started.run([FILES, tenant('acme')]);

    expect(status).toBe('completed');
    expect(log).toContain('is as wished already');
    expect(remote.count()).toBe(2);
  });

  it('lets one of two who want the same tenant at once have it', async () => {
    const one = (component: string) =>
      tenant('acme', {
        services: [{ component, version: '1.0.0', environments: ['prod'] }],
      });
    const tasks = await Promise.all([
      started.run([FILES, one('payments')]),
      started.run([FILES, one('orders')]),
    ]);

    expect(tasks.map(({ status }) => status).sort()).toEqual([
      ...['completed', 'failed'],
    ]);
    const { log } = tasks.find(({ status }) => status === 'failed')!;
    expect(log).toMatch(/is there already|changed it first/);
    expect(remote.count()).toBe(2);
  });

  it('keeps text text, whatever YAML, a shell or Helm would make of it', async () => {
    const details = {
      ...{ plan: 'yes', region: '1e3', contact: '{{ .Values.x }}' },
      ...{ note: 'a: b\n- c # d', host: '$(id)', 'key: x': '*alias' },
      name: 'another',
    };
    const { status } = await started.run(
      [FILES, tenant('acme', { details: '${{ parameters.details }}' })],
      { details },
    );

    expect(status).toBe('completed');
    expect(parse(remote.show('tenants/acme.yaml'))).toMatchObject({
      ...{ ...details, name: 'acme' },
    });
  });

  it.each([
    ['globex', {}, /prod\/globex is there already; choose another name/],
    ['admin', {}, /The tenant \\?"admin\\?" is reserved/],
    ['Acme', {}, /no DNS label/],
    ['аcme', {}, /U\+0430, which may look like another one/],
    ['a'.repeat(64), {}, /has 64 characters/],
    ['../acme', {}, /no DNS label/],
    ['acme', { sourcePath: 'none' }, /no folder 'none\/payments'/],
    [
      'acme',
      {
        services: [
          { component: 'orders', version: '1 0', environments: ['prod'] },
        ],
      },
      /'1 0' cannot be a version of orders/,
    ],
    [
      'acme',
      { versionAt: { file: 'values.yaml', path: 'nope' } },
      /has no nope of its own/,
    ],
    [
      'acme',
      { services: [{ component: 'orders', environments: ['prod', 'prod'] }] },
      /prod\/acme\/orders is asked for twice/,
    ],
    [
      'acme',
      { services: [{ component: 'orders', environments: ['dev'] }] },
      /No folder pattern can hold orders of acme in dev/,
    ],
  ])('refuses %s with %j, and writes nothing', async (name, more, sentence) => {
    const { status, log } = await started.run([FILES, tenant(name, more)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });

  it('refuses another tenant whose file is there already', async () => {
    remote.commit({ 'tenants/acme.yaml': 'name: acme\n' });
    await started.until<{ items: { head: string }[] }>(
      '/repositories',
      ({ items }) => items[0].head === remote.head(),
    );
    const { log } = await started.run([FILES, tenant('acme')]);

    expect(log).toContain('tenants/acme.yaml is there already');
    expect(remote.count()).toBe(2);
  });
});
