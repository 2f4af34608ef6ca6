import { parse } from 'yaml';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:name:reserve', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const reserve = (name: string, kind = 'tenant'): Step => ({
    ...{ id: 'name', action: 'delivery:name:reserve', input: { kind, name } },
  });

  beforeAll(async () => {
    remote = new GitRemote({
      'prod/acme/payments/values.yaml': helmValues('2.4.0'),
    });
    started = await startScaffolder({
      url: remote.url,
      scaffolder: {
        delivery: { namesFolder: 'names', reservedNames: ['admin'] },
      },
      entities: [
        {
          ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
          metadata: { name: 'Invoices', namespace: 'default' },
          spec: { type: 'service' },
        },
      ],
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('takes a name that is free, and says for whom', async () => {
    const { id, status, output, log } = await started.run([reserve('initech')]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.name).toMatchObject({
      paths: ['names/tenant/initech/reserved.yaml'],
    });
    expect(parse(remote.show('names/tenant/initech/reserved.yaml'))).toEqual({
      ...{ kind: 'tenant', name: 'initech', by: 'user:default/mock', task: id },
    });
  });

  it('gives a name to one of two tasks of the same person at once', async () => {
    const before = remote.count();
    const tasks = await Promise.all([
      started.run([reserve('umbrella')]),
      started.run([reserve('umbrella')]),
    ]);

    expect(tasks.map(({ status }) => status).sort()).toEqual([
      ...['completed', 'failed'],
    ]);
    expect(remote.count()).toBe(before + 1);
  });

  it('keeps names of one kind from no other kind', async () => {
    const { status } = await started.run([reserve('initech', 'component')]);
    expect(status).toBe('completed');
  });

  it('gives a name back when a later step fails', async () => {
    const { status } = await started.run([
      reserve('hooli'),
      { id: 'later', action: 'test:fail' },
      {
        ...{ id: 'back', action: 'delivery:change:revert' },
        if: '${{ failure() }}',
        input: { change: '${{ steps.name.output.change }}' },
      },
    ]);

    expect(status).toBe('failed');
    expect(remote.paths().join()).not.toContain('hooli');
    expect((await started.run([reserve('hooli')])).status).toBe('completed');
  });

  it('only checks in a dry run', async () => {
    const before = remote.count();
    const { log } = await started.dryRun([reserve('wonka')]);

    expect(log).toContain('The tenant wonka is free.');
    expect(remote.count()).toBe(before);
  });

  it.each([
    ['acme', 'tenant', /acme is there already, in prod\/acme\/payments/],
    ['acrne', 'tenant', /would be confused with acme in prod\/acme\/payments/],
    ['invoices', 'component', /invoices is there already, in the catalog/],
    ['Acme', 'tenant', /no DNS label/],
    ['аcme', 'tenant', /U\+0430/],
    ['admin', 'tenant', /is reserved/],
    ['a'.repeat(64), 'tenant', /64 characters/],
    ['../x', 'tenant', /no DNS label/],
    ['$(id)', 'tenant', /no DNS label/],
    ['prod', 'environment', /prod is there already, in prod\/acme/],
  ])('refuses %s as the name of a %s', async (name, kind, sentence) => {
    const before = remote.count();
    const { status, log } = await started.run([reserve(name, kind)]);

    expect({ name, status }).toEqual({ name, status: 'failed' });
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(before);
  });

  it.each([
    ['a'.repeat(30), 64, 'would have 64 characters; 63 are the most'],
    ['a'.repeat(29), 63, undefined],
    ['A_', 36, 'is no DNS label'],
  ])(
    'judges the namespace of %s with %d characters before it takes the name',
    async (tenant, length, sentence) => {
      const namespace = `${tenant}--qa-2-${'b'.repeat(27)}`;
      expect(namespace).toHaveLength(length);
      const before = remote.count();

      const { status, log } = await started.run([
        {
          ...{ id: 'name', action: 'delivery:name:reserve' },
          input: { kind: 'component', name: 'b'.repeat(27), namespace },
        },
      ]);

      expect(status).toBe(sentence ? 'failed' : 'completed');
      expect(log).toContain(sentence ?? 'is free');
      expect(remote.count()).toBe(before + (sentence ? 0 : 1));
    },
  );
});

describe('delivery:name:reserve with several repositories', () => {
  let remotes: GitRemote[];
  let started: StartedScaffolder;
  const layouts = [{ path: '{environment}/{component}' }];
  const reserve = (repository: string): Step => ({
    ...{ id: 'name', action: 'delivery:name:reserve' },
    input: { kind: 'component', name: 'parcels', repository },
  });

  beforeAll(async () => {
    remotes = [1, 2].map(
      () => new GitRemote({ 'dev/payments/values.yaml': helmValues('2.4.0') }),
    );
    started = await startScaffolder({
      url: remotes[0].url,
      delivery: {
        repositories: remotes.map(({ url }, index) => ({
          ...{ id: `eu-${index + 1}`, url, layouts },
          ...{ refresh: { milliseconds: 200 }, writableFolders: ['names'] },
        })),
      },
      scaffolder: {
        delivery: { namesFolder: 'names', namesRepository: 'eu-1' },
      },
    });
  });

  afterAll(async () => {
    await started.backend.stop();
    for (const remote of remotes) remote.dispose();
  });

  it('gives a name once, whichever repository a template names', async () => {
    const first = await started.run([reserve('eu-2')]);
    expect(first.status === 'completed' ? '' : first.log).toBe('');
    expect(first.log).toContain(
      'Reservations are kept in eu-1, and none in eu-2.',
    );
    expect(remotes[0].paths().join()).toContain('names/component/parcels');
    expect(remotes[1].paths().join()).not.toContain('parcels');

    const second = await started.run([reserve('eu-1')]);
    expect(second.status).toBe('failed');
  });

  it('tells a form that the name is reserved, without asking which repository', async () => {
    const { body } = await started.api
      .get('/api/scaffolder/delivery/v1/names?kind=component&name=parcels')
      .expect(200);
    expect(body).toMatchObject({ status: 'taken' });
  });
});
