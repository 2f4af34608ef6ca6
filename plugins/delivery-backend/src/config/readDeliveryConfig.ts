import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import {
  type EnvironmentConfig,
  readCacheDirectory,
  readDuration,
  readEnvironments,
  readRepositories,
  type RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';
import { type HealthConfig, readHealthConfig } from './readHealthConfig';
import { type TenantsConfig, readTenantsConfig } from './readTenantsConfig';

export type {
  EnvironmentConfig,
  RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';

/** All that stands under `delivery`, without what modules read. */
export interface DeliveryConfig {
  environments: EnvironmentConfig[];
  repositories: RepositoryConfig[];
  cacheDirectory: string;
  committer: { name: string; email: string };
  convergeTimeoutMs: number;
  health: HealthConfig;
  tenants: TenantsConfig;
}

/**
 * Reads what stands under `delivery`.
 *
 * @throws InputError with a sentence that names the key
 */
export function readDeliveryConfig(root: Config): DeliveryConfig {
  const config = root.getOptionalConfig('delivery');
  return {
    environments: readEnvironments(root),
    repositories: readRepositories(root),
    cacheDirectory: readCacheDirectory(root),
    committer: {
      name: config?.getOptionalString('committer.name') ?? 'Slipway',
      email:
        config?.getOptionalString('committer.email') ?? 'slipway@localhost',
    },
    convergeTimeoutMs: config
      ? readDuration(config, 'operations.convergeTimeout', { minutes: 10 })
      : durationToMilliseconds({ minutes: 10 }),
    health: readHealthConfig(config?.getOptionalConfig('health')),
    tenants: readTenantsConfig(config?.getOptionalConfig('tenants')),
  };
}
