import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Deployment,
  DeploymentsPage,
  Operation,
  OperationRequest,
  Preflight,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import { GitMirror } from '../git/GitMirror';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  observation,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const PATH = 'prod/acme/payments';
const API = '/api/delivery/v1';

describe('operations', () => {
  let git: GitFixture;
  let started: StartedDelivery;
  let deployment: Deployment;
  let keys = 0;

  async function start(
    options: {
      features?: Parameters<typeof startDelivery>[0]['features'];
      config?: object;
    } = {},
  ) {
    started = await startDelivery({ url: git.url, ...options });
    const page = await started.until<DeploymentsPage>(
      `/deployments?component=payments&environment=prod`,
      found => found.items.length === 1,
    );
    [deployment] = page.items;
    await (await started.observer.sink()).alive();
  }

  beforeEach(async () => {
    git = GitFixture.create();
    git.commit({
      files: {
        [`${PATH}/values.yaml`]: helmValues('2.3.1'),
        'acc/payments/values.yaml': helmValues('2.3.1'),
      },
    });
    git.commit({
      files: {
        [`${PATH}/values.yaml`]: helmValues('2.4.0'),
        'acc/payments/values.yaml': helmValues('2.4.0'),
      },
      author: 'dev-3',
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await started.backend.stop();
    git.dispose();
  });

  function body(change: Partial<OperationRequest> = {}): OperationRequest {
    const { version = '', commit } = deployment.desired;
    return {
      type: 'rollback',
      deploymentId: deployment.id,
      version: '2.3.1',
      expected: { version, commit },
      reason: 'It fails',
      ...change,
    };
  }

  function ask(request: object, key = `key-${keys++}-long`) {
    return started.api
      .post(`${API}/operations`)
      .set('Idempotency-Key', key)
      .send(request);
  }

  const ended = (id: string) =>
    started.until<Operation>(`/operations/${id}`, found =>
      Boolean(found.endedAt),
    );
  const commitsSince = (sha: string) =>
    Number(git.run(['rev-list', '--count', `${sha}..main`], git.bare));

  it('begins once for the same key, also twenty at once', async () => {
    await start();
    const before = git.head();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(body(), 'one-key-for-all')),
    );
    const later = await ask(body(), 'one-key-for-all');

    expect(answers.map(answer => answer.status)).toEqual(Array(20).fill(202));
    const ids = new Set([...answers, later].map(answer => answer.body.id));
    expect(ids.size).toBe(1);
    await ended(later.body.id);
    expect(commitsSince(before)).toBe(1);
  });

  it('refuses a key that was used for something else', async () => {
    await start();
    const first = await ask(body(), 'the-same-key');
    const second = await ask(
      body({ reason: 'Another reason' }),
      'the-same-key',
    );
    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain('used for another request');
    await ended(first.body.id);
  });

  it('lets one operation at a time work on a deployment and says whose it is', async () => {
    await start();
    const sink = await started.observer.sink();
    await sink.replace([observation(git.url, PATH)]);
    await started.until<Deployment>(`/deployments/${deployment.id}`, found =>
      Boolean(found.live.version),
    );
    const first = await ask(body());
    const second = await ask(body());
    expect(first.status).toBe(202);
    expect(second.status).toBe(409);
    expect(second.body.error.message).toMatch(
      /user:default\/mock asked for 2\.3\.1/,
    );
  });

  it('stops at the screen: what was seen is no longer true', async () => {
    await start();
    const seen = body();
    git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.4.1') },
      author: 'dev-2',
    });
    await started.until<Deployment>(
      `/deployments/${deployment.id}`,
      found => found.desired.version === '2.4.1',
    );

    const answer = await ask(seen);

    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(
      /dev-2 set 2\.4\.1 in [0-9a-f]{7} after you looked/,
    );
  });

  it('retries when another folder won the race, and touches nothing of it', async () => {
    await start();
    let pushes = 0;
    raceAtPush(git, () => {
      pushes++;
      return pushes <= 2
        ? { 'qa/ledger/values.yaml': helmValues(`1.0.${pushes}`) }
        : undefined;
    });

    const answer = await ask(body());
    const end = await ended(answer.body.id);

    expect(end.state).toBe('completed');
    expect(end.stepDetails[1]).toMatchObject({
      status: 'done',
      attempt: 3,
      message: expect.stringContaining('at try 3'),
    });
    expect(git.run(['show', `main:${PATH}/values.yaml`], git.bare)).toContain(
      '2.3.1',
    );
    expect(git.run(['show', 'main:qa/ledger/values.yaml'], git.bare)).toContain(
      '1.0.2',
    );
  });

  it('stops when the same folder was changed in the race, says by whom, and writes nothing', async () => {
    await start();
    let done = false;
    raceAtPush(git, () => {
      const files = done
        ? undefined
        : { [`${PATH}/values.yaml`]: helmValues('2.4.2') };
      done = true;
      return files;
    });

    const answer = await ask(body());
    const end = await ended(answer.body.id);

    expect(end).toMatchObject({ state: 'superseded' });
    expect(end.commit).toBeUndefined();
    expect(end.message).toMatch(
      /racer changed the folder first: Git wants 2\.4\.2 since/,
    );
    expect(git.run(['show', `main:${PATH}/values.yaml`], git.bare)).toContain(
      '2.4.2',
    );
  });

  it('ends as refused, with the sentence, when the repository does not let it push', async () => {
    await start();
    const hook = join(git.bare, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 });

    const end = await ended((await ask(body())).body.id);

    expect(end.state).toBe('refused');
    expect(end.message).toContain(
      'check delivery.repositories[].credentials and that they may push',
    );
    expect(end.nextActs.length).toBeGreaterThan(0);
  });

  it('says that a runtime is not observed instead of claiming that it is live', async () => {
    await start();
    const end = await ended((await ask(body())).body.id);
    expect(end.state).toBe('completed');
    expect(end.message).toContain('cannot say when it is live');
    expect(end.stepDetails.slice(2).map(step => step.status)).toEqual([
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('waits for a runtime that has yet to answer instead of saying that there is none', async () => {
    await start({
      config: { operations: { convergeTimeout: { milliseconds: 300 } } },
    });
    await (await started.observer.sink()).silent('Connection refused.');
    const end = await ended((await ask(body())).body.id);
    expect(end).toMatchObject({ state: 'stuck', commit: git.head() });
  });

  it('does not take an old failure of the runtime for its own', async () => {
    await start();
    const sink = await started.observer.sink();
    const failed = {
      phase: 'failed' as const,
      message: 'hook failed',
      revisions: [git.head()],
    };
    await sink.replace([observation(git.url, PATH, { operation: failed })]);
    await started.until<Deployment>(`/deployments/${deployment.id}`, found =>
      Boolean(found.live.version),
    );
    const { id } = (await ask(body())).body;
    const { commit } = await started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    const images = ['registry.example.org/payments:2.3.1'];
    const sync = { status: 'out-of-sync' as const, revision: commit };
    await sink.update([
      observation(git.url, PATH, { operation: failed, sync }),
    ]);
    await started.until<Operation>(
      `/operations/${id}`,
      found => found.step === 4,
    );
    await sink.update([
      observation(git.url, PATH, {
        images,
        sync: { status: 'in-sync', revision: commit },
      }),
    ]);
    expect(await ended(id)).toMatchObject({ state: 'completed' });
  });

  it('is done only when each runtime that deploys the folder is, and shows the worst meanwhile', async () => {
    await start();
    const sink = await started.observer.sink();
    const two = (commit?: string, ...healths: ('healthy' | 'degraded')[]) =>
      healths.map((status, index) => ({
        ...observation(git.url, PATH, {
          images: [
            `registry.example.org/payments:${commit ? '2.3.1' : '2.4.0'}`,
          ],
          sync: { status: 'in-sync', revision: commit },
          health: { status },
        }),
        key: `argocd/${index}`,
      }));
    await sink.replace(two(undefined, 'healthy', 'degraded'));
    await started.until<Deployment>(
      `/deployments/${deployment.id}`,
      found => found.health.status === 'degraded',
    );
    const { id } = (await ask(body())).body;
    const { commit } = await started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    await sink.update(two(commit, 'healthy', 'degraded'));
    await started.until<Operation>(
      `/operations/${id}`,
      found => found.step === 6,
    );
    await sink.update(two(commit, 'healthy', 'healthy'));
    expect(await ended(id)).toMatchObject({ state: 'completed' });
  });

  it('gets stuck at the step that does not go on, with the cause', async () => {
    await start({
      config: { operations: { convergeTimeout: { milliseconds: 300 } } },
    });
    const sink = await started.observer.sink();
    await sink.replace([observation(git.url, PATH)]);
    await started.until<Deployment>(`/deployments/${deployment.id}`, found =>
      Boolean(found.live.version),
    );
    const { id } = (await ask(body())).body;
    const { commit } = await started.until<Operation>(
      `/operations/${id}`,
      found => Boolean(found.commit),
    );
    await sink.update([
      observation(git.url, PATH, {
        sync: { status: 'out-of-sync', revision: commit },
        operation: {
          phase: 'failed',
          revisions: [commit!],
          message: 'admission webhook denied the request',
        },
      }),
    ]);

    const end = await ended(id);

    expect(end).toMatchObject({
      state: 'stuck',
      message: 'Stuck at syncing: admission webhook denied the request',
    });
    expect(started.observer.nudged).toEqual(['argocd/prod-acme-payments']);
  });

  it('notices that somebody went on to another version meanwhile', async () => {
    await start();
    const sink = await started.observer.sink();
    await sink.replace([observation(git.url, PATH)]);
    await started.until<Deployment>(`/deployments/${deployment.id}`, found =>
      Boolean(found.live.version),
    );
    const { id } = (await ask(body())).body;
    await started.until<Operation>(`/operations/${id}`, found =>
      Boolean(found.commit),
    );
    git.pull();
    git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.5.0') },
      author: 'dev-2',
    });

    expect(await ended(id)).toMatchObject({
      state: 'superseded',
      message: expect.stringContaining('dev-2 put 2.5.0 there'),
    });
  });

  it('undoes a rollback by a commit of its own that is no rollback', async () => {
    await start();
    const first = await ended((await ask(body())).body.id);
    const now = await started.until<Deployment>(
      `/deployments/${deployment.id}`,
      found => found.desired.version === '2.3.1',
    );
    expect(first.can).toEqual({ stop: false, undo: true });

    const wrong = await ask({
      ...body(),
      type: 'undo',
      undoes: first.id,
      expected: { version: '2.3.1', commit: now.desired.commit },
    });
    const undo = await ask({
      ...body({
        type: 'undo',
        version: '2.4.0',
        undoes: first.id,
        reason: 'It was not the cause',
      }),
      expected: { version: '2.3.1', commit: now.desired.commit },
    });

    expect(wrong.status).toBe(400);
    const passed = await ended(undo.body.id);
    const undone = await started.until<Operation>(
      `/operations/${first.id}`,
      found => !found.can.undo,
    );
    expect(undone.can).toEqual({ stop: false, undo: false });
    expect(passed).toMatchObject({
      type: 'undo',
      state: 'completed',
      toVersion: '2.4.0',
    });
    const message = git.run(['log', '-1', '--format=%B', 'main'], git.bare);
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
    await start();
    const before = git.head();
    const answer = await ask({ ...body(), ...change });
    expect({
      status: answer.status,
      message: answer.body.error.message,
    }).toEqual({ status, message: expect.stringMatching(message) });
    expect(git.head()).toBe(before);
  });

  it('goes to a version that never was there once the person accepts that', async () => {
    await start();
    const answer = await ask(
      body({ version: '7.7.7', accept: ['ran-here', 'migrations'] }),
    );
    expect(await ended(answer.body.id)).toMatchObject({
      state: 'completed',
      toVersion: '7.7.7',
    });
  });

  it('needs an Idempotency-Key', async () => {
    await start();
    const answer = await started.api.post(`${API}/operations`).send(body());
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('idempotency-key');
  });

  it('does not roll back where the policy is to roll forward', async () => {
    await start();
    const { items } = await started.until<DeploymentsPage>(
      '/deployments?environment=acc',
      found => found.items.length === 1,
    );
    const [acc] = items;
    expect(acc.can.rollback).toEqual({
      allowed: false,
      reason: expect.stringContaining('only rolls forward'),
    });
    const answer = await ask(
      body({
        deploymentId: acc.id,
        expected: { version: '2.4.0', commit: acc.desired.commit },
      }),
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('only rolls forward');
  });

  it('audits success and failure of each request, and each push', async () => {
    const events: { eventId: string; result: string }[] = [];
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async () => void events.push({ eventId, result: 'success' }),
        fail: async () => void events.push({ eventId, result: 'fail' }),
      }),
    });
    await start({ features: [auditor.factory] });
    await ask(body({ reason: ' ' }));
    await ended((await ask(body())).body.id);
    expect(events).toEqual([
      { eventId: 'operation-start', result: 'fail' },
      { eventId: 'operation-start', result: 'success' },
      { eventId: 'gitops-push', result: 'success' },
    ]);
  });

  it('asks the permission for the entity, for reading and for acting', async () => {
    const denied = new Set<string>();
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(request => ({
          result: denied.has(request.permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
    });
    await start({ features: [permissions.factory] });
    denied.add('delivery.deployment.rollback');
    const refused = await ask(body());
    const seen = await started.api.get(`${API}/deployments/${deployment.id}`);
    denied.add('delivery.deployment.read');
    const hidden = await started.api.get(`${API}/deployments/${deployment.id}`);

    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      'You may not roll back component:default/payments',
    );
    expect(seen.body.can.rollback).toEqual({
      allowed: false,
      reason: expect.any(String),
    });
    expect(hidden.status).toBe(403);
    const resources = permissions.authorize.mock.calls.flatMap(([requests]) =>
      requests.map(request =>
        'resourceRef' in request ? request.resourceRef : undefined,
      ),
    );
    expect(new Set(resources)).toEqual(new Set(['component:default/payments']));
  });

  it('does not let in who is not signed in', async () => {
    await start();
    const answer = await started.api
      .get(`${API}/deployments`)
      .set('Authorization', mockCredentials.none.header());
    expect(answer.status).toBe(401);
  });

  it('answers a preflight with each check, and changes nothing', async () => {
    await start();
    git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.4.0', 'cpu: 1\n') },
      message: 'More cpu\n\nMigration: 0042 adds a column',
    });
    const before = git.head();

    const answer = await started.api
      .post(`${API}/deployments/${deployment.id}/preflight`)
      .send({ version: '2.3.1', expected: body().expected });

    const preflight: Preflight = answer.body;
    expect(
      Object.fromEntries(
        preflight.checks.map(check => [check.id, check.status]),
      ),
    ).toEqual({
      'still-what-you-saw': 'block',
      'ran-here': 'ok',
      'one-line': 'ok',
      'changed-since': 'warn',
      migrations: 'warn',
      'nothing-running': 'ok',
      'holds-and-bans': 'ok',
      policy: 'ok',
      'runtime-answers': 'warn',
    });
    expect(preflight.status).toBe('block');
    expect(preflight.current).toMatchObject({
      version: '2.4.0',
      commit: before,
      author: 'dev-1',
      subject: 'More cpu',
    });
    expect(preflight.changes).toEqual([
      {
        path: `${PATH}/values.yaml`,
        lines: [
          {
            line: 4,
            before: '  tag: "2.4.0"  # set by CI',
            after: '  tag: "2.3.1"  # set by CI',
          },
        ],
      },
    ]);
    expect(git.head()).toBe(before);
  });

  it('says in a preflight that Git does not answer, and that what it shows is as last seen', async () => {
    await start();
    rmSync(join(git.bare, 'HEAD'));

    const answer = await started.api
      .post(`${API}/deployments/${deployment.id}/preflight`)
      .send({ version: '2.3.1', expected: body().expected });

    const preflight: Preflight = answer.body;
    expect(preflight.status).toBe('unknown');
    expect(preflight.checks[0]).toMatchObject({
      id: 'git-answers',
      status: 'unknown',
      message: expect.stringMatching(/no repository.*as last seen/),
    });
    await started.until<{ items: Source[] }>('/sources', found =>
      Boolean(found.items[0].silentSince && found.items[0].cause),
    );
  });

  it('serves the document it checks requests against, and refuses what is not in it', async () => {
    await start();
    const document = await started.api.get(`${API}/openapi.json`);
    const unknown = await started.api.get(`${API}/deployments?colour=red`);
    const tooMany = await started.api.get(`${API}/deployments?limit=5000`);
    const foreign = await started.api.get(`${API}/deployments?cursor=abc`);
    expect(Object.keys(document.body.paths)).toEqual(
      expect.arrayContaining([
        `${API}/deployments`,
        `${API}/operations`,
        `${API}/deployments/{id}/preflight`,
      ]),
    );
    expect([unknown.status, tooMany.status, foreign.status]).toEqual([
      400, 400, 400,
    ]);
    expect(foreign.body.error.message).toContain(
      'The cursor is not one of this server',
    );
  });
});

/** Pushes something else in the moment before a push of Slipway arrives. */
function raceAtPush(
  git: GitFixture,
  next: () => Record<string, string> | undefined,
) {
  const push = GitMirror.prototype.push;
  jest
    .spyOn(GitMirror.prototype, 'push')
    .mockImplementation(async function race(this: GitMirror, ...args) {
      const files = next();
      if (files) {
        git.run(['fetch', '-q', 'origin', 'main']);
        git.run(['reset', '-q', '--hard', 'FETCH_HEAD']);
        git.commit({ files, author: 'racer', message: 'Race' });
      }
      return push.apply(this, args);
    });
}
