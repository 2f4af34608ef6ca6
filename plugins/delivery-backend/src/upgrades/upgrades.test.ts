import { join } from 'node:path';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Deployment,
  Upgrade,
  UpgradeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { PreflightCheck } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import { FleetObserver } from '../__testUtils__/FleetObserver';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type Mortality,
  connectAgain,
  createInstance,
  openFile,
} from '../__testUtils__/createInstance';
import { eventually } from '../__testUtils__/startDelivery';

jest.setTimeout(120_000);

const TENANTS = ['acme', 'globex', 'initech'];
const PATHS = TENANTS.map(tenant => `prod/${tenant}/payments`);
const directory = join(__dirname, '..', '..', 'migrations');

type Instance = Awaited<ReturnType<typeof createInstance>>;

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

describe.each(databases.eachSupportedId())('upgrades in waves on %p', id => {
  let git: GitFixture;
  let fleet: FleetObserver;
  let watcher: Knex;
  let opened: Knex[];
  let instances: Instance[];
  let denied: string[];
  let checks: PreflightCheck[];

  const permissions = () =>
    mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
    });

  beforeEach(async () => {
    denied = [];
    checks = [];
    git = GitFixture.create();
    git.commit({
      files: Object.fromEntries(
        PATHS.map(path => [`${path}/values.yaml`, helmValues('2.4.0')]),
      ),
    });
    fleet = new FleetObserver(git, PATHS);
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

  async function replica(mortality?: Mortality): Promise<Instance> {
    const knex =
      id === 'SQLITE_3'
        ? await openFile(join(git.root, 'db.sqlite'), mortality)
        : connectAgain(watcher, mortality);
    opened.push(knex);
    const instance = await createInstance({
      ...{ git, knex, mortality, observers: [fleet] },
      repository: { tenantsFolder: 'tenants' },
      ...{ permissions: permissions(), checks },
    });
    instances.push(instance);
    return instance;
  }

  const deployments = ({ delivery, caller }: Instance) =>
    eventually(async () => {
      const { items } = await delivery.services.deployments.list(
        { limit: 10 },
        caller,
      );
      return items.length === 3 && items.every(item => item.live.version)
        ? items
        : undefined;
    }, 'all deployments, live');

  /** Each of the waves names tenants. */
  async function requestFor(
    instance: Instance,
    waves: string[][],
    change: Partial<UpgradeRequest> = {},
  ): Promise<UpgradeRequest> {
    const all = await deployments(instance);
    const targetOf = (tenant: string) => {
      const found = all.find(item => item.tenant === tenant) as Deployment;
      const { version = '', commit } = found.desired;
      return {
        ...{ deploymentId: found.id, version: '2.5.0' },
        expected: { version, commit },
      };
    };
    return {
      waves: waves.map(wave => ({ targets: wave.map(targetOf) })),
      ...{ reason: 'CVE-2026-1', soakSeconds: 0 },
      ...change,
    };
  }

  const upgradesOf = ({ delivery }: Instance) => delivery.services.upgrades;
  const until = (
    instance: Instance,
    upgradeId: string,
    wished: (upgrade: Upgrade) => boolean,
    what: string,
  ) =>
    eventually(
      async () => {
        const found = await upgradesOf(instance).get(
          upgradeId,
          instance.caller,
        );
        return wished(found) ? found : undefined;
      },
      what,
      60_000,
    );
  async function started(instance: Instance, request: UpgradeRequest) {
    const service = upgradesOf(instance);
    const planned = await service.plan(
      request,
      'the-long-key',
      instance.caller,
    );
    return service.act('start', planned.id, instance.caller);
  }
  const states = (upgrade: Upgrade) =>
    upgrade.waves.map(({ items }) => items.map(({ state }) => state).join());
  const versions = () =>
    PATHS.map(
      path =>
        /tag: "([^"]+)"/.exec(
          git.run(['show', `main:${path}/values.yaml`], git.bare),
        )?.[1],
    );
  const subjects = () =>
    git.run(['log', '--reverse', '--format=%s', 'main'], git.bare).split('\n');

  it('begin by themselves when their time comes, and not before', async () => {
    const one = await replica();
    const startsAt = new Date(Date.now() + 3_000).toISOString();
    const request = await requestFor(one, [['acme']], { startsAt });
    const planned = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    expect(planned).toMatchObject({
      ...{ state: 'planned', startsAt },
      message: 'Planned; begins by itself when its time comes.',
    });

    const isIn = (state: Upgrade['state']) => (upgrade: Upgrade) =>
      upgrade.state === state;
    const begun = await until(
      one,
      planned.id,
      upgrade => !isIn('planned')(upgrade),
      'it begins',
    );
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(startsAt));
    expect(begun).not.toHaveProperty('startsAt');
    await until(one, planned.id, isIn('completed'), 'it is done');
    // Sent again after its time it is the same.
    const again = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    expect(again.id).toBe(planned.id);
  });

  it.each([
    ['is over', -1_000, /^The time to begin is over/],
    ['is far away', 91 * 86_400_000, /in 90 days at the latest/],
  ])('are not planned for a time that %s', async (_, offset, words) => {
    const one = await replica();
    const startsAt = new Date(Date.now() + offset).toISOString();
    const request = await requestFor(one, [['acme']], { startsAt });
    await expect(
      upgradesOf(one).plan(request, 'the-long-key', one.caller),
    ).rejects.toThrow(words);
  });

  it('are planned with the checks of each deployment, and change nothing before they are started', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']]);
    const { id: upgradeId } = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    const upgrade = await until(
      one,
      upgradeId,
      ({ waves }) => waves.every(({ items }) => items[0].checks.length > 0),
      'the checks',
    );

    expect(upgrade).toMatchObject({
      ...{ state: 'planned', wave: 1, hidden: 0, soakSeconds: 0 },
      can: { start: true, stop: false, abandon: true },
    });
    const [{ items }] = upgrade.waves;
    expect(items[0]).toMatchObject({
      ...{ state: 'waiting', tenant: 'acme', fromVersion: '2.4.0' },
      message: expect.stringMatching(/^\d+ checks ok, 1 warning\.$/),
    });
    expect(items[0].checks.map(({ id: check }) => check)).toEqual(
      expect.arrayContaining(['still-what-you-saw', 'tenant-is-well']),
    );
    expect(subjects()).toHaveLength(1);
  });

  it('go wave by wave, each by one ordinary commit, until all are live and healthy', async () => {
    const one = await replica();
    const request = await requestFor(one, [['globex'], ['acme', 'initech']]);
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );

    expect(states(upgrade)).toEqual(['done', 'done,done']);
    expect(upgrade.message).toBe('All 3 are live and healthy.');
    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.5.0']);
    expect(subjects()).toHaveLength(4);
    expect(subjects()[1]).toBe(
      'Upgrade payments in prod · globex: 2.4.0 → 2.5.0',
    );
    const message = git.run(['log', '-1', '--format=%B', 'main'], git.bare);
    expect(message).toMatch(/^Upgrade-From: 2\.4\.0$/m);
    expect(message).toMatch(/^Requested-By: user:default\/oncall-1$/m);
    expect(message).not.toMatch(/^Rollback-/m);
    expect(one.notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'An upgrade in waves is done',
        }),
      }),
    );
  });

  it('wait until a wave was healthy for the whole soak time', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      ({ waves }) => Boolean(waves[0].items[0].soakingSince),
      'the watching',
    );

    expect(states(upgrade)).toEqual(['soaking', 'waiting']);
    expect(upgrade.waves[0].items[0].message).toBe(
      'Live and healthy; watched for 60 min.',
    );
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);
  });

  it('stop by themselves when one does not stay well, and go on when a person says so', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    await until(
      one,
      upgradeId,
      ({ waves }) => Boolean(waves[0].items[0].soakingSince),
      'the watching',
    );
    fleet.sick.add('prod/acme/payments@2.5.0');
    const stopped = await until(
      one,
      upgradeId,
      ({ state }) => state === 'stopped',
      'the stop',
    );

    expect(stopped.message).toBe(
      'Stopped by itself: payments 2.5.0 in prod · acme: Its pods crash.',
    );
    expect(states(stopped)).toEqual(['failed', 'waiting']);
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);

    fleet.sick.clear();
    await watcher('upgrades').update({ soak_seconds: 0 });
    await deployments(one);
    await upgradesOf(one).act('start', upgradeId, one.caller);
    await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );
    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.4.0']);
  });

  it('leave alone who was changed meanwhile, and say by whom', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']]);
    git.pull();
    git.commit({
      files: { [`${PATHS[0]}/values.yaml`]: helmValues('2.4.1') },
      author: 'dev-3',
    });
    await one.delivery.repositories.refresh('gitops');
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      // What is said of all of it comes after what is said of one.
      ({ message }) => message.includes('waits'),
      'the block',
    );

    expect(upgrade.waves[0].items[0].message).toMatch(/^dev-3 set 2\.4\.1 in/);
    expect(upgrade.message).toContain('payments 2.5.0 in prod · acme waits:');
    expect(versions()).toEqual(['2.4.1', '2.4.0', '2.4.0']);
  });

  it('wait for a tenant that is suspended, and go on when it is back', async () => {
    git.commit({
      files: {
        'tenants/acme.yaml': 'suspended: { by: lead, reason: unpaid }\n',
      },
    });
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const { id: upgradeId } = await started(one, request);
    const blocked = await until(
      one,
      upgradeId,
      ({ waves }) => waves[0].items[0].state === 'blocked',
      'the block',
    );
    expect(blocked.waves[0].items[0].message).toBe(
      'acme was suspended by lead: unpaid. Nothing of it runs until it is resumed.',
    );

    git.commit({ files: { 'tenants/acme.yaml': 'plan: small\n' } });
    await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );
  });

  it('wait where a check could not tell, until a person accepts that by name', async () => {
    checks.push({
      ...{ id: 'contracts', title: 'Contracts' },
      check: async () => {
        throw new Error('nobody answers');
      },
    });
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const { id: upgradeId } = await started(one, request);
    const blocked = await until(
      one,
      upgradeId,
      ({ waves }) => waves[0].items[0].state === 'blocked',
      'the block',
    );
    expect(blocked.waves[0].items[0].message).toBe(
      'Could not tell: This could not be checked: nobody answers.',
    );

    const service = upgradesOf(one);
    await service.act('stop', upgradeId, one.caller);
    const accept = ['contracts'];
    const again = await service.act('start', upgradeId, one.caller, { accept });
    expect(again.accepted).toEqual(accept);
    await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );
  });

  it('are planned once for each key, and not for another request', async () => {
    const one = await replica();
    const service = upgradesOf(one);
    const request = await requestFor(one, [['acme']]);
    const plan = (asked: UpgradeRequest) =>
      service.plan(asked, 'the-long-key', one.caller);

    const both = await Promise.all([plan(request), plan(request)]);
    expect(both[0].id).toBe(both[1].id);
    await expect(plan({ ...request, reason: 'Another' })).rejects.toThrow(
      'This Idempotency-Key was used for another upgrade; use a new one.',
    );
    expect(await service.list(one.caller)).toHaveLength(1);
  });

  it.each<[string, (request: UpgradeRequest) => UpgradeRequest, RegExp]>([
    ['without a reason', r => ({ ...r, reason: ' \n' }), /the reason is empty/],
    [
      'of one twice',
      r => ({ ...r, waves: [...r.waves, ...r.waves] }),
      /stands in the waves twice/,
    ],
    [
      'to what is no version',
      r => ({
        ...r,
        waves: [{ targets: [{ ...r.waves[0].targets[0], version: 'a b' }] }],
      }),
      /cannot be a version/,
    ],
    [
      'of what is not there',
      r => ({
        ...r,
        waves: [{ targets: [{ ...r.waves[0].targets[0], deploymentId: 'x' }] }],
      }),
      /There is no deployment/,
    ],
  ])('%s are refused', async (_, change, words) => {
    const one = await replica();
    const request = change(await requestFor(one, [['acme']]));
    await expect(
      upgradesOf(one).plan(request, 'the-long-key', one.caller),
    ).rejects.toThrow(words);
    expect(await watcher('upgrades')).toEqual([]);
  });

  it('stop when a person says so, and end when they are abandoned', async () => {
    const one = await replica();
    const service = upgradesOf(one);
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    await until(
      one,
      upgradeId,
      ({ waves }) => waves[0].items[0].state === 'soaking',
      'the watching',
    );
    const stopped = await service.act('stop', upgradeId, one.caller);
    expect(stopped.can).toEqual({ start: true, stop: false, abandon: true });
    await expect(
      service.act('stop', upgradeId, one.caller),
    ).resolves.toMatchObject({ state: 'stopped' });

    const ended = await service.act('abandon', upgradeId, one.caller);
    expect(ended).toMatchObject({ state: 'abandoned', can: { start: false } });
    await expect(service.act('start', upgradeId, one.caller)).rejects.toThrow(
      'It cannot be started: it is abandoned.',
    );
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);
  });

  it('are for those who may change each of the deployments', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const { id: upgradeId } = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    denied = ['delivery.deployment.update'];

    await expect(
      upgradesOf(one).plan(request, 'another-long-key', one.caller),
    ).rejects.toThrow('You may not change component:default/payments');
    await expect(
      upgradesOf(one).act('start', upgradeId, one.caller),
    ).rejects.toThrow('You may not change component:default/payments');
    const seen = await upgradesOf(one).get(upgradeId, one.caller);
    expect(seen.can).toEqual({ start: false, stop: false, abandon: false });
    denied = ['delivery.deployment.read'];
    await expect(upgradesOf(one).get(upgradeId, one.caller)).rejects.toThrow(
      'You may not see what this upgrade is of',
    );
    expect(await upgradesOf(one).list(one.caller)).toEqual([]);
  });

  it('are worked by two replicas at once, with one commit for each deployment', async () => {
    const [one, other] = [await replica(), await replica()];
    const request = await requestFor(one, [['acme', 'globex'], ['initech']]);
    const { id: upgradeId } = await started(one, request);
    await until(
      other,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );

    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.5.0']);
    expect(subjects()).toHaveLength(4);
    expect(await watcher('operations')).toHaveLength(3);
  });

  it.each([2, 5, 9, 14, 20, 27])(
    'are taken over when their process dies after %d writes: one commit for each deployment',
    async diesAfter => {
      const mortality: Mortality = { diesAfter: Infinity, done: 0 };
      const one = await replica(mortality);
      const request = await requestFor(one, [['acme'], ['globex']]);
      const planned = await upgradesOf(one).plan(
        request,
        'the-long-key',
        one.caller,
      );
      Object.assign(mortality, { done: 0, diesAfter });
      await upgradesOf(one)
        .act('start', planned.id, one.caller)
        .catch(() => {});
      await eventually(
        async () => mortality.done >= diesAfter || undefined,
        'the death',
        60_000,
      );
      const other = await replica();
      await deployments(other);
      const upgrade = await until(
        other,
        planned.id,
        ({ state }) => state === 'completed',
        'the end',
      );

      expect(states(upgrade)).toEqual(['done', 'done']);
      expect(subjects()).toHaveLength(3);
      expect(await watcher('operations')).toHaveLength(2);
    },
  );
});
