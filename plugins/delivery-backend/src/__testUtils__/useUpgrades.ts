import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Deployment,
  Upgrade,
  UpgradeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { PreflightCheck } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import { FleetObserver } from './FleetObserver';
import { GitFixture, helmValues } from './GitFixture';
import {
  type Mortality,
  connectAgain,
  createInstance,
  openFile,
} from './createInstance';
import { permissionsBut } from './permissionsBut';
import { eventually } from './startDelivery';

const TENANTS = ['acme', 'globex', 'initech'];
/** Folders of the services, one for each tenant. */
export const PATHS = TENANTS.map(tenant => `prod/${tenant}/payments`);
const directory = join(__dirname, '..', '..', 'migrations');

/** One replica of the plugin. */
export type Instance = Awaited<ReturnType<typeof createInstance>>;

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

/** Databases that upgrades are tested on. */
export const upgradeDatabases = databases.eachSupportedId();

type Id = (typeof upgradeDatabases)[number][0];

/** What a test looks at and changes. */
interface Things {
  git: GitFixture;
  fleet: FleetObserver;
  watcher: Knex;
  /** Permissions that nobody has. */
  denied: Set<string>;
  checks: PreflightCheck[];
}

/** Three tenants with one service each, and as many replicas as a test starts. */
export function useUpgrades(id: Id) {
  const on = {} as Things;
  let opened: Knex[];
  let instances: Instance[];

  const permissions = () =>
    permissionsBut(({ permission }) => on.denied.has(permission.name));

  beforeEach(async () => {
    on.denied = new Set();
    on.checks = [];
    on.git = GitFixture.create();
    on.git.commit({
      files: Object.fromEntries(
        PATHS.map(path => [`${path}/values.yaml`, helmValues('2.4.0')]),
      ),
    });
    on.fleet = new FleetObserver(on.git, PATHS);
    on.watcher =
      id === 'SQLITE_3'
        ? await openFile(join(on.git.root, 'db.sqlite'))
        : await databases.init(id);
    await on.watcher.migrate.latest({ directory });
    opened = [on.watcher];
    instances = [];
  });

  afterEach(async () => {
    await Promise.all(instances.map(instance => instance.stop()));
    await Promise.all(opened.map(knex => knex.destroy()));
    on.git.dispose();
  });

  async function replica(mortality?: Mortality): Promise<Instance> {
    const knex =
      id === 'SQLITE_3'
        ? await openFile(join(on.git.root, 'db.sqlite'), mortality)
        : connectAgain(on.watcher, mortality);
    opened.push(knex);
    const instance = await createInstance({
      ...{ git: on.git, knex, mortality, observers: [on.fleet] },
      repository: { tenantsFolder: 'tenants' },
      ...{ permissions: permissions(), checks: on.checks },
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
          on.git.run(['show', `main:${path}/values.yaml`], on.git.bare),
        )?.[1],
    );
  const subjects = () =>
    on.git
      .run(['log', '--reverse', '--format=%s', 'main'], on.git.bare)
      .split('\n');

  return Object.assign(on, {
    ...{ replica, deployments, requestFor, upgradesOf, until, started },
    ...{ states, versions, subjects },
  });
}
