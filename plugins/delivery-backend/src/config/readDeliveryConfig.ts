import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import {
  type EnvironmentConfig,
  type EnvironmentKindConfig,
  readCacheDirectory,
  readDuration,
  readEnvironmentKinds,
  readEnvironments,
  readRepositories,
  type RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';
import { type ExpiryConfig, readExpiryConfig } from './readExpiryConfig';
import { type HealthConfig, readHealthConfig } from './readHealthConfig';
import { type TenantsConfig, readTenantsConfig } from './readTenantsConfig';

export type {
  EnvironmentConfig,
  EnvironmentKindConfig,
  RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';

/** All that stands under `delivery`, without what modules read. */
export interface DeliveryConfig {
  environments: EnvironmentConfig[];
  environmentKinds: EnvironmentKindConfig[];
  expiry: ExpiryConfig;
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
    environmentKinds: readEnvironmentKinds(root),
    expiry: readExpiryConfig(config?.getOptionalConfig('expiry')),
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
