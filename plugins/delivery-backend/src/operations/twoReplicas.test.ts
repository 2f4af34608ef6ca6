import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { OperationRequest } from '@slipway/backstage-plugin-delivery-common';
import type { Knex } from 'knex';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type Mortality,
  FollowingObserver,
  connectAgain,
  createInstance,
  openFile,
} from '../__testUtils__/createInstance';
import { createIndexer } from '../__testUtils__/indexFixture';
import { eventually } from '../__testUtils__/startDelivery';

jest.setTimeout(90_000);

const PATH = 'prod/acme/payments';
const OTHER = 'qa/payments';
const directory = join(__dirname, '..', '..', 'migrations');

type Instance = Awaited<ReturnType<typeof createInstance>>;

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

async function deploymentAt({ delivery, caller }: Instance, path: string) {
  return eventually(async () => {
    const page = await delivery.services.deployments.list(
      { limit: 10 },
      caller,
    );
    return page.items.find(item => item.path === path);
  }, path);
}

async function requestFor(
  instance: Instance,
  path = PATH,
): Promise<OperationRequest> {
  const { id, desired } = await deploymentAt(instance, path);
  return {
    type: 'rollback',
    deploymentId: id,
    version: '2.3.1',
    expected: { version: '2.4.0', commit: desired.commit },
    reason: 'It fails',
    // A runtime that is observed speaks only for one of the folders.
    accept: ['ran-here'],
  };
}

describe.each(databases.eachSupportedId())('two replicas on %p', id => {
  let git: GitFixture;
  let watcher: Knex;
  let opened: Knex[];
  let instances: Instance[];

  beforeEach(async () => {
    git = GitFixture.create();
    for (const version of ['2.3.1', '2.4.0']) {
      git.commit({
        files: {
          [`${PATH}/values.yaml`]: helmValues(version),
          [`${OTHER}/values.yaml`]: helmValues(version),
        },
      });
    }
    watcher =
      id === 'SQLITE_3'
        ? await openFile(join(git.root, 'db.sqlite'))
        : await databases.init(id);
    await watcher.migrate.latest({ directory });
    opened = [watcher];
    instances = [];
  });

  afterEach(async () => {
    await Promise.all(instances.map(instance => instance.stop()));
    await Promise.all(opened.map(knex => knex.destroy()));
    git.dispose();
  });

  /** A connection as another process has it. */
  async function connect(mortality?: Mortality): Promise<Knex> {
    const knex =
      id === 'SQLITE_3'
        ? await openFile(join(git.root, 'db.sqlite'), mortality)
        : connectAgain(watcher, mortality);
    opened.push(knex);
    return knex;
  }

  async function replica(mortality?: Mortality): Promise<Instance> {
    const instance = await createInstance({
      ...{ git, mortality, knex: await connect(mortality) },
      observers: [new FollowingObserver(git, PATH)],
    });
    instances.push(instance);
    return instance;
  }

  const endOf = ({ delivery, caller }: Instance, operationId: string) =>
    eventually(async () => {
      const found = await delivery.services.operations.get(operationId, caller);
      return found.endedAt ? found : undefined;
    }, 'the end');

  it.each([2, 6, 10])(
    'take over from each other: one dies after %d writes, the other ends it with one commit',
    async diesAfter => {
      const mortality: Mortality = { diesAfter: Infinity, done: 0 };
      const [first, second] = [await replica(mortality), await replica()];
      const request = await requestFor(first);
      const before = git.head();
      Object.assign(mortality, { done: 0, diesAfter });

      await first.delivery.services.operations
        .start(request, 'the-key', first.caller)
        .catch(() => {});
      await eventually(
        async () => (mortality.done >= diesAfter ? true : undefined),
        'the death',
      );
      const { id: operationId } =
        await second.delivery.services.operations.start(
          request,
          'the-key',
          second.caller,
        );
      const end = await endOf(second, operationId);

      expect(end.state).toBe('completed');
      expect(await watcher('operations')).toHaveLength(1);
      expect(git.run(['rev-list', `${before}..main`], git.bare)).toBe(
        end.commit,
      );
    },
  );

  it('begin an operation once, whichever of them the same request reaches', async () => {
    const both = [await replica(), await replica()];
    const request = await requestFor(both[0]);
    const before = git.head();

    const begun = await Promise.all(
      [...both, ...both, ...both].map(({ delivery, caller }) =>
        delivery.services.operations.start(request, 'the-key', caller),
      ),
    );
    await endOf(both[0], begun[0].id);

    expect(new Set(begun.map(operation => operation.id)).size).toBe(1);
    expect(git.run(['rev-list', '--count', `${before}..main`], git.bare)).toBe(
      '1',
    );
  });

  it('write to one repository at once and lose nothing of each other', async () => {
    const [first, second] = [await replica(), await replica()];
    const requests = [
      await requestFor(first, PATH),
      await requestFor(second, OTHER),
    ];
    const before = git.head();

    const begun = await Promise.all([
      first.delivery.services.operations.start(
        requests[0],
        'key-first',
        first.caller,
      ),
      second.delivery.services.operations.start(
        requests[1],
        'key-second',
        second.caller,
      ),
    ]);
    const ends = await Promise.all(begun.map(({ id: of }) => endOf(first, of)));

    expect(ends.map(end => Boolean(end.commit))).toEqual([true, true]);
    expect(git.run(['rev-list', '--count', `${before}..main`], git.bare)).toBe(
      '2',
    );
    for (const path of [PATH, OTHER]) {
      expect(git.run(['show', `main:${path}/values.yaml`], git.bare)).toContain(
        '2.3.1',
      );
    }
  });

  it('index at once and make the same ledger as one alone', async () => {
    const racers = [
      await createIndexer(git.url, { knex: await connect() }),
      await createIndexer(git.url, { knex: await connect() }),
    ];
    for (let round = 0; round < 6; round++) {
      for (const path of [PATH, OTHER, `dev/new-${round}`]) {
        git.commitOnly({
          files: { [`${path}/values.yaml`]: helmValues(`3.${round}.0`) },
        });
      }
      git.push();
      await Promise.all(racers.map(({ indexer }) => indexer.index()));
    }
    const alone = await createIndexer(git.url);
    await alone.indexer.index();

    const strip = (rows: Awaited<ReturnType<typeof alone.ledger>>) =>
      rows.map(row => [
        row.path,
        row.commit,
        row.kind,
        row.version_before,
        row.version_after,
      ]);
    const raced = strip(await racers[0].ledger());
    expect(raced.toSorted()).toEqual(strip(await alone.ledger()).toSorted());
    const wanted = (
      rows: { path: string; version: string; commit: string }[],
    ) => rows.map(row => [row.path, row.version, row.commit]);
    expect(wanted(await racers[1].present())).toEqual(
      wanted(await alone.present()),
    );
    await alone.knex.destroy();
  });
});
