import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { DefaultHealthService } from '../health/DefaultHealthService';
import type { LeaseStore } from '../leases/LeaseStore';
import type { OperationStarter } from '../operations/OperationStarter';
import type { OperationStore } from '../operations/OperationStore';
import type { PersonResolver } from '../operations/PersonResolver';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { DefaultPreflightService } from '../preflight/DefaultPreflightService';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { TenantSuspensions } from '../tenants/TenantSuspensions';
import { AbsentTenants } from './AbsentTenants';
import { DefaultUpgradesService } from './DefaultUpgradesService';
import { ItemChecks } from './ItemChecks';
import { UpgradeSteps } from './UpgradeSteps';
import { UpgradeStore } from './UpgradeStore';
import { UpgradeWorker } from './UpgradeWorker';

/** What upgrades are made with. */
export interface UpgradesDependencies {
  knex: Knex;
  leases: LeaseStore;
  deploymentStore: DeploymentStore;
  suspensions: TenantSuspensions;
  deployments: DefaultDeploymentsService;
  health: DefaultHealthService;
  isMeasured: boolean;
  preflight: DefaultPreflightService;
  starter: OperationStarter;
  operations: OperationStore;
  authorizer: EntityAuthorizer;
  people: PersonResolver;
  auth: AuthService;
  auditor: AuditorService;
  notifications: NotificationService;
  changes: ChangePublisher;
  logger: LoggerService;
  soakMs: number;
  upgradeSweepMs?: number;
}

/** Puts together what upgrades many deployments wave by wave. */
export function createUpgrades(deps: UpgradesDependencies) {
  const { deployments, health, changes, preflight, leases, logger } = deps;
  const store = UpgradeStore.create(deps.knex);
  const steps = UpgradeSteps.create({
    checks: ItemChecks.create({
      ...{ preflight, health, deployments: deps.deploymentStore },
    }),
    ...{ deployments, health, isMeasured: deps.isMeasured },
    absent: AbsentTenants.create({
      deployments: deps.deploymentStore,
      suspensions: deps.suspensions,
    }),
    ...{ starter: deps.starter, operations: deps.operations },
    credentials: () => deps.auth.getOwnServiceCredentials(),
  });
  return {
    service: DefaultUpgradesService.create({
      ...{ store, deployments, changes, soakMs: deps.soakMs },
      ...{ authorizer: deps.authorizer, people: deps.people },
      auditor: deps.auditor,
    }),
    worker: UpgradeWorker.create({
      ...{ store, steps, leases, changes, logger },
      notifications: deps.notifications,
      sweepMs: deps.upgradeSweepMs,
    }),
  };
}
