import type {
  Deployment,
  DeploymentsPage,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { observation } from '../__testUtils__/startDelivery';
import { API, PATH, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('OperationStarter', () => {
  const on = useOperations();

  it('begins once for the same key, also twenty at once', async () => {
    await on.start();
    const before = on.git.head();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => on.ask(on.body(), 'one-key-for-all')),
    );
    const later = await on.ask(on.body(), 'one-key-for-all');

    expect(answers.map(answer => answer.status)).toEqual(Array(20).fill(202));
    const ids = new Set([...answers, later].map(answer => answer.body.id));
    expect(ids.size).toBe(1);
    await on.ended(later.body.id);
    expect(on.commitsSince(before)).toBe(1);
  });

  it('refuses a key that was used for something else', async () => {
    await on.start();
    const first = await on.ask(on.body(), 'the-same-key');
    const second = await on.ask(
      on.body({ reason: 'Another reason' }),
      'the-same-key',
    );
    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain('used for another request');
    await on.ended(first.body.id);
  });

  it('lets one operation at a time work on a deployment and says whose it is', async () => {
    await on.start();
    const sink = await on.started.observer.sink();
    await sink.replace([observation(on.git.url, PATH)]);
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => Boolean(found.live.version),
    );
    const first = await on.ask(on.body());
    const second = await on.ask(on.body());
    expect(first.status).toBe(202);
    expect(second.status).toBe(409);
    expect(second.body.error.message).toMatch(
      /user:default\/mock asked for 2\.3\.1/,
    );
  });

  it('stops at the screen: what was seen is no longer true', async () => {
    await on.start();
    const seen = on.body();
    on.git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.4.1') },
      author: 'dev-2',
    });
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => found.desired.version === '2.4.1',
    );

    const answer = await on.ask(seen);

    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(
      /dev-2 set 2\.4\.1 in [0-9a-f]{7} after you looked/,
    );
  });

  it('undoes a rollback by a commit of its own that is no rollback', async () => {
    await on.start();
    const first = await on.ended((await on.ask(on.body())).body.id);
    const now = await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => found.desired.version === '2.3.1',
    );
    expect(first.can).toEqual({ stop: false, undo: true });

    const wrong = await on.ask({
      ...on.body(),
      type: 'undo',
      undoes: first.id,
      expected: { version: '2.3.1', commit: now.desired.commit },
    });
    const undo = await on.ask({
      ...on.body({
        type: 'undo',
        version: '2.4.0',
        undoes: first.id,
        reason: 'It was not the cause',
      }),
      expected: { version: '2.3.1', commit: now.desired.commit },
    });

    expect(wrong.status).toBe(400);
    const passed = await on.ended(undo.body.id);
    const undone = await on.started.until<Operation>(
      `/operations/${first.id}`,
      found => !found.can.undo,
    );
    expect(undone.can).toEqual({ stop: false, undo: false });
    expect(passed).toMatchObject({
      type: 'undo',
      state: 'completed',
      toVersion: '2.4.0',
    });
    const message = on.git.run(
      ['log', '-1', '--format=%B', 'main'],
      on.git.bare,
    );
    expect(message).toContain(`Undo-Of: ${first.id}`);
    expect(message).not.toContain('Rollback-To');
  });

  it.each([
    ['an empty reason', { reason: ' \n\t ' }, 400, /the reason is empty/],
    [
      'an unknown deployment',
      { deploymentId: 'nothing' },
      404,
      /no deployment 'nothing'/,
    ],
    [
      'a version that is none',
      { version: '../../etc' },
      409,
      /cannot be a version/,
    ],
    [
      'the version that is there',
      { version: '2.4.0' },
      409,
      /nothing to change/,
    ],
    [
      'a version that never was there',
      { version: '7.7.7' },
      409,
      /never in Git.*\(ran-here\).*accept/,
    ],
    ['a field nobody knows', { force: true }, 400, /additional properties/],
  ])('refuses %s with a sentence', async (_, change, status, message) => {
    await on.start();
    const before = on.git.head();
    const answer = await on.ask({ ...on.body(), ...change });
    expect({
      status: answer.status,
      message: answer.body.error.message,
    }).toEqual({ status, message: expect.stringMatching(message) });
    expect(on.git.head()).toBe(before);
  });

  it('goes to a version that never was there once the person accepts that', async () => {
    await on.start();
    const answer = await on.ask(
      on.body({ version: '7.7.7', accept: ['ran-here', 'migrations'] }),
    );
    expect(await on.ended(answer.body.id)).toMatchObject({
      state: 'completed',
      toVersion: '7.7.7',
    });
  });

  it('needs an Idempotency-Key', async () => {
    await on.start();
    const answer = await on.started.api
      .post(`${API}/operations`)
      .send(on.body());
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('idempotency-key');
  });

  it('does not roll back where the policy is to roll forward', async () => {
    await on.start();
    const { items } = await on.started.until<DeploymentsPage>(
      '/deployments?environment=acc',
      found => found.items.length === 1,
    );
    const [acc] = items;
    expect(acc.can.rollback).toEqual({
      allowed: false,
      reason: expect.stringContaining('only rolls forward'),
    });
    const answer = await on.ask(
      on.body({
        deploymentId: acc.id,
        expected: { version: '2.4.0', commit: acc.desired.commit },
      }),
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('only rolls forward');
  });
});
