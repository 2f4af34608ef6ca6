import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TenantUsageSource } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { TenantsConfig } from '../config/readTenantsConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { HealthSubjects } from '../health/HealthSubjects';
import type { LeaseStore } from '../leases/LeaseStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import { TenantIndexer } from './TenantIndexer';
import { TenantStore } from './TenantStore';
import { TenantSuspensions } from './TenantSuspensions';
import { TenantUsageCollector } from './TenantUsageCollector';
import { TenantUsageStore } from './TenantUsageStore';

/** What is kept of tenants. */
export function createTenantStores(knex: Knex, deployments: DeploymentStore) {
  const tenants = TenantStore.create(knex);
  return {
    tenants,
    tenantUsage: TenantUsageStore.create(knex),
    suspensions: TenantSuspensions.create({ store: tenants, deployments }),
  };
}

/** What brings tenants up to date. */
export function createTenantObserving(options: {
  stores: ReturnType<typeof createTenantStores> & { leases: LeaseStore };
  sources: readonly TenantUsageSource[];
  subjects: HealthSubjects;
  changes: ChangePublisher;
  logger: LoggerService;
  config: TenantsConfig;
}) {
  const { stores, sources, subjects, changes, logger, config } = options;
  const { tenants, tenantUsage, leases } = stores;
  return TenantUsageCollector.create({
    ...{ sources, subjects, tenants, leases, changes, logger },
    store: tenantUsage,
    intervalMs: config.intervalMs,
  });
}

/** Reads what Git says of tenants. */
export function createTenantIndexer(store: TenantStore): TenantIndexer {
  return TenantIndexer.create({ store });
}
