import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  TenantTarget,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { HealthSubjects } from '../health/HealthSubjects';
import type { LeaseStore } from '../leases/LeaseStore';
import { pause, runUnderLease } from '../leases/runUnderLease';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { TenantStore } from './TenantStore';
import type { TenantUsageStore } from './TenantUsageStore';

/** What a collector works with. */
export interface TenantUsageCollectorOptions {
  sources: readonly TenantUsageSource[];
  subjects: Pick<HealthSubjects, 'all'>;
  tenants: TenantStore;
  store: TenantUsageStore;
  leases: LeaseStore;
  changes: Pick<ChangePublisher, 'tenantsChanged'>;
  logger: LoggerService;
  intervalMs: number;
}

const START_MS = 1_000;

/** Reads what tenants use, on one replica. */
export class TenantUsageCollector {
  readonly #options: TenantUsageCollectorOptions;

  private constructor(options: TenantUsageCollectorOptions) {
    this.#options = options;
  }

  static create(options: TenantUsageCollectorOptions) {
    return new TenantUsageCollector(options);
  }

  /** Reads until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { sources, leases, logger, intervalMs } = this.#options;
    if (!sources.length) return;
    await runUnderLease({
      ...{ leases, logger, signal, name: 'tenant-usage' },
      work: async inner => {
        while (!inner.aborted) {
          const isReady = await this.round(inner);
          await pause(isReady ? intervalMs : START_MS, inner);
        }
      },
    });
  }

  /** @returns false while it is not known what is deployed */
  async round(signal: AbortSignal): Promise<boolean> {
    const targets = await this.#targets();
    if (!targets) return false;
    const { sources, changes } = this.#options;
    await Promise.all(
      sources.map(source => this.#read(source, targets, signal)),
    );
    await changes.tenantsChanged();
    return true;
  }

  async #targets(): Promise<TenantTarget[] | undefined> {
    const { subjects, tenants } = this.#options;
    const all = await subjects.all();
    if (!all) return undefined;
    const files = await tenants.files();
    const targets = new Map<string, TenantTarget>();
    for (const { target } of all) {
      const { tenant, environment, namespace, cluster } = target;
      if (!tenant) continue;
      const key = JSON.stringify([tenant, environment]);
      const known = targets.get(key) ?? {
        ...{ tenant, environment, namespaces: [] },
        backupSchedules: files
          .filter(({ name }) => name === tenant)
          .flatMap(({ described }) => described.backupSchedules),
      };
      targets.set(key, known);
      const isNew = !known.namespaces.some(
        each => each.namespace === namespace && each.cluster === cluster,
      );
      if (namespace && isNew) {
        known.namespaces.push({ namespace, ...(cluster && { cluster }) });
      }
    }
    return [...targets.values()];
  }

  async #read(
    source: TenantUsageSource,
    targets: readonly TenantTarget[],
    signal: AbortSignal,
  ): Promise<void> {
    const { store, logger } = this.#options;
    const claimed = targets.filter(target => source.claims(target));
    const now = new Date().toISOString();
    try {
      const [readings, rooms] = await Promise.all([
        source.read(claimed, { signal }),
        source.readRoom?.(claimed, { signal }),
      ]);
      const known = claimed.map(({ tenant, environment }, index) => {
        // That nothing is known of one environment is known, too.
        const reading = readings[index] ?? { used: {}, hard: {} };
        return { tenant, environment, reading };
      });
      await store.replace(source.id, known, now, rooms);
    } catch (error) {
      if (signal.aborted) return;
      const cause = (error as Error).message;
      logger.warn('What tenants use could not be read', {
        source: source.id,
        cause,
      });
      await store.silent(source.id, now, cause);
    }
  }
}
