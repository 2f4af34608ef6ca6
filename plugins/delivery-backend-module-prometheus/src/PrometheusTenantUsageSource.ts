import type {
  HealthTarget,
  RoomReading,
  TenantReading,
  TenantTarget,
  TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { PrometheusHealthSourceOptions } from './PrometheusHealthSource';
import { createServerAccess, type ServerAccess } from './server/ServerAccess';
import { isClaimed, sharesOf } from './server/shares';
import { readTenants, schedulesOf } from './tenants/readTenants';
import { readRooms } from './tenants/readRooms';
import { roomQueries } from './tenants/roomQueries';
import {
  backupQuery,
  certificateQuery,
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

  async readRoom(
    targets: readonly TenantTarget[],
    { signal }: { signal: AbortSignal },
  ): Promise<RoomReading[]> {
    const shares = sharesOf(
      this.#access,
      targets,
      target => asTargets(target)[0],
    );
    const rooms = await Promise.all(
      shares.map(({ asks, items }) =>
        this.#askRoom(items, { ...asks, signal }),
      ),
    );
    const byCluster = new Map<string, RoomReading>();
    for (const room of rooms.flat()) {
      if (!byCluster.has(room.cluster)) byCluster.set(room.cluster, room);
    }
    return [...byCluster.values()];
  }

  async #askRoom(
    targets: readonly TenantTarget[],
    asker: { headers: Record<string, string>; signal: AbortSignal },
  ): Promise<RoomReading[]> {
    const access = this.#access;
    const clusterLabel = clusterLabelOf(access.server.labels);
    const clusters = [
      ...new Set(
        targets.flatMap(({ namespaces }) =>
          namespaces.flatMap(({ cluster }) => cluster ?? []),
        ),
      ),
    ].sort();
    if (!clusters.length) return [];
    const now = access.now();
    const ask = async (query: string) =>
      (await access.wholeAt(query, now, asker)).series;
    const queries = roomQueries(clusters, clusterLabel);
    const settled = await Promise.allSettled(
      [
        ...[queries.capacity, queries.quotas],
        ...[queries.requests, queries.volumes],
      ].map(ask),
    );
    const [capacity, quotas, requests, volumes] = settled.map(each => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
    return readRooms(clusters, {
      ...{ capacity, quotas, requests, volumes, clusterLabel },
    });
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
        certificateQuery([...namespaces].sort(), clusterLabel),
      ].map(query => access.wholeAt(query, now, asker)),
    );
    const [quotas, backups, certificates] = settled.map(each => {
      if (each.status === 'rejected') throw each.reason;
      return each.value.series;
    });
    return readTenants(targets, {
      ...{ quotas, backups, certificates, clusterLabel },
    });
  }

  /** Lets go of connections. */
  close(): Promise<void> {
    return this.#access.close();
  }
}
