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

describe('delivery:environment:wait', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const wait = (input: object = {}): Step => ({
    ...{ id: 'wait', action: 'delivery:environment:wait' },
    input: { environment: 'qa', ...input },
  });
  const run = async (services: Record<string, string>, status = 'healthy') => {
    const sink = await started.sink;
    await sink.replace(
      Object.entries(services).map(([component, version]) =>
        observation(remote.url, `qa/${component}`, {
          images: [`registry.example.org/payments:${version}`],
          health: { status: status as 'healthy', message: 'no image' },
        }),
      ),
    );
  };
  const says = (id: string, words: string) =>
    eventually(async () => {
      const { body } = await started.api.get(
        `/api/scaffolder/v2/tasks/${id}/events`,
      );
      return JSON.stringify(body).includes(words) ? true : undefined;
    }, words);

  beforeEach(async () => {
    remote = new GitRemote({
      'qa/payments/values.yaml': helmValues('2.4.0'),
      'qa/cart/values.yaml': helmValues('1.0.0'),
      'dev/cart/values.yaml': helmValues('9.0.0'),
    });
    started = await startScaffolder({ url: remote.url });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 3,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('ends when somebody removes what it waits for', async () => {
    const folders = ['qa/payments', 'qa/cart'];
    const id = await started.begin([wait({ folders })]);
    await says(id, '0 of 2 are live and healthy');
    remote.commit({
      'qa/payments/values.yaml': undefined,
      'qa/cart/values.yaml': undefined,
    });
    await says(id, 'qa was removed meanwhile');
    const { body } = await started.api.get(`/api/scaffolder/v2/tasks/${id}`);

    expect(JSON.stringify(body)).not.toContain('"completed"');
  });

  it('says how many run as that changes, and ends when all do', async () => {
    const id = await started.begin([wait()]);
    await says(id, 'It is waited 10 minutes at most');
    await says(id, '0 of 2 are live and healthy');
    await run({ cart: '1.0.0', payments: '2.3.0' });
    await says(id, '1 of 2 are live and healthy; qa/payments: 2.4.0 is to go');
    await run({ cart: '1.0.0', payments: '2.4.0' });
    await says(id, 'qa: all 2 are live and healthy');
    const { output, status } = await started.end(id);

    expect(status).toBe('completed');
    expect(output.wait).toMatchObject({
      ...{ running: ['cart 1.0.0', 'payments 2.4.0'] },
      entity: 'component:default/cart',
    });
  });

  it('waits for the folders that are named, also for one that was not read yet', async () => {
    await run({ cart: '1.0.0', later: '1.0.0' });
    const id = await started.begin([
      wait({ folders: ['qa/cart', 'qa/later'] }),
    ]);
    await says(id, 'qa/later: it was not read from Git yet');
    remote.commit({ 'qa/later/values.yaml': helmValues('1.0.0') });
    const { status } = await started.end(id);
    expect(status).toBe('completed');
  });

  it('fails with what it waited for and what the runtime said last', async () => {
    await run({ cart: '1.0.0', payments: '2.4.0' }, 'degraded');
    const { status, log } = await started.run([wait({ timeoutSeconds: 1 })]);

    expect(status).toBe('failed');
    expect(log).toContain('qa is not live and healthy after 1 s');
    expect(log).toContain('qa/cart: 1.0.0 is live and degraded (no image)');
  });

  it('names as the cause what was not well where it was copied from, and of nothing else', async () => {
    await run({ cart: '1.0.0', payments: '2.4.0' }, 'degraded');
    const message = 'cart was degraded in dev as well when it was copied.';
    const { log } = await started.run([
      wait({
        ...{ folders: ['qa/cart', 'qa/payments'], timeoutSeconds: 1 },
        unwell: [
          { folder: 'qa/cart', message },
          { folder: 'qa/gone', message: 'gone was missing in dev.' },
        ],
      }),
    ]);
    const [start, end] = log.split('is not live and healthy after 1 s');

    expect(start).toMatch(/It is waited 1 s at most[^]*cart was degraded/);
    expect(end).toContain(message);
    expect(end).not.toContain('gone was missing');
  });

  it('waits for one tenant alone where one is named', async () => {
    remote.commit({ 'prod/acme/cart/values.yaml': helmValues('1.0.0') });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 4,
    );
    const place = { environment: 'prod', tenant: 'acme', timeoutSeconds: 1 };
    const { log } = await started.run([wait(place)]);
    const none = await started.run([wait({ ...place, tenant: 'globex' })]);

    expect(log).toContain('acme in prod is not live and healthy after 1 s');
    expect(log).toContain('prod/acme/cart: no runtime has said anything');
    expect(none.log).toContain('it has no deployments');
  });

  it('fails where nothing stands, and at once where a version is missing', async () => {
    const empty = await started.run([
      wait({ environment: 'qa-2', timeoutSeconds: 1 }),
    ]);
    remote.commit({ 'qa/broken/values.yaml': 'a: 1\n' });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 4,
    );
    const broken = await started.run([wait()]);

    expect(empty.log).toContain('it has no deployments');
    expect(broken.status).toBe('failed');
  });

  it('says that nobody waits any longer once the task is cancelled', async () => {
    const id = await started.begin([wait()]);
    await says(id, '0 of 2 are live and healthy');
    await started.api.post(`/api/scaffolder/v2/tasks/${id}/cancel`).expect(200);

    await says(id, 'qa is not waited for any longer: the task was cancelled');
    const { status } = await started.end(id);
    expect(status).not.toBe('completed');
  });

  it('waits for nothing in a dry run', async () => {
    const { log } = await started.dryRun([wait()]);
    expect(log).toContain('It would be waited until all of qa is live');
  });
});
