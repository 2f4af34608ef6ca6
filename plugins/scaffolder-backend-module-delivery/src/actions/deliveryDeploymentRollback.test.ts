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

describe('delivery:deployment:rollback', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const see = async (version: string, revision = remote.head()) => {
    const sink = await started.sink;
    await sink.replace([
      observation(remote.url, 'dev/payments', {
        images: [`registry.example.org/payments:${version}`],
        sync: { status: 'in-sync', revision },
      }),
    ]);
  };
  const rollback = (input: object = {}): Step => ({
    ...{ id: 'rollback', action: 'delivery:deployment:rollback' },
    input: {
      ...{ environment: 'dev', component: 'payments', version: '2.4.0' },
      ...{ accept: ['ran-here', 'migrations', 'runtime-answers'], ...input },
    },
  });

  beforeEach(async () => {
    remote = new GitRemote({ 'dev/payments/values.yaml': helmValues('2.4.0') });
    remote.commit({ 'dev/payments/values.yaml': helmValues('2.5.0') });
    started = await startScaffolder({ url: remote.url });
    await started.until<DeploymentsPage>(
      '/deployments',
      ({ items }) => items[0]?.desired.version === '2.5.0',
    );
    await see('2.5.0');
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('runs all checks, commits once, and follows the operation to its end', async () => {
    const id = await started.begin([rollback({ reason: 'Errors.' })]);
    await eventually(
      async () => (remote.count() === 3 ? true : undefined),
      'the commit',
    );
    await see('2.4.0');
    const { status, output, log } = await started.end(id);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.rollback).toMatchObject({
      ...{ state: 'completed', commit: remote.head() },
    });
    expect(remote.show('dev/payments/values.yaml')).toBe(helmValues('2.4.0'));
    expect(log).toContain('One line: ');
  });

  it('does not wait when that is not wished', async () => {
    const { status, output } = await started.run([rollback({ wait: false })]);

    expect(status).toBe('completed');
    expect(output.rollback).toEqual({ operation: expect.any(String) });
  });

  it('stops at what could not be told, and names it', async () => {
    const { status, log } = await started.run([
      rollback({ version: '1.0.0', accept: [] }),
    ]);

    expect(status).toBe('failed');
    expect(log).toMatch(
      /is not rolled back\..*Name under accept to go on: .*ran-here/,
    );
    expect(remote.count()).toBe(2);
  });

  it('stops at what blocks', async () => {
    const { status, log } = await started.run([rollback({ version: '2.5.0' })]);

    expect(status).toBe('failed');
    expect(log).toContain('payments in dev is not rolled back.');
    expect(remote.count()).toBe(2);
  });

  it('only checks in a dry run', async () => {
    const { log } = await started.dryRun([rollback()]);

    expect(log).toContain('One line: ');
    expect(remote.count()).toBe(2);
  });
});
