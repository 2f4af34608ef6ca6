import { join } from 'node:path';
import {
  createInstance,
  type Mortality,
  openFile,
} from '../../__testUtils__/createInstance';
import { GitFixture, helmValues } from '../../__testUtils__/GitFixture';
import {
  fromNow,
  previewConfig,
  previewFiles,
} from '../../__testUtils__/previewFixture';
import { eventually } from '../../__testUtils__/startDelivery';

jest.setTimeout(240_000);

const AT_ONCE = 4;

/** Lets an environment end by a process that dies, and a second one go on. */
async function endWithDeath(diesAfter: number) {
  const git = GitFixture.create();
  git.commit({
    files: {
      'qa/orders/values.yaml': helmValues('1.0.0'),
      ...previewFiles('try-1', 'orders', fromNow({ seconds: 1 })),
      ...previewFiles('try-1', 'cart', fromNow({ seconds: 1 })),
    },
  });
  const before = git.head();
  const file = join(git.root, 'db.sqlite');
  const config = previewConfig(git.url);
  const mortality: Mortality = { diesAfter, done: 0 };
  const watcher = await openFile(file);
  const mortal = await openFile(file, mortality);
  const ended = async () =>
    (await watcher('expiries').whereNotNull('ended_at')).length > 0 ||
    undefined;
  const first = await createInstance({ git, config, mortality, knex: mortal });
  await eventually(
    async () => mortality.done >= diesAfter || (await ended()),
    'the death or the end',
  );
  const died = mortality.done >= diesAfter;
  const survivor = await openFile(file);
  const second = await createInstance({ git, config, knex: survivor });
  await eventually(
    async () => {
      const rows = await watcher('expiries').whereNull('ended_at');
      const there = git.run(['ls-tree', '-r', 'main'], git.bare);
      return !rows.length && !there.includes('preview/') ? true : undefined;
    },
    `the end after a death at ${diesAfter}`,
    30_000,
  );
  const commits = git.run(['rev-list', `${before}..main`], git.bare);
  const left = git.run(['ls-tree', '-r', '--name-only', 'main'], git.bare);
  const changes = await watcher('changes');
  await Promise.all([first.stop(), second.stop()]);
  await Promise.all([mortal, survivor, watcher].map(knex => knex.destroy()));
  git.dispose();
  return {
    died,
    commits: commits.split('\n').length,
    changes: changes.map(({ state }) => state),
    left,
  };
}

describe('a process that dies while an environment ends', () => {
  it('leaves the rest to another one, whichever write was its last: one commit, one change', async () => {
    let deaths = 0;
    for (let first = 1, last = false; !last; first += AT_ONCE) {
      const ends = await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, index) => ({
          diesAfter: first + index,
          ...(await endWithDeath(first + index)),
        })),
      );
      for (const { died, diesAfter, ...result } of ends) {
        expect({ diesAfter, ...result }).toEqual({
          ...{ diesAfter, commits: 1, changes: ['committed'] },
          left: 'qa/orders/values.yaml',
        });
        deaths += died ? 1 : 0;
        last ||= !died;
      }
    }
    expect(deaths).toBeGreaterThan(4);
  });
});
