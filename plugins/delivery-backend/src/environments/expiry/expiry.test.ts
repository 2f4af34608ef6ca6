import type { Knex } from 'knex';
import { createInstance } from '../../__testUtils__/createInstance';
import { describeDatabases } from '../../__testUtils__/describeDatabases';
import { GitFixture, helmValues } from '../../__testUtils__/GitFixture';
import {
  fromNow,
  previewConfig,
  previewFiles,
} from '../../__testUtils__/previewFixture';
import { eventually } from '../../__testUtils__/startDelivery';

jest.setTimeout(60_000);

type Instance = Awaited<ReturnType<typeof createInstance>>;

describeDatabases('the end of an environment', database => {
  let git: GitFixture;
  let instances: Instance[];

  const start = async (knex: Knex = database(), more: object = {}) => {
    const config = previewConfig(git.url, more);
    const instance = await createInstance({ git, knex, config });
    instances.push(instance);
    return instance;
  };
  const paths = () =>
    git.run(['ls-tree', '-r', '--name-only', 'main'], git.bare).split('\n');
  const message = () => git.run(['log', '-1', '--format=%B', 'main'], git.bare);
  const commits = () =>
    Number(git.run(['rev-list', '--count', 'main'], git.bare));
  const gone = (path: string) =>
    eventually(
      async () =>
        paths().some(each => each.startsWith(path)) ? undefined : true,
      `the end of ${path}`,
    );
  const lifeOf = async ({ delivery, caller }: Instance, name: string) =>
    (await delivery.services.environments.get(name, caller)).life;
  const problem = (instance: Instance, name: string) =>
    eventually(async () => {
      const life = await lifeOf(instance, name).catch(() => undefined);
      return life?.problems[0];
    }, `a problem of ${name}`);
  const titles = ({ notifications }: Instance) =>
    (notifications.send.mock.calls as unknown[][]).map(
      ([sent]) => (sent as { payload: { title: string } }).payload.title,
    );

  beforeEach(() => {
    git = GitFixture.create();
    instances = [];
    git.commit({ files: { 'qa/orders/values.yaml': helmValues('1.0.0') } });
  });

  afterEach(async () => {
    await Promise.all(instances.map(({ stop }) => stop()));
    git.dispose();
  });

  it('removes exactly the folders whose time is over, in one commit that says so', async () => {
    const over = fromNow({ seconds: 2 });
    git.commit({
      files: {
        ...previewFiles('try-1', 'orders', over),
        ...previewFiles('try-1', 'cart', over),
        ...previewFiles('try-1', 'later', fromNow({ days: 1 })),
        'preview/try-1/forever/values.yaml': helmValues('1.0.0'),
        'qa/cart/values.yaml': helmValues('1.0.0'),
        'qa/cart/delivery.yaml': `expires: ${over}\n`,
      },
      message: 'Copy\n\nRequested-By: user:default/dev-1\n',
    });
    const before = commits();
    const instance = await start();
    await gone('preview/try-1/orders');

    expect(commits()).toBe(before + 1);
    expect(paths()).toEqual([
      'preview/try-1/forever/values.yaml',
      ...['delivery', 'values'].map(n => `preview/try-1/later/${n}.yaml`),
      ...['qa/cart/delivery.yaml', 'qa/cart/values.yaml'],
      'qa/orders/values.yaml',
    ]);
    expect(message()).toMatch(
      new RegExp(
        `^End try-1, whose time is over\n\nReason: Its folders name ${over} as their end\\.\nRequested-By: plugin:\\S+\nExpired: ${over}\nPortal-Operation-Id: \\S+$`,
      ),
    );
    await eventually(
      async () => titles(instance).includes('try-1 ended') || undefined,
      'the notification',
    );
    expect(instance.notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: ['user:default/dev-1'] },
      }),
    );
    expect(await lifeOf(instance, 'try-1')).toMatchObject({ staying: 1 });
  });

  it('is announced once to who made it, and to the owners where nobody did', async () => {
    const soon = fromNow({ minutes: 30 });
    git.commit({
      files: previewFiles('try-1', 'orders', soon),
      message: 'Copy\n\nRequested-By: user:default/dev-1\n',
    });
    git.commit({ files: previewFiles('try-2', 'cart', soon) });
    git.commit({ files: previewFiles('try-3', 'cart', fromNow({ days: 1 })) });
    const instance = await start();
    await eventually(
      async () => titles(instance).length >= 2 || undefined,
      'the announcements',
    );
    await eventually(
      async () =>
        (await database()('expiries').whereNot('announced', '[]')).length ===
          2 || undefined,
      'what is kept of them',
    );
    const sent = (instance.notifications.send.mock.calls as unknown[][]).map(
      ([each]) => each as { recipients: { entityRef: string[] } },
    );
    expect(titles(instance).sort()).toEqual([
      ...['try-1 ends in 1 hour', 'try-2 ends in 1 hour'],
    ]);
    expect(
      sent.map(({ recipients }) => recipients.entityRef[0]).sort(),
    ).toEqual(['component:default/cart', 'user:default/dev-1']);
  });

  it('spares what was prolonged a moment before, while another end was at work', async () => {
    const over = fromNow({ seconds: 3 });
    const later = fromNow({ days: 1 });
    git.commit({ files: previewFiles('try-1', 'orders', over) });
    git.commit({ files: previewFiles('try-2', 'orders', over) });
    const instance = await start();
    const { changes } = instance.delivery.services;
    const make = changes.make.bind(changes);
    const made: string[] = [];
    jest.spyOn(changes, 'make').mockImplementation(async (asked, ...more) => {
      const [folder = ''] = asked.removeFolders ?? [];
      made.push(folder);
      if (made.length === 1) {
        // Somebody prolongs the other one in Git, and the ledger hears of it by the first removal.
        const other = folder.includes('try-1') ? 'try-2' : 'try-1';
        git.pull();
        git.commit({ files: previewFiles(other, 'orders', later) });
      }
      return make(asked, ...more);
    });
    await eventually(async () => made[0], 'the first end');
    await gone(made[0]);
    const spared = made[0].includes('try-1') ? 'try-2' : 'try-1';
    const life = await eventually(async () => {
      const found = await lifeOf(instance, spared);
      return found?.expires === later ? found : undefined;
    }, 'the prolonged one');

    expect(life.problems).toEqual([]);
    expect(made).toHaveLength(1);
    expect(paths()).toContain(`preview/${spared}/orders/values.yaml`);
  });

  it('waits where something is held, and tells people once', async () => {
    const over = fromNow({ seconds: 1 });
    const hold = 'hold: { version: 1.0.0, by: ann, reason: a demo }\n';
    git.commit({
      files: {
        ...previewFiles('try-1', 'orders', over, hold),
        ...previewFiles('try-1', 'cart', over),
      },
    });
    const before = git.head();
    const instance = await start();

    expect(await problem(instance, 'try-1')).toContain(
      'orders is held at 1.0.0 by ann (a demo): nothing of try-1 is removed',
    );
    expect(git.head()).toBe(before);
    git.commit({ files: previewFiles('try-1', 'orders', over) });
    await gone('preview/try-1');
    const kept = titles(instance).filter(title => title.includes('was not'));
    expect(kept).toEqual(['try-1 is over and was not removed']);
  });

  it('that was over when it was written removes nothing, and is reported', async () => {
    git.commit({
      files: previewFiles('try-1', 'orders', fromNow({ days: -365 })),
      at: Math.floor(Date.now() / 1000),
    });
    const before = git.head();
    const instance = await start();

    expect(await problem(instance, 'try-1')).toContain('was over then');
    expect(git.head()).toBe(before);
  });

  it.each(['expires: someday\n', 'expires: 2020-01-01\n', 'expires: [\n'])(
    'that cannot be read (%j) removes nothing, and is reported',
    async text => {
      git.commit({
        files: {
          ...previewFiles('try-1', 'orders'),
          'preview/try-1/orders/delivery.yaml': text,
          ...previewFiles('try-2', 'orders', fromNow({ seconds: 1 })),
        },
      });
      const instance = await start();
      await gone('preview/try-2');

      expect(paths()).toContain('preview/try-1/orders/values.yaml');
      const { items } = await instance.delivery.services.deployments.list(
        { limit: 10, environments: ['try-1'] },
        instance.caller,
      );
      expect(items[0].problems[0].message).toMatch(
        /no time with a zone|until it is corrected/,
      );
    },
  );

  it('gives way to a change of the end that comes first', async () => {
    const over = fromNow({ seconds: 1 });
    git.commit({ files: previewFiles('try-1', 'orders', over) });
    const instance = await start();
    const { mirror } = instance;
    const push = mirror.push.bind(mirror);
    let isFirst = true;
    mirror.push = async (...args) => {
      if (isFirst) {
        isFirst = false;
        git.commit({
          files: previewFiles('try-1', 'orders', fromNow({ days: 1 })),
          author: 'dev-2',
        });
      }
      return push(...args);
    };
    await eventually(async () => (isFirst ? undefined : true), 'the push');
    await eventually(
      async () =>
        (await lifeOf(instance, 'try-1').catch(() => undefined))?.expires !==
          over || undefined,
      'the later end',
    );
    // Its next rounds see the later end; none of them removes anything.
    await eventually(async () => {
      const rows = await database()('expiries');
      return rows.every(row => row.expires !== over && !row.removal)
        ? true
        : undefined;
    }, 'the end that is forgotten');
    expect(paths()).toContain('preview/try-1/orders/values.yaml');
    expect(git.run(['log', '-1', '--format=%an', 'main'], git.bare)).toBe(
      'dev-2',
    );
  });

  it('comes later when the remote is gone, and not twice', async () => {
    git.commit({
      files: previewFiles('try-1', 'orders', fromNow({ seconds: 1 })),
    });
    const before = commits();
    const instance = await start();
    const { mirror } = instance;
    const push = mirror.push.bind(mirror);
    let failures = 2;
    mirror.push = async (...args) => {
      failures -= 1;
      if (failures >= 0) throw new Error('The remote is gone');
      return push(...args);
    };
    await gone('preview/try-1');
    expect(commits()).toBe(before + 1);
  });

  it('is made once by two replicas', async () => {
    const over = fromNow({ seconds: 2 });
    for (const name of ['try-1', 'try-2', 'try-3']) {
      git.commit({ files: previewFiles(name, 'orders', over) });
    }
    const before = commits();
    await Promise.all([start(), start()]);
    await gone('preview');
    await eventually(
      async () =>
        (await database()('expiries').whereNotNull('ended_at')).length === 3 ||
        undefined,
      'the ends',
    );
    expect(commits()).toBe(before + 3);
  });
});
