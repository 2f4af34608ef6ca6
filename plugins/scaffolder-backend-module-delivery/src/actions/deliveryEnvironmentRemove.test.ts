import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:environment:remove', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const remove = (input: object = {}): Step => ({
    ...{ id: 'remove', action: 'delivery:environment:remove' },
    input: { environment: 'qa', confirmation: 'qa', ...input },
  });

  beforeAll(async () => {
    remote = new GitRemote({
      'dev/payments/values.yaml': helmValues('2.4.0'),
      'qa/payments/values.yaml': helmValues('2.4.0'),
      'qa/orders/values.yaml': helmValues('1.0.0'),
    });
    started = await startScaffolder({ url: remote.url });
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
    const { status, log } = await started.run([
      remove({ confirmation: 'dev' }),
    ]);

    expect(status).toBe('failed');
    expect(log).toContain(
      "Nothing was removed: 'dev' was typed to confirm, and the environment is qa.",
    );
    expect(remote.count()).toBe(1);
  });

  it('shows in a dry run all that would go', async () => {
    const { output } = await started.dryRun([remove()]);

    expect(output.remove).toMatchObject({
      folders: ['qa/orders', 'qa/payments'],
    });
    expect(remote.count()).toBe(1);
  });

  it('removes all that stands in it, and nothing of others', async () => {
    const { status } = await started.run([remove()]);

    expect(status).toBe('completed');
    expect(remote.count()).toBe(2);
    expect(remote.paths()).toEqual(['dev/payments/values.yaml']);
  });
});
