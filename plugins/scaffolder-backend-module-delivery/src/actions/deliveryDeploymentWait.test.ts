import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import { observation } from '../__testUtils__/observation';
import {
  eventually,
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('delivery:deployment:wait', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const wait = (input: object = {}): Step => ({
    ...{ id: 'wait', action: 'delivery:deployment:wait' },
    input: { environment: 'dev', component: 'payments', ...input },
  });
  const see = async (change: object) => {
    const sink = await started.sink;
    await sink.replace([observation(remote.url, 'dev/payments', change)]);
  };
  const live = (version: string, health = 'healthy', message?: string) =>
    see({
      images: [`registry.example.org/payments:${version}`],
      health: { status: health, message },
    });
  const logOf = async (id: string) => {
    const { body } = await started.api.get(
      `/api/scaffolder/v2/tasks/${id}/events`,
    );
    return JSON.stringify(body);
  };
  const says = (id: string, words: string) =>
    eventually(
      async () => ((await logOf(id)).includes(words) ? true : undefined),
      words,
    );

  beforeEach(async () => {
    remote = new GitRemote({ 'dev/payments/values.yaml': helmValues('2.4.0') });
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

  it('says what it waits for as that changes, and ends when it is live and healthy', async () => {
    const id = await started.begin([wait()]);
    await says(id, 'payments in dev is waited for, at most 600 s');
    await says(id, 'no runtime has said anything of it yet');
    await live('2.3.0');
    await says(id, '2.4.0 is to go live; 2.3.0 runs');
    await live('2.4.0', 'progressing');
    await says(id, '2.4.0 is live and progressing');
    await live('2.4.0', 'degraded', 'Back-off');
    // While there is still time to mend it.
    await says(
      id,
      '2.4.0 is live and degraded. The runtime said last: Back-off',
    );
    await live('2.4.0');
    const { status, output } = await started.end(id);

    expect(status).toBe('completed');
    expect(output.wait).toMatchObject({ version: '2.4.0' });
  });

  it('ends honestly when it does not come, with what the runtime said last', async () => {
    await live('2.4.0', 'degraded', 'Back-off restarting failed container');
    const { status, log } = await started.run([wait({ timeoutSeconds: 1 })]);

    expect(status).toBe('failed');
    expect(log).toContain(
      'payments in dev is not live and healthy after 1 s: 2.4.0 is live and degraded. The runtime said last: Back-off restarting failed container',
    );
  });

  it('does not take an unknown runtime for a healthy one', async () => {
    const { status, log } = await started.run([wait({ timeoutSeconds: 1 })]);

    expect(status).toBe('failed');
    expect(log).toContain('no runtime has said anything of it yet');
  });

  it('waits for the version that was asked for, not for the one before', async () => {
    await live('2.4.0');
    const { log } = await started.run([
      wait({ version: '2.5.0', timeoutSeconds: 1 }),
    ]);

    expect(log).toContain('Git wants 2.4.0, not 2.5.0 yet');
  });

  it('waits for a deployment that is not read yet', async () => {
    const { log } = await started.run([
      wait({ component: 'orders', timeoutSeconds: 1 }),
    ]);

    expect(log).toContain('after 1 s: There is no deployment of orders in dev');
  });

  it('ends when the task is cancelled', async () => {
    const id = await started.begin([wait()]);
    await says(id, 'no runtime has said anything');
    await started.api.post(`/api/scaffolder/v2/tasks/${id}/cancel`).expect(200);

    // The task counts as cancelled before the step that is broken off has ended.
    await says(
      id,
      'payments in dev is not waited for any longer: the task was cancelled',
    );
    const { status } = await started.end(id);
    // Backstage itself calls a step that was broken off a failed one.
    expect(status).not.toBe('completed');
  });

  it('does not wait in a dry run', async () => {
    const { log } = await started.dryRun([wait()]);

    expect(log).toContain('It would be waited for payments in dev: no runtime');
  });
});
