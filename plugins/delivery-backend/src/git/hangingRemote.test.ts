import { join } from 'node:path';
import type {
  Operation,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import type { Knex } from 'knex';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createInstance, openFile } from '../__testUtils__/createInstance';
import {
  type TestServer,
  gitHttp,
  startHttp,
} from '../__testUtils__/gitServers';
import { eventually } from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const PATH = 'qa/payments/values.yaml';
/** Far more than a killed git needs, far less than any time-out of git. */
const PROMPT_MS = 5_000;

type Instance = Awaited<ReturnType<typeof createInstance>>;

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const started = Date.now();
  await work();
  return Date.now() - started;
}

describe('a remote that takes connections and never answers', () => {
  let git: GitFixture;
  let server: TestServer;
  let knex: Knex;
  let hangs: boolean;
  let waiting: number;
  const instances: Instance[] = [];

  beforeEach(async () => {
    git = GitFixture.create();
    git.commit({ files: { [PATH]: helmValues('1.0.0') } });
    git.commit({ files: { [PATH]: helmValues('1.1.0') } });
    git.run(['config', 'http.receivepack', 'true'], git.bare);
    hangs = false;
    waiting = 0;
    const serve = gitHttp(git.root);
    server = await startHttp((req, res) => {
      if (hangs) {
        waiting++;
      } else {
        serve(req, res);
      }
    });
    knex = await openFile(join(git.root, 'db.sqlite'));
  });

  afterEach(async () => {
    await Promise.all(instances.splice(0).map(instance => instance.stop()));
    await server.stop();
    await knex.destroy();
    git.dispose();
  });

  async function start(timeout: object): Promise<Instance> {
    const url = `http://127.0.0.1:${server.port}/remote.git`;
    // Nobody but the test asks the remote.
    const repository = { url, timeout, refresh: { hours: 1 } };
    const instance = await createInstance({ git, knex, repository });
    instances.push(instance);
    return instance;
  }

  async function deploymentOf({ delivery, caller }: Instance) {
    return eventually(async () => {
      const page = await delivery.services.deployments.list(
        { limit: 1 },
        caller,
      );
      return page.items[0];
    }, 'the deployment');
  }

  async function preflight(instance: Instance): Promise<Preflight> {
    const { id, desired } = await deploymentOf(instance);
    const expected = { version: '1.1.0', commit: desired.commit };
    return instance.delivery.services.preflight.run(
      id,
      { version: '1.0.0', expected },
      { ...instance.caller, refresh: true },
    );
  }

  async function rollBack(instance: Instance): Promise<string> {
    const { id, desired } = await deploymentOf(instance);
    const { operations } = instance.delivery.services;
    const { id: operationId } = await operations.start(
      {
        ...{ type: 'rollback', deploymentId: id, version: '1.0.0' },
        ...{ reason: 'It fails' },
        expected: { version: '1.1.0', commit: desired.commit },
      },
      'the-key',
      instance.caller,
    );
    return operationId;
  }

  function operationUntil(
    { delivery, caller }: Instance,
    id: string,
    wished: (found: Operation) => boolean,
  ): Promise<Operation> {
    return eventually(async () => {
      const found = await delivery.services.operations.get(id, caller);
      return wished(found) ? found : undefined;
    }, 'the operation');
  }

  it('does not keep a preflight waiting, which says what it does not know', async () => {
    const instance = await start({ minutes: 1 });
    await deploymentOf(instance);
    hangs = true;

    const answer = await preflight(instance);

    expect(answer.tookMs).toBeLessThan(2_500);
    expect(answer.status).toBe('unknown');
    expect(answer.checks[0]).toMatchObject({
      id: 'git-answers',
      status: 'unknown',
      message:
        'It does not answer within 2 seconds. What stands below is as last seen.',
    });
    expect(answer.changes).toHaveLength(1);
  });

  it('makes an operation say so at each try, and ends with one commit when it answers again', async () => {
    const instance = await start({ milliseconds: 400 });
    await deploymentOf(instance);
    const before = git.head();
    hangs = true;

    const id = await rollBack(instance);
    const tried = await operationUntil(
      instance,
      id,
      found => found.stepDetails[1].attempt >= 2,
    );
    hangs = false;
    const end = await operationUntil(instance, id, found =>
      Boolean(found.endedAt),
    );

    expect(tried.stepDetails[1].message).toMatch(
      /^Fetching gitops: it does not answer in time; this is try \d\.$/,
    );
    expect(end).toMatchObject({ state: 'completed', toVersion: '1.0.0' });
    expect(git.run(['rev-list', `${before}..main`], git.bare)).toBe(end.commit);
  });

  it('does not hold up the stop of the backend, whoever asked for the fetch', async () => {
    const instance = await start({ minutes: 1 });
    await deploymentOf(instance);
    hangs = true;
    await preflight(instance);
    expect(waiting).toBe(1);

    expect(await tookMs(() => instance.stop())).toBeLessThan(PROMPT_MS);
  });

  it('leaves an operation to the next process, which makes one commit of it', async () => {
    const first = await start({ minutes: 1 });
    await deploymentOf(first);
    const before = git.head();
    hangs = true;
    const id = await rollBack(first);
    await eventually(async () => (waiting ? true : undefined), 'the fetch');

    const stopped = await tookMs(() => first.stop());
    const row = await knex('operations').where({ id }).first();
    hangs = false;
    const second = await start({ minutes: 1 });
    const end = await operationUntil(second, id, found =>
      Boolean(found.endedAt),
    );

    expect(stopped).toBeLessThan(PROMPT_MS);
    expect(row).toMatchObject({ ended_at: null, state: 'authorised' });
    expect(end.state).toBe('completed');
    expect(git.run(['rev-list', '--count', `${before}..main`], git.bare)).toBe(
      '1',
    );
  });
});
