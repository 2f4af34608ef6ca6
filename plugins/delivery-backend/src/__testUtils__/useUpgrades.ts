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

function openDatabase(id: Id, { root }: GitFixture, mortality?: Mortality) {
  return id === 'SQLITE_3'
    ? openFile(join(root, 'db.sqlite'), mortality)
    : databases.init(id);
}

function createFolders(): GitFixture {
  const git = GitFixture.create();
  git.commit({
    files: Object.fromEntries(
      PATHS.map(path => [`${path}/values.yaml`, helmValues('2.4.0')]),
    ),
  });
  return git;
}

/** Fills the things before each test, and starts replicas that end after it. */
function useReplicas(id: Id, on: Things) {
  let opened: Knex[];
  let instances: Instance[];

  beforeEach(async () => {
    on.denied = new Set();
    on.checks = [];
    on.git = createFolders();
    on.fleet = new FleetObserver(on.git, PATHS);
    on.watcher = await openDatabase(id, on.git);
    await on.watcher.migrate.latest({ directory });
    opened = [on.watcher];
    instances = [];
  });

  afterEach(async () => {
    await Promise.all(instances.map(instance => instance.stop()));
    await Promise.all(opened.map(knex => knex.destroy()));
    on.git.dispose();
  });

  return async (mortality?: Mortality): Promise<Instance> => {
    const knex =
      id === 'SQLITE_3'
        ? await openDatabase(id, on.git, mortality)
        : connectAgain(on.watcher, mortality);
    opened.push(knex);
    const instance = await createInstance({
      ...{ git: on.git, knex, mortality, observers: [on.fleet] },
      repository: { tenantsFolder: 'tenants' },
      permissions: permissionsBut(({ permission }) =>
        on.denied.has(permission.name),
      ),
      checks: on.checks,
    });
    instances.push(instance);
    return instance;
  };
}

function deployments({ delivery, caller }: Instance): Promise<Deployment[]> {
  const { services } = delivery;
  return eventually(async () => {
    const { items } = await services.deployments.list({ limit: 10 }, caller);
    return items.length === 3 && items.every(item => item.live.version)
      ? items
      : undefined;
  }, 'all deployments, live');
}

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

/** Waits until an upgrade is as wished. */
function until(
  instance: Instance,
  upgradeId: string,
  wished: (upgrade: Upgrade) => boolean,
  what: string,
): Promise<Upgrade> {
  const service = upgradesOf(instance);
  const look = async () => {
    const found = await service.get(upgradeId, instance.caller);
    return wished(found) ? found : undefined;
  };
  return eventually(look, what, 60_000);
}

async function started(instance: Instance, request: UpgradeRequest) {
  const { caller } = instance;
  const service = upgradesOf(instance);
  const planned = await service.plan(request, 'the-long-key', caller);
  return service.act('start', planned.id, caller);
}

const states = (upgrade: Upgrade) =>
  upgrade.waves.map(({ items }) => items.map(({ state }) => state).join());

/** What stands in Git. */
function readersOf(on: Things) {
  const versionIn = (path: string) =>
    /tag: "([^"]+)"/.exec(
      on.git.run(['show', `main:${path}/values.yaml`], on.git.bare),
    )?.[1];
  return {
    versions: () => PATHS.map(versionIn),
    subjects: () =>
      on.git
        .run(['log', '--reverse', '--format=%s', 'main'], on.git.bare)
        .split('\n'),
  };
}

/** Three tenants with one service each, and as many replicas as a test starts. */
export function useUpgrades(id: Id) {
  const on = {} as Things;
  const replica = useReplicas(id, on);
  return Object.assign(on, {
    ...{ replica, deployments, requestFor, upgradesOf, until, started },
    ...{ states, ...readersOf(on) },
  });
}
