import type {
  HealthTarget,
  TenantReading,
  TenantTarget,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { PrometheusHealthSourceOptions } from './PrometheusHealthSource';
import { createServerAccess, type ServerAccess } from './server/ServerAccess';
import { isClaimed, sharesOf } from './server/shares';
import { readTenants, schedulesOf } from './tenants/readTenants';
import {
  backupQuery,
  clusterLabelOf,
  quotaQuery,
} from './tenants/tenantQueries';

/** A tenant looks to a server like a deployment of it. */
function asTargets(target: TenantTarget): HealthTarget[] {
  const { tenant, environment, namespaces } = target;
  const places = namespaces.length ? namespaces : [{}];
  return places.map(place => ({
    ...{ deploymentId: '', entityRef: '', component: '', annotations: {} },
    ...{ tenant, environment, ...place },
  }));
}

/**
 * Measures what tenants use by what kube-state-metrics and Velero tell one
 * server that answers the API of Prometheus.
 *
 * @public
 */
export class PrometheusTenantUsageSource implements TenantUsageSource {
  readonly id: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly #access: ServerAccess;

  private constructor(access: ServerAccess) {
    const { name, title, simulated } = access.server;
    this.id = `prometheus:${name}`;
    this.title = title;
    this.simulated = simulated;
    this.#access = access;
  }

  static create(
    options: PrometheusHealthSourceOptions,
  ): PrometheusTenantUsageSource {
    return new PrometheusTenantUsageSource(createServerAccess(options));
  }

  claims(target: TenantTarget): boolean {
    // A part of a tenant would pass for all of it.
    return asTargets(target).every(each => isClaimed(this.#access, each));
  }

  async read(
    targets: readonly TenantTarget[],
    { signal }: { signal: AbortSignal },
  ): Promise<(TenantReading | undefined)[]> {
    const indexed = targets.map((target, index) => ({ target, index }));
    const shares = sharesOf(
      this.#access,
      indexed,
      ({ target }) => asTargets(target)[0],
    );
    const readings: (TenantReading | undefined)[] = targets.map(
      () => undefined,
    );
    await Promise.all(
      shares.map(async ({ asks, items }) => {
        const own = await this.#ask(
          items.map(({ target }) => target),
          { ...asks, signal },
        );
        for (const [at, { index }] of items.entries())
          readings[index] = own[at];
      }),
    );
    return readings;
  }

  async #ask(
    targets: readonly TenantTarget[],
    asker: { headers: Record<string, string>; signal: AbortSignal },
  ): Promise<(TenantReading | undefined)[]> {
    const access = this.#access;
    const clusterLabel = clusterLabelOf(access.server.labels);
    const namespaces = new Set(
      targets.flatMap(target =>
        target.namespaces.map(({ namespace }) => namespace),
      ),
    );
    const schedules = new Set(targets.flatMap(schedulesOf));
    const now = access.now();
    // Who asks again at once must not share the end of a question of before.
    const settled = await Promise.allSettled(
      [
        quotaQuery([...namespaces].sort(), clusterLabel),
        backupQuery([...schedules].sort(), clusterLabel),
      ].map(query => access.wholeAt(query, now, asker)),
    );
    const [quotas, backups] = settled.map(each => {
      if (each.status === 'rejected') throw each.reason;
      return each.value.series;
    });
    return readTenants(targets, { quotas, backups, clusterLabel });
  }

  /** Lets go of connections. */
  close(): Promise<void> {
    return this.#access.close();
  }
}
