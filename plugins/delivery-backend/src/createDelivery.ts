import { createBelongings } from './belongings/createBelongings';
import { createChanges } from './changes/createChanges';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  HealthSource,
  ManifestFormat,
  PreflightCheck,
  RuntimeObserver,
  TenantUsageSource,
  TrafficSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { DeliveryConfig } from './config/readDeliveryConfig';
import { DeploymentStore } from './database/DeploymentStore';
import { EnvironmentStore } from './database/EnvironmentStore';
import { ObservationStore } from './database/ObservationStore';
import { ExpiryStore } from './database/ExpiryStore';
import { RepositoryStore } from './database/RepositoryStore';
import { RevisionStore } from './database/RevisionStore';
import { DefaultDeploymentsService } from './deployments/DefaultDeploymentsService';
import { EntityResolver } from './entities/EntityResolver';
import { EnvironmentOwnership } from './environments/EnvironmentOwnership';
import { EnvironmentEditor } from './environments/EnvironmentEditor';
import { ClockGuard } from './environments/expiry/ClockGuard';
import { ExpiryWorker } from './environments/expiry/ExpiryWorker';
import { Stages } from './environments/Stages';
import { DefaultEnvironmentsService } from './environments/DefaultEnvironmentsService';
import { DefaultFilesService } from './files/DefaultFilesService';
import { DefaultHealthService } from './health/DefaultHealthService';
import { HealthStore } from './health/HealthStore';
import { createHealth } from './health/createHealth';
import { LeaseStore } from './leases/LeaseStore';
import { pause } from './leases/runUnderLease';
import { createIndexers } from './observer/createIndexers';
import { RepositoryRegistry } from './observer/RepositoryRegistry';
import { DefaultOperationsService } from './operations/DefaultOperationsService';
import { KeyedMutex } from './operations/KeyedMutex';
import { OperationStarter } from './operations/OperationStarter';
import { OperationStore } from './operations/OperationStore';
import { OperationWorker } from './operations/OperationWorker';
import { PersonResolver } from './operations/PersonResolver';
import { commitStep } from './operations/commitStep';
import { assertNotSuperseded, convergeSteps } from './operations/convergeSteps';
import { notifyEnd } from './operations/notifyEnd';
import { verifyStep } from './operations/verifyStep';
import { EntityAuthorizer } from './permissions/EntityAuthorizer';
import { DefaultPreflightService } from './preflight/DefaultPreflightService';
import { DefaultRevisionsService } from './revisions/DefaultRevisionsService';
import { ChangePublisher } from './runtime/ChangePublisher';
import { RuntimeCoordinator } from './runtime/RuntimeCoordinator';
import { Topics } from './runtime/Topics';
import { DefaultSourcesService } from './sources/DefaultSourcesService';
import { DefaultTenantFilesService } from './tenants/DefaultTenantFilesService';
import { DefaultTenantSwitch } from './tenants/switching/DefaultTenantSwitch';
import { DefaultTenantsService } from './tenants/DefaultTenantsService';
import {
  createTenantIndexer,
  createTenantObserving,
  createTenantStores,
} from './tenants/createTenants';
import { createUpgrades } from './upgrades/createUpgrades';
import { CallStore } from './traffic/CallStore';
import { DefaultTrafficService } from './traffic/DefaultTrafficService';
import { TrafficCollector } from './traffic/TrafficCollector';
import { DefaultVersionsService } from './versions/DefaultVersionsService';

/** What everything is made from. */
export interface DeliveryDependencies {
  config: DeliveryConfig;
  knex: Knex;
  formats: readonly ManifestFormat[];
  observers: readonly RuntimeObserver[];
  healthSources: readonly HealthSource[];
  trafficSources: readonly TrafficSource[];
  usageSources: readonly TenantUsageSource[];
  checks: readonly PreflightCheck[];
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  signals: SignalsService;
  /** How long a replica that died keeps others waiting; 20 seconds by default. */
  leaseTtlMs?: number;
  /** How often upgrades are looked at; each second by default. */
  upgradeSweepMs?: number;
}

async function createStores({
  knex,
  observers,
  healthSources,
  leaseTtlMs: ttlMs,
}: DeliveryDependencies) {
  const deployments = DeploymentStore.create(knex);
  return {
    ...createTenantStores(knex, deployments),
    ...{ topics: await Topics.open(knex), deployments },
    calls: CallStore.create(knex),
    environments: EnvironmentStore.create(knex),
    expiries: ExpiryStore.create(knex),
    health: HealthStore.create(knex),
    observations: ObservationStore.create(
      knex,
      [...observers, ...healthSources].map(({ id }) => id),
    ),
    operations: OperationStore.create(knex),
    repositories: RepositoryStore.create(knex),
    revisions: RevisionStore.create(knex),
    // The same process may stop and start again: an owner is one life of it.
    leases: LeaseStore.create(knex, {
      owner: `${hostname()}:${randomUUID()}`,
      ttlMs,
    }),
  };
}

