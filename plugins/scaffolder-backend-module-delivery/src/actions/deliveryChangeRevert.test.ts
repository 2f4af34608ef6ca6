import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  eventually,
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const BEFORE = {
  'dev/payments/values.yaml': helmValues('2.4.0'),
  'dev/payments/old.yaml': 'kind: ConfigMap\n',
};
const create: Step = {
  ...{ id: 'deploy', action: 'delivery:deployment:create' },
  input: {
    ...{ environment: 'dev', component: 'orders' },
    files: [{ path: 'values.yaml', text: helmValues('1.0.0') }],
  },
};
const cleanUp: Step = {
  ...{ id: 'clean-up', action: 'delivery:change:revert' },
  if: '${{ failure() }}',
  input: { change: '${{ steps.deploy.output.change }}' },
};
const revert = (change: string): Step => ({
  ...{ id: 'revert', action: 'delivery:change:revert', input: { change } },
});

describe('delivery:change:revert', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  let isBroken = true;
  let meanwhile: () => void = () => {};

  const idOf = (
    { output }: { output: Record<string, unknown> },
    step: string,
  ) => (output[step] as { change: string }).change;

  beforeEach(async () => {
    isBroken = true;
    meanwhile = () => {};
    remote = new GitRemote(BEFORE);
    started = await startScaffolder({
      url: remote.url,
      helpers: {
        'test:maybe': async () => {
          meanwhile();
          if (isBroken) throw new Error('The later step fails');
        },
      },
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  const later: Step = { id: 'later', action: 'test:maybe' };

  it('takes back what an earlier step did when a later one fails', async () => {
    const { status, log } = await started.run([create, later, cleanUp]);

    expect(status).toBe('failed');
    expect(log).toContain('- dev/orders/values.yaml (removed, 5 lines)');
    expect(log).toContain('The later step fails');
    expect(remote.paths()).toEqual(Object.keys(BEFORE).sort());
    expect(remote.git('log', '-1', '--format=%s', 'main')).toBe(
      'Revert "Add orders in dev"',
    );
  });

  it('does nothing when nothing fails', async () => {
    isBroken = false;
    const { status } = await started.run([create, later, cleanUp]);

    expect(status).toBe('completed');
    expect(remote.paths()).toContain('dev/orders/values.yaml');
  });

  it('does nothing when the step that failed changed nothing', async () => {
    const refused = {
      ...create,
      input: { ...(create.input as object), files: [] },
    };
    const { log } = await started.run([refused, cleanUp]);

    expect(log).toContain('Nothing was changed, so nothing is taken back.');
    expect(remote.count()).toBe(1);
  });

  it('makes the change anew when the task is tried again after the clean-up', async () => {
    const failed = await started.run([create, later, cleanUp]);
    isBroken = false;
    await started.api
      .post(`/api/scaffolder/v2/tasks/${failed.id}/retry`)
      .send({ secrets: {} })
      .expect(201);
    const again = await eventually(async () => {
      const task = await started.end(failed.id);
      return task.status === 'completed' ? task : undefined;
    }, 'the task that is tried again');

    expect(again.log).toContain('It was taken back since; it is made again.');
    expect(remote.paths()).toContain('dev/orders/values.yaml');
    expect(remote.count()).toBe(4);
  });

  it('puts back what was changed and removed, byte by byte', async () => {
    const done = await started.run([
      {
        ...{ id: 'update', action: 'delivery:deployment:update' },
        input: {
          ...{ environment: 'dev', component: 'payments' },
          values: [{ file: 'values.yaml', path: 'replicas', value: 9 }],
          removeFiles: ['old.yaml'],
          files: [{ path: 'new.yaml', text: 'a: 1\n' }],
        },
      },
    ]);
    const { output } = await started.run([revert(idOf(done, 'update'))]);

    expect(output.revert).toEqual({ commits: [remote.head()] });
    expect(remote.paths()).toEqual(Object.keys(BEFORE).sort());
    for (const [path, text] of Object.entries(BEFORE)) {
      expect(remote.show(path)).toBe(text);
    }
  });

  it('is refused when others changed the same since, and says who', async () => {
    meanwhile = () => {
      remote.commit({ 'dev/orders/values.yaml': helmValues('1.0.1') }, 'Bump');
    };
    const { log } = await started.run([create, later, cleanUp]);

    expect(log).toMatch(/dev-1 changed it first: [0-9a-f]{7} “Bump”/);
    expect(remote.show('dev/orders/values.yaml')).toBe(helmValues('1.0.1'));
  });

  it('is fine when others changed something else since', async () => {
    meanwhile = () => {
      remote.commit({ 'README.md': 'Read me\n' });
    };
    await started.run([create, later, cleanUp]);

    expect(remote.paths()).toEqual([
      'README.md',
      ...Object.keys(BEFORE).sort(),
    ]);
  });

  it('does nothing twice', async () => {
    isBroken = false;
    const done = await started.run([create]);
    await started.run([revert(idOf(done, 'deploy'))]);
    const { status, log } = await started.run([revert(idOf(done, 'deploy'))]);

    expect({ status, log }).toMatchObject({ status: 'completed' });
    expect(log).toContain('is as wished already');
    expect(remote.count()).toBe(3);
  });

  it('plans in a dry run', async () => {
    const done = await started.run([create]);
    const { log } = await started.dryRun([revert(idOf(done, 'deploy'))]);

    expect(log).toContain('- dev/orders/values.yaml');
    expect(remote.count()).toBe(2);
  });

  it('knows no change of another name', async () => {
    const { status, log } = await started.run([revert('nobody')]);

    expect(status).toBe('failed');
    expect(log).toContain("There is no change 'nobody'");
  });
});
