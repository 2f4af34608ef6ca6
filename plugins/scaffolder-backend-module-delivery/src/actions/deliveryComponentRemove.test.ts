import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:component:remove', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const remove = (input: object = {}): Step => ({
    ...{ id: 'remove', action: 'delivery:component:remove' },
    input: { component: 'payments', confirmation: 'payments', ...input },
  });

  beforeEach(async () => {
    remote = new GitRemote({
      'dev/payments/values.yaml': `${helmValues('2.4.0')}postgresql: { enabled: true }\n`,
      'dev/payments/more.yaml': 'kind: ConfigMap\n',
      'qa/payments/values.yaml': helmValues('2.4.0'),
      'prod/acme/payments/values.yaml': helmValues('2.4.0'),
      'prod/acme/orders/values.yaml': helmValues('1.0.0'),
      'names/component/payments/reserved.yaml': 'name: payments\n',
    });
    started = await startScaffolder({
      url: remote.url,
      scaffolder: { delivery: { namesFolder: 'names' } },
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 4,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('removes it everywhere, in one commit, and nothing else', async () => {
    const { status, output, log } = await started.run([remove()]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.remove).toMatchObject({
      folders: ['prod/acme/payments', 'qa/payments', 'dev/payments'],
    });
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual([
      'names/component/payments/reserved.yaml',
      'prod/acme/orders/values.yaml',
    ]);
    expect(remote.git('log', '-1', '--format=%s', 'main')).toContain(
      'Remove payments everywhere',
    );
    expect(log).toContain('it is not known who needs it');
  });

  it('gives its name free where reservations are kept', async () => {
    await started.backend.stop();
    started = await startScaffolder({
      url: remote.url,
      scaffolder: {
        delivery: { namesFolder: 'names', namesRepository: 'gitops' },
      },
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 4,
    );
    const { status, log } = await started.run([remove({ releaseName: true })]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.paths()).toEqual(['prod/acme/orders/values.yaml']);
    expect(remote.git('log', '-1', '--format=%s', 'main')).toContain(
      'Give the name payments free again',
    );
  });

  it('removes it from some environments, and is done already the next time', async () => {
    const step = remove({ environments: ['dev', 'qa'] });
    expect((await started.run([step])).status).toBe('completed');
    expect(remote.paths()).toContain('prod/acme/payments/values.yaml');
    expect(remote.paths().join()).not.toMatch(/(dev|qa)\/payments/);

    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 2,
    );
    const again = await started.run([step]);
    expect(again.log).toContain('Nothing of it is in Git; nothing changes.');
    expect(remote.count()).toBe(2);
  });

  it('gives its name back as well when that is asked for', async () => {
    await started.run([remove({ releaseName: true })]);
    expect(remote.paths()).toEqual(['prod/acme/orders/values.yaml']);
  });

  it('shows in a dry run all that would go, and what dies with it', async () => {
    const { output, log } = await started.dryRun([remove({ tenant: 'acme' })]);
    const { body } = await started.api
      .post('/api/scaffolder/delivery/v1/removals')
      .send({ component: 'payments', environments: ['dev'] })
      .expect(200);

    expect(output.remove).toMatchObject({ folders: ['prod/acme/payments'] });
    expect(log).toContain('- prod/acme/payments/values.yaml (removed');
    expect(body).toMatchObject({
      folders: [{ path: 'dev/payments', files: 2, version: '2.4.0' }],
      belongings: [{ kind: 'database', name: 'postgresql' }],
      ...{ hidden: 0, consumers: [], hiddenConsumers: 0 },
      consumersProblem: expect.stringContaining('knows no contracts'),
    });
    expect(remote.count()).toBe(1);
  });

  it.each([
    [{ confirmation: 'payment' }, /'payment' was typed to confirm/],
    [{ component: 'A b', confirmation: 'A b' }, /pattern|no DNS label/],
    [{ confirmation: undefined }, /confirmation/],
  ])('removes nothing with %j', async (input, sentence) => {
    const { status, log } = await started.run([remove(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });
});