type Stores = Awaited<ReturnType<typeof createStores>>;

function stagesOf({ environments, environmentKinds }: DeliveryConfig) {
  return Stages.create(environments, environmentKinds);
}

function createReaders(deps: DeliveryDependencies, stores: Stores) {
  const { repositories } = deps.config;
  const stages = stagesOf(deps.config);
  const { deployments, observations, operations, revisions, topics } = stores;
  const { suspensions } = stores;
  const authorizer = EntityAuthorizer.create(deps.permissions);
  const deploymentsService = DefaultDeploymentsService.create({
    ...{
      stages,
      repositories,
      deployments,
      observations,
      operations,
      authorizer,
      topics,
      suspensions,
    },
  });
  const health = DefaultHealthService.create({
    ...{ sources: deps.healthSources, config: deps.config.health },
    ...{ revisions, observations, suspensions },
    ...{ deployments: deploymentsService, store: stores.health },
  });
  return {
    ...{ authorizer, health },
    deployments: deploymentsService,
    environments: DefaultEnvironmentsService.create({
      ...{ stages, deployments, authorizer, repositories },
      store: stores.environments,
      expiries: stores.expiries,
    }),
    revisions: DefaultRevisionsService.create({
      ...{ repositories, revisions, deployments: deploymentsService },
    }),
    sources: DefaultSourcesService.create({
      ...{ repositories, observations, observers: deps.observers },
      healthSources: deps.healthSources,
      repositoryStore: stores.repositories,
    }),
    tenants: DefaultTenantsService.create({
      ...{ store: stores.tenants, usage: stores.tenantUsage },
      ...{ usageSources: deps.usageSources, authorizer, health },
      ...{ healthSources: deps.healthSources, config: deps.config.tenants },
      ...{ deploymentStore: deployments, deployments: deploymentsService },
    }),
    traffic: DefaultTrafficService.create({
      ...{ sources: deps.trafficSources, store: stores.calls, authorizer },
    }),
    versions: DefaultVersionsService.create({
      ...{ repositories, revisions, observations },
      health: stores.health,
    }),
  };
}

const ALIVE_SECONDS = 30;

/** A browser cannot tell a quiet line from a broken one, so it is not left quiet. */
async function sayAlive(changes: ChangePublisher, signal: AbortSignal) {
  while (!signal.aborted) {
    await changes.alive(ALIVE_SECONDS).catch(() => {});
    await pause(ALIVE_SECONDS * 1000, signal);
  }
}

/** What keeps the ledger up to date. */
async function createObserving(deps: DeliveryDependencies, stores: Stores) {
  const { config, logger } = deps;
  const { deployments, observations, leases, topics } = stores;
  const changes = ChangePublisher.create({
    ...{ signals: deps.signals, deployments, topics, logger },
  });
  const runtimes = RuntimeCoordinator.create({
    observers: deps.observers,
    repositories: config.repositories,
    ...{ deployments, observations, leases, changes, logger },
  });
  const entities = EntityResolver.create({
    ...{ deployments, observations, changes, logger },
    ...{ auth: deps.auth, catalog: deps.catalog },
  });
  const repositories = RepositoryRegistry.create({
    indexers: await createIndexers(deps, {
      ...stores,
      stages: stagesOf(config),
    }),
    repositories: stores.repositories,
    tenants: createTenantIndexer(stores.tenants),
    onIndexed: async () => {
      await runtimes.relink();
      await entities.apply();
    },
    ...{ leases, changes, logger },
  });
  const { collector, subjects } = createHealth({
    ...{ ...deps, ...stores, changes, store: stores.health },
    ...{ sources: deps.healthSources, config: config.health },
  });
  const traffic = TrafficCollector.create({
    ...{ sources: deps.trafficSources, subjects, store: stores.calls },
    ...{ leases, logger },
  });
  const usage = createTenantObserving({
    ...{ stores, subjects, changes, logger, config: config.tenants },
    sources: deps.usageSources,
  });
  return {
    ...{ changes, runtimes, entities, repositories },
    ...{ collector, traffic, usage, subjects },
  };
}

type Observing = Awaited<ReturnType<typeof createObserving>>;

/** What works operations to their end. */
function createWorker(
  deps: DeliveryDependencies,
  stores: Stores,
  { repositories, runtimes, changes, subjects }: Observing,
  mutex: KeyedMutex,
): OperationWorker {
  const { config, logger, auditor, notifications } = deps;
  const { deployments, observations, operations, revisions, leases } = stores;
  const { committer, convergeTimeoutMs: timeoutMs } = config;
  return OperationWorker.create({
    commit: run =>
      commitStep(run, {
        ...{ repositories, deployments, revisions, mutex, logger },
        ...{ committer, auditor },
      }),
    converge: run =>
      convergeSteps(run, {
        ...{ deployments, observations, repositories },
        ...{ runtimes, changes, logger, timeoutMs },
      }),
    verify: run =>
      verifyStep(run, {
        ...{ sources: deps.healthSources, config: config.health },
        ...{ subjects, store: stores.health },
        assertCurrent: () => assertNotSuperseded(run, deployments),
      }),
    onEnded: id => notifyEnd(id, { operations, notifications }),
    ...{ operations, leases, changes, logger },
  });
}

