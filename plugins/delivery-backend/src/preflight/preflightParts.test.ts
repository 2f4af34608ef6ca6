import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  CheckStatus,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import type { PreflightCheck } from '@slipway/backstage-plugin-delivery-node';
import { deploymentRow, revisionRow, sha } from '../__testUtils__/rows';
import { toDeployment } from '../deployments/toDeployment';
import { GitError } from '@slipway/backstage-plugin-git-node';
import { DefaultPreflightService, worst } from './DefaultPreflightService';
import { Stages } from '../environments/Stages';

const credentials = mockCredentials.user();
const expected = { version: '2.4.0', commit: sha('c') };

function deployment(commit = sha('c')): Deployment {
  return toDeployment({
    ...{ row: deploymentRow({ commit }), topic: 't', now: Date.now() },
    canRollback: { allowed: true },
  });
}

/** A service whose collaborators say in which order they were asked. */
function setUp(checks: PreflightCheck[] = []) {
  const log: string[] = [];
  const state = { commit: sha('c'), trouble: undefined as Error | undefined };
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const planner = {
    plan: jest.fn(async () => ({ files: [], changes: [], from: '2.4.0' })),
  };
  const repositories = {
    get: () => ({ planner }),
    head: jest.fn(async () => sha('c')),
    refresh: jest.fn(async () => {
      log.push('refresh begins');
      await held;
      log.push('refresh ends');
      if (state.trouble) {
        throw state.trouble;
      }
    }),
  };
  const service = DefaultPreflightService.create({
    ...{
      checks,
      stages: Stages.create([]),
      repositories: repositories as never,
    },
    deployments: {
      row: async () => deploymentRow({ commit: state.commit }),
      get: async () => {
        log.push(`look at ${state.commit[0]}`);
        return deployment(state.commit);
      },
    } as never,
    versions: { forDeployment: async () => [] } as never,
    revisions: { page: async () => [revisionRow()] } as never,
    operations: { lastRollback: async () => undefined } as never,
  });
  const run = (refresh = true) =>
    service.run(
      'd-1',
      { version: '2.3.1', expected },
      { credentials, refresh },
    );
  return { log, state, release, planner, repositories, run };
}

describe('the worst of some checks', () => {
  it.each<[CheckStatus[], CheckStatus]>([
    [[], 'ok'],
    [['ok', 'ok'], 'ok'],
    [['ok', 'warn'], 'warn'],
    [['unknown', 'warn', 'ok'], 'unknown'],
    [['ok', 'unknown', 'block', 'warn'], 'block'],
  ])('of %j is %s', (statuses, expectedStatus) => {
    expect(worst(statuses.map(status => ({ status })))).toBe(expectedStatus);
  });
});

describe('the parts of a preflight', () => {
  it('look at the ledger while the remote is asked', async () => {
    const on = setUp();
    const answer = on.run();
    while (on.log.length < 2) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(on.log).toEqual(
      expect.arrayContaining(['refresh begins', 'look at c']),
    );
    on.release();
    expect((await answer).checks.some(({ id }) => id === 'git-answers')).toBe(
      false,
    );
    expect(on.log.filter(line => line.startsWith('look'))).toHaveLength(1);
  });

  it('ask modules while the remote is asked', async () => {
    let asked = () => {};
    const begun = new Promise<void>(resolve => {
      asked = resolve;
    });
    const on = setUp([
      {
        ...{ id: 'module', title: 'A module' },
        check: async () => {
          asked();
          return { status: 'ok', message: 'Fine.' };
        },
      },
    ]);
    const answer = on.run();
    await begun;
    expect(on.log).not.toContain('refresh ends');
    on.release();
    expect((await answer).checks.map(({ id }) => id)).toContain('module');
  });

  it('look again when the remote brought something new, and show that alone', async () => {
    const on = setUp();
    const running = on.run();
    while (!on.log.includes('look at c')) {
      await new Promise(resolve => setImmediate(resolve));
    }
    on.state.commit = sha('d');
    on.release();
    const answer = await running;
    expect(on.log.filter(line => line.startsWith('look'))).toEqual([
      ...['look at c', 'look at d'],
    ]);
    expect(answer.current).toMatchObject({
      ...{ commit: sha('d'), author: 'dev-1', subject: 'Deploy payments' },
    });
    expect(answer.status).toBe('block');
  });

  it('leave the remote alone for a caller who checks again at the push', async () => {
    const on = setUp();
    const answer = await on.run(false);
    expect(on.repositories.refresh).not.toHaveBeenCalled();
    expect(answer.current).toBeUndefined();
  });

  it('say what is the matter with the remote, first, and go on', async () => {
    const on = setUp();
    on.state.trouble = new GitError('Fetching gitops', 'authentication', 'x');
    on.release();
    const [first, ...rest] = (await on.run()).checks;
    expect(first).toMatchObject({ id: 'git-answers', status: 'unknown' });
    expect(first.message).toMatch(
      /refuses the credentials.*\. What stands below is as last seen\.$/,
    );
    expect(rest.length).toBeGreaterThan(4);
  });

  it('do not put a defect of ours into the words for a person', async () => {
    const on = setUp();
    on.state.trouble = new TypeError('x is not a function');
    on.release();
    const [{ message }] = (await on.run()).checks;
    expect(message).not.toContain('function');
    expect(message).toContain('the log of the backend says why');
  });

  it('plan on the newest commit that any replica has read', async () => {
    const on = setUp();
    on.repositories.head.mockResolvedValueOnce(sha('d'));
    await on.run(false);
    expect(on.planner.plan).toHaveBeenCalledWith(
      expect.objectContaining({ commit: sha('d'), version: '2.3.1' }),
    );
  });

  it.each([
    [
      new GitError('Fetching gitops', 'authentication', 'x'),
      /cannot be told: .*refuses the credentials.*\.$/,
    ],
    [
      new TypeError('x is not a function'),
      /the log of the backend says why\.$/,
    ],
  ])('say so where that cannot be told: %s', async (trouble, words) => {
    const on = setUp();
    on.repositories.head.mockRejectedValue(trouble);
    const answer = await on.run(false);
    const line = answer.checks.find(({ id }) => id === 'one-line')!;
    expect(line.message).toMatch(words);
    expect(line.message).not.toContain('function');
    expect(line.status).toBe('block');
    expect(answer.changes).toEqual([]);
  });

  it('say why a change cannot be made, in the words of the plan', async () => {
    const on = setUp();
    on.planner.plan.mockRejectedValue(new Error('The version is ambiguous.'));
    const answer = await on.run(false);
    const line = answer.checks.find(({ id }) => id === 'one-line')!;
    expect(line).toMatchObject({ status: 'block' });
    expect(line.message).toContain('The version is ambiguous');
  });

  it('name what is not rolled back', async () => {
    const { notRolledBack } = await setUp().run(false);
    expect(notRolledBack.join()).toMatch(/database.*secrets.*messages/);
  });
});
