import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';

/**
 * What a source must know of a tenant to find its figures: one tenant in one
 * environment.
 *
 * @public
 */
export interface TenantTarget {
  tenant: string;
  environment: string;
  /** Where it runs: namespaces with the cluster they are in, where a runtime said so. */
  namespaces: { namespace: string; cluster?: string }[];
  /** Names of backup schedules that its file names. */
  backupSchedules: string[];
}

/** What a source measured of a tenant; what it did not measure is absent. @public */
export interface TenantReading {
  used: TenantAmounts;
  /** The quotas in force, summed over the namespaces. */
  hard: TenantAmounts;
  /** The newest backup that succeeded. */
  backup?: {
    /** Unix time in seconds. */
    at: number;
    /** What made it. */
    schedule: string;
  };
  /** The certificate that ends first. */
  certificate?: {
    /** Unix time in seconds. */
    at: number;
    name: string;
  };
}

/** How much of a cluster is promised; what was not measured is absent. @public */
export interface RoomReading {
  cluster: string;
  /** By quotas, and by what pods and volumes ask for where there is no quota. */
  reserved: TenantAmounts;
  /** What its nodes can give. */
  capacity: TenantAmounts;
}

/**
 * Measures how much tenants use, for example a Prometheus server. Registered
 * through `deliveryTenantUsageSourcesExtensionPoint`.
 *
 * @public
 */
export interface TenantUsageSource {
  /** Stable id, unique over all sources, for example `prometheus:eu-1`. */
  readonly id: string;
  /** For people, for example `Prometheus eu-1`. */
  readonly title: string;
  /** True when what it measures is a simulation. */
  readonly simulated: boolean;
  /** Whether it speaks for a tenant. No call is made. */
  claims(target: TenantTarget): boolean;
  /**
   * The newest figures of many tenants in few calls.
   *
   * @returns one answer for each target, in their order; undefined where
   * nothing is measured
   * @throws an error whose message is a sentence for a person when the source
   * does not answer; it never gives an empty answer instead
   */
  read(
    targets: readonly TenantTarget[],
    options: { signal: AbortSignal },
  ): Promise<(TenantReading | undefined)[]>;
  /**
   * How much room the clusters of these tenants have, one answer for each
   * cluster of which something is measured; fails as `read` does. A source
   * that cannot tell of clusters has no such method.
   */
  readRoom?(
    targets: readonly TenantTarget[],
    options: { signal: AbortSignal },
  ): Promise<RoomReading[]>;
}
