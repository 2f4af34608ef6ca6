import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type TenantAmounts,
  TENANT_AMOUNTS,
  parseQuantity,
} from '@slipway/backstage-plugin-delivery-common';
import { readDuration } from '@slipway/backstage-plugin-delivery-node';
import { durationToMilliseconds } from '@backstage/types';

/** What stands under `delivery.tenants`. */
export interface TenantsConfig {
  /** What tenants may use, by the name of their plan. */
  plans: ReadonlyMap<string, TenantAmounts>;
  /** Pause between two readings of usage. */
  intervalMs: number;
  /** So long a wave must be live and healthy before the next one begins. */
  soakMs: number;
  /** A certificate must be valid for so long. */
  certificateMs: number;
  /** The newest good backup must not be older. */
  backupAgeMs: number;
}

function readAmount(config: Config, plan: string, name: string) {
  const value = config.getOptional(name);
  if (value === undefined) return undefined;
  const amount = parseQuantity(String(value));
  if (amount === undefined) {
    throw new InputError(
      `delivery.tenants.plans: ${name} of '${plan}' is no amount; write for example 500m, 4 or 64Gi`,
    );
  }
  return amount;
}

function readPlan(config: Config, plan: string): TenantAmounts {
  const amounts: TenantAmounts = {};
  for (const name of TENANT_AMOUNTS) {
    const amount = readAmount(config, plan, name);
    if (amount !== undefined) amounts[name] = amount;
  }
  return amounts;
}

/**
 * Reads `delivery.tenants`.
 *
 * @throws InputError with a sentence that names the key
 */
export function readTenantsConfig(config: Config | undefined): TenantsConfig {
  const plans = config?.getOptionalConfig('plans');
  return {
    plans: new Map(
      (plans?.keys() ?? []).map(name => [
        name,
        readPlan(plans!.getConfig(name), name),
      ]),
    ),
    intervalMs: config
      ? readDuration(config, 'interval', { minutes: 1 })
      : durationToMilliseconds({ minutes: 1 }),
    soakMs: config
      ? readDuration(config, 'upgrades.soak', { minutes: 30 })
      : durationToMilliseconds({ minutes: 30 }),
    certificateMs: config
      ? readDuration(config, 'rules.certificateValid', { days: 14 })
      : durationToMilliseconds({ days: 14 }),
    backupAgeMs: config
      ? readDuration(config, 'rules.backupAge', { hours: 25 })
      : durationToMilliseconds({ hours: 25 }),
  };
}
