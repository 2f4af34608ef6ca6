import { join } from 'node:path';
import type { Knex } from 'knex';
import type { OperationRow } from '../database/rows';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type Mortality,
  FollowingObserver,
  createInstance,
  openFile,
} from '../__testUtils__/createInstance';
import { eventually } from '../__testUtils__/startDelivery';

jest.setTimeout(240_000);

const PATH = 'prod/acme/payments';
/** They wait more than they work. */
const AT_ONCE = 4;

type Instance = Awaited<ReturnType<typeof createInstance>>;

async function requestFor({ delivery, caller }: Instance) {
  const { id, desired } = await eventually(async () => {
    const page = await delivery.services.deployments.list(
      { limit: 10 },
      caller,
    );
    return page.items.find(item => item.live.version);
  }, 'the deployment');
  return {
    type: 'rollback' as const,
    deploymentId: id,
    version: '2.3.1',
    expected: { version: '2.4.0', commit: desired.commit },
    reason: 'It fails',
  };
}

async function ended(watcher: Knex) {
  const rows =
    await watcher<OperationRow>('operations').whereNotNull('ended_at');
  return rows.length > 0;
}

/** Runs one rollback whose first process dies, and lets a second one take over. */
async function rollBackWithDeath(diesAfter: number) {
  const git = GitFixture.create();
  git.commit({ files: { [`${PATH}/values.yaml`]: helmValues('2.3.1') } });
  git.commit({ files: { [`${PATH}/values.yaml`]: helmValues('2.4.0') } });
  const before = git.head();
  const file = join(git.root, 'db.sqlite');
  const watcher = await openFile(file);
  const mortality: Mortality = { diesAfter: Infinity, done: 0 };
  const mortal = await openFile(file, mortality);
  const observers = [new FollowingObserver(git, PATH)];
  const first = await createInstance({
    git,
    observers,
    mortality,
    knex: mortal,
  });
  const request = await requestFor(first);

  Object.assign(mortality, { done: 0, diesAfter });
  // Its answer may be lost with the process; that is the point.
  await first.delivery.services.operations
    .start(request, 'the-key', first.caller)
    .catch(() => {});
  await eventually(
    async () =>
      mortality.done >= diesAfter || (await ended(watcher)) || undefined,
    'the death or the end',
  );
  const died = mortality.done >= diesAfter;

  const survivor = await openFile(file);
  const second = await createInstance({ git, observers, knex: survivor });
  // The browser, which got no answer, sends the same request again.
  const operation = await second.delivery.services.operations.start(
    request,
    'the-key',
    second.caller,
  );
  const end = await eventually(async () => {
    const found = await second.delivery.services.operations.get(
      operation.id,
      second.caller,
    );
    return found.endedAt ? found : undefined;
  }, `the end after a death at ${diesAfter}`);
  const commits = git
    .run(['rev-list', `${before}..main`], git.bare)
    .split('\n');
  const operations = await watcher('operations');
  // Whoever told it: nobody is left to find out by chance.
  await eventually(
    async () =>
      [first, second].some(
        ({ notifications }) => notifications.send.mock.calls.length,
      ) || undefined,
    `the notification after a death at ${diesAfter}`,
  );
  await Promise.all([first.stop(), second.stop()]);
  await Promise.all([mortal, survivor, watcher].map(knex => knex.destroy()));
  git.dispose();
  return {
    died,
    state: end.state,
    commits: commits.length,
    operations: operations.length,
  };
}

describe('a process that dies in the middle of a rollback', () => {
  it('leaves the rest to another one, whichever write was its last: one commit, one end', async () => {
    let deaths = 0;
    for (let first = 1, last = false; !last; first += AT_ONCE) {
      const ends = await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, index) => ({
          diesAfter: first + index,
          ...(await rollBackWithDeath(first + index)),
        })),
      );
      for (const { died, diesAfter, ...result } of ends) {
        expect({ diesAfter, ...result }).toEqual({
          diesAfter,
          state: 'completed',
          commits: 1,
          operations: 1,
        });
        deaths += died ? 1 : 0;
        last ||= !died;
      }
    }
    expect(deaths).toBeGreaterThan(10);
  });
});
