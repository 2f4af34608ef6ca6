import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

function update(input: object): Step {
  return {
    ...{ id: 'update', action: 'delivery:deployment:update' },
    input: { environment: 'dev', component: 'payments', ...input },
  };
}

describe('delivery:deployment:update', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;

  beforeEach(async () => {
    remote = new GitRemote({
      'dev/payments/values.yaml': helmValues('2.4.0'),
      'dev/payments/old.yaml': 'kind: ConfigMap\n',
    });
    started = await startScaffolder({ url: remote.url });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('sets values, writes files and removes others in one commit', async () => {
    const { output } = await started.run([
      {
        ...{ id: 'files', action: 'test:files' },
        input: { files: { 'more/network.yaml': 'kind: NetworkPolicy\n' } },
      },
      update({
        values: [
          { file: 'values.yaml', path: 'replicas', value: 5 },
          { file: 'values.yaml', path: 'image.tag', value: '2.5.0' },
        ],
        ...{ sourcePath: 'more', removeFiles: ['old.yaml'] },
      }),
    ]);

    expect(output.update).toMatchObject({ folder: 'dev/payments' });
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual([
      ...['dev/payments/network.yaml', 'dev/payments/values.yaml'],
    ]);
    expect(remote.show('dev/payments/values.yaml')).toBe(
      helmValues('2.5.0').replace('replicas: 3', 'replicas: 5'),
    );
  });

  it('overwrites nothing when only new files are wanted', async () => {
    const adds = (text: string) =>
      update({ onlyNew: true, files: [{ path: 'old.yaml', text }] });
    const refused = await started.run([adds('kind: Secret\n')]);
    const same = await started.run([adds('kind: ConfigMap\n')]);

    expect(refused.status).toBe('failed');
    expect(refused.log).toContain('dev/payments/old.yaml is there already');
    expect(same.status).toBe('completed');
    expect(remote.count()).toBe(1);
  });

  it('adds nothing when only what is there is to be replaced', async () => {
    const replaces = (path: string) =>
      update({ onlyExisting: true, files: [{ path, text: 'kind: A\n' }] });
    const refused = await started.run([replaces('new.yaml')]);
    const replaced = await started.run([replaces('old.yaml')]);

    expect(refused.log).toContain('dev/payments/new.yaml is not there');
    expect(replaced.status).toBe('completed');
    expect(remote.show('dev/payments/old.yaml')).toBe('kind: A\n');
  });

  describe('with an entity that must be new', () => {
    const describes = update({
      newEntity: 'component:default/payments',
      files: [{ path: 'catalog-info.yaml', text: 'kind: Component\n' }],
    });
    const payments = (annotations: Record<string, string>) => ({
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
      metadata: { name: 'payments', annotations },
    });

    it('refuses one that is described elsewhere, and says where', async () => {
      started.entities.push(
        payments({
          'backstage.io/managed-by-location':
            'url:https://git.example.org/payments/catalog-info.yaml',
        }),
      );
      const { status, log } = await started.run([describes]);

      expect(status).toBe('failed');
      expect(log).toContain(
        'The catalog knows component:default/payments already, from https://git.example.org/payments/catalog-info.yaml; change its description there.',
      );
      expect(remote.count()).toBe(1);
    });

    it('shows nobody a path of the server', async () => {
      started.entities.push(
        payments({
          'backstage.io/managed-by-location': 'file:/srv/catalog/all.yaml',
        }),
      );
      const { status, log } = await started.run([describes]);

      expect(status).toBe('failed');
      expect(log).toContain(
        'The catalog knows component:default/payments already; change',
      );
      expect(log).not.toContain('/srv');
    });

    it('describes one that is known only by its folder, and says what was looked at', async () => {
      started.entities.push(
        payments({ 'slipway.dev/gitops-folder': 'dev/payments' }),
      );
      const tried = await started.dryRun([describes]);
      const { status } = await started.run([describes]);

      expect(tried.output.update).toMatchObject({
        checks: expect.arrayContaining([
          {
            status: 'ok',
            message:
              'The catalog has no other description of component:default/payments.',
          },
        ]),
      });
      expect(status).toBe('completed');
      expect(remote.show('dev/payments/catalog-info.yaml')).toContain('Comp');
    });
  });

  it('changes nothing when all is set already', async () => {
    const values = [{ file: 'values.yaml', path: 'replicas', value: 3 }];
    const { status, log } = await started.run([update({ values })]);

    expect(status).toBe('completed');
    expect(log).toContain('is as wished already');
    expect(remote.count()).toBe(1);
  });

  it.each([
    [{ component: 'nobody' }, /There is no deployment of nobody in dev/],
    [
      { values: [{ file: 'no.yaml', path: 'a', value: 1 }] },
      /dev\/payments has no text file 'no.yaml'/,
    ],
    [
      { values: [{ file: 'values.yaml', path: 'nope', value: 1 }] },
      /values\.yaml has no nope of its own/,
    ],
    [
      {
        values: [{ file: 'values.yaml', path: 'replicas', value: 1 }],
        files: [{ path: 'values.yaml', text: 'a: 1\n' }],
      },
      /would be changed in two ways at once/,
    ],
    [{ removeFiles: ['../../README.md'] }, /no path inside the repository/],
  ])('refuses %j, and writes nothing', async (input, sentence) => {
    const { status, log } = await started.run([update(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });

  it.each([
    ['{{ .Values.password }}', `"{{ .Values.password }}"`],
    ['yes', '"yes"'],
    ['a: b', '"a: b"'],
    ['$(id)', '"$(id)"'],
  ])('writes the value %s as text and nothing else', async (value, text) => {
    const values = [{ file: 'values.yaml', path: 'image.repository', value }];
    const { status } = await started.run(
      [update({ values: '${{ parameters.values }}' })],
      { values },
    );

    expect(status).toBe('completed');
    expect(remote.show('dev/payments/values.yaml')).toContain(
      `  repository: ${text}\n`,
    );
  });
});
