import type {
  Deployment,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { observation } from '../__testUtils__/startDelivery';
import { PATH, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('convergeSteps', () => {
  const on = useOperations();

  it('says that a runtime is not observed instead of claiming that it is live', async () => {
    await on.start();
    const end = await on.ended((await on.ask(on.body())).body.id);
    expect(end.state).toBe('completed');
    expect(end.message).toContain('cannot say when it is live');
    expect(end.stepDetails.slice(2).map(step => step.status)).toEqual([
      'skipped',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('waits for a runtime that has yet to answer instead of saying that there is none', async () => {
    await on.start({
      config: { operations: { convergeTimeout: { milliseconds: 300 } } },
    });
    await (await on.started.observer.sink()).silent('Connection refused.');
    const end = await on.ended((await on.ask(on.body())).body.id);
    expect(end).toMatchObject({ state: 'stuck', commit: on.git.head() });
  });

  it('does not take an old failure of the runtime for its own', async () => {
    await on.start();
    const sink = await on.started.observer.sink();
    const failed = {
      phase: 'failed' as const,
      message: 'hook failed',
      revisions: [on.git.head()],
    };
    await sink.replace([observation(on.git.url, PATH, { operation: failed })]);
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => Boolean(found.live.version),
    );
    const { id } = (await on.ask(on.body())).body;
    const { commit } = await on.started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    const images = ['registry.example.org/payments:2.3.1'];
    const sync = { status: 'out-of-sync' as const, revision: commit };
    await sink.update([
      observation(on.git.url, PATH, { operation: failed, sync }),
    ]);
    await on.started.until<Operation>(
      `/operations/${id}`,
      found => found.step === 4,
    );
    await sink.update([
      observation(on.git.url, PATH, {
        images,
        sync: { status: 'in-sync', revision: commit },
      }),
    ]);
    expect(await on.ended(id)).toMatchObject({ state: 'completed' });
  });

  it('is done only when each runtime that deploys the folder is, and shows the worst meanwhile', async () => {
    await on.start();
    const sink = await on.started.observer.sink();
    const two = (commit?: string, ...healths: ('healthy' | 'degraded')[]) =>
      healths.map((status, index) => ({
        ...observation(on.git.url, PATH, {
          images: [
            `registry.example.org/payments:${commit ? '2.3.1' : '2.4.0'}`,
          ],
          sync: { status: 'in-sync', revision: commit },
          health: { status },
        }),
        key: `argocd/${index}`,
      }));
    await sink.replace(two(undefined, 'healthy', 'degraded'));
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => found.health.status === 'degraded',
    );
    const { id } = (await on.ask(on.body())).body;
    const { commit } = await on.started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    await sink.update(two(commit, 'healthy', 'degraded'));
    await on.started.until<Operation>(
      `/operations/${id}`,
      found => found.step === 6,
    );
    await sink.update(two(commit, 'healthy', 'healthy'));
    expect(await on.ended(id)).toMatchObject({ state: 'completed' });
  });

  it('gets stuck at the step that does not go on, with the cause', async () => {
    await on.start({
      config: { operations: { convergeTimeout: { milliseconds: 300 } } },
    });
    const sink = await on.started.observer.sink();
    await sink.replace([observation(on.git.url, PATH)]);
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => Boolean(found.live.version),
    );
    const { id } = (await on.ask(on.body())).body;
    const { commit } = await on.started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    await sink.update([
      observation(on.git.url, PATH, {
        sync: { status: 'out-of-sync', revision: commit },
        operation: {
          phase: 'failed',
          revisions: [commit!],
          message: 'admission webhook denied the request',
        },
      }),
    ]);

    const end = await on.ended(id);

    expect(end).toMatchObject({
      state: 'stuck',
      message: 'Stuck at syncing: admission webhook denied the request',
    });
    expect(on.started.observer.nudged).toEqual(['argocd/prod-acme-payments']);
  });

  it('notices that somebody went on to another version meanwhile', async () => {
    await on.start();
    const sink = await on.started.observer.sink();
    await sink.replace([observation(on.git.url, PATH)]);
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => Boolean(found.live.version),
    );
    const { id } = (await on.ask(on.body())).body;
    await on.started.until<Operation>(`/operations/${id}`, found =>
      Boolean(found.commit),
    );
    on.git.pull();
    on.git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.5.0') },
      author: 'dev-2',
    });

    expect(await on.ended(id)).toMatchObject({
      state: 'superseded',
      message: expect.stringContaining('dev-2 put 2.5.0 there'),
    });
  });
});