/** What takes requests for changes. */
function createWriters(
  deps: DeliveryDependencies,
  stores: Stores,
  { observing, readers, worker, mutex }: ReadingParts,
) {
  const { config, auditor, auth, catalog, checks } = deps;
  const stages = stagesOf(config);
  const { operations, revisions, repositories: repositoryStore } = stores;
  const { changes, repositories } = observing;
  const { deployments, versions, authorizer } = readers;
  const preflight = DefaultPreflightService.create({
    ...{ deployments, versions, revisions, operations, repositories },
    ...{ stages, checks },
  });
  const people = PersonResolver.create({ auth, catalog });
  const starter = OperationStarter.create({
    ...{ operations, deployments, preflight, repositoryStore, authorizer },
    ...{ worker, changes, people },
  });
  const { service: upgrades, worker: upgrader } = createUpgrades({
    ...{ ...deps, ...readers, preflight, starter, people, operations, changes },
    ...{ leases: stores.leases, deploymentStore: stores.deployments },
    suspensions: stores.suspensions,
    isMeasured: deps.healthSources.length > 0,
    soakMs: config.tenants.soakMs,
  });
  const editors = createEditors(deps, stores, {
    ...{ observing, readers, worker, mutex, people, stages },
  });
  const services = {
    ...{ preflight, upgrades, ...editors },
    operations: DefaultOperationsService.create({
      ...{ starter, operations, worker, auditor, authorizer },
      ...{ repositories: config.repositories, topics: stores.topics },
      deploymentStore: stores.deployments,
    }),
  };
  return { services, upgrader };
}

/** What writes to repositories beside operations, and what reads their texts. */
function createEditors(
  deps: DeliveryDependencies,
  stores: Stores,
  parts: ReadingParts & { people: PersonResolver; stages: Stages },
) {
  const { config, auditor } = deps;
  const { observing, readers, mutex, people, stages } = parts;
  const { repositories } = observing;
  const { deployments, authorizer, environments } = readers;
  const ownership = EnvironmentOwnership.create({
    ...{ people, store: stores.environments },
  });
  const changes = createChanges({
    ...{ knex: deps.knex, config, repositories, people, authorizer },
    ...{ auditor, mutex, stages, ownership, deployments: stores.deployments },
  });
  const tenants = { store: stores.tenants, deployments: stores.deployments };
  return {
    changes,
    tenantFiles: DefaultTenantFilesService.create({
      ...{ ...tenants, repositories, authorizer },
    }),
    tenantSwitch: DefaultTenantSwitch.create({
      ...{ ...tenants, repositories, changes, authorizer, people },
    }),
    environmentEditor: EnvironmentEditor.create({
      ...{ stages, repositories, authorizer, ownership, changes },
      ...{ environments, store: stores.environments },
    }),
    files: DefaultFilesService.create({ repositories, deployments, changes }),
    ...createBelongings({
      ...{ repositories, deployments, store: stores.deployments, config },
    }),
  };
}

interface ReadingParts {
  observing: Observing;
  readers: ReturnType<typeof createReaders>;
  worker: OperationWorker;
  /** One writer at a time for each repository, whatever it writes. */
  mutex: KeyedMutex;
}

/** Puts the services together; nothing runs yet. */
export async function createDelivery(deps: DeliveryDependencies) {
  const stores = await createStores(deps);
  const observing = await createObserving(deps, stores);
  const { changes, repositories, runtimes, entities } = observing;
  const { collector, traffic, usage } = observing;
  const mutex = new KeyedMutex();
  const worker = createWorker(deps, stores, observing, mutex);
  const readers = createReaders(deps, stores);
  const { services: writers, upgrader } = createWriters(deps, stores, {
    ...{ observing, readers, worker, mutex },
  });
  const expiry = ExpiryWorker.create({
    ...{ ...stores, ...deps, repositories, changes: writers.changes },
    store: stores.environments,
    ...{ config: deps.config.expiry, clock: ClockGuard.create(deps.knex) },
  });
  return {
    services: { ...readers, ...writers },
    repositories,
    /** Observes and works until the signal is aborted. */
    run: (signal: AbortSignal) =>
      Promise.all([
        ...[
          ...[repositories, runtimes, worker, entities],
          ...[collector, traffic, usage, upgrader, expiry],
        ].map(part => part.run(signal)),
        sayAlive(changes, signal),
      ]),
  };
}
