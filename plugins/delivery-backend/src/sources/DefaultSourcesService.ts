import type { Source } from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthSource,
  RuntimeObserver,
} from '@slipway/backstage-plugin-delivery-node';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { ObservationStore } from '../database/ObservationStore';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { RepositoryRow, SourceRow } from '../database/rows';
import { SOURCE_SILENT_AFTER_MS, silence } from '../deployments/toDeployment';

/** What the service works with. */
export interface SourcesServiceOptions {
  repositories: readonly RepositoryConfig[];
  observers: readonly RuntimeObserver[];
  healthSources: readonly HealthSource[];
  repositoryStore: RepositoryStore;
  observations: ObservationStore;
}

/** Answers which sources there are and whether they are heard. */
export class DefaultSourcesService {
  readonly #options: SourcesServiceOptions;

  private constructor(options: SourcesServiceOptions) {
    this.#options = options;
  }

  static create(options: SourcesServiceOptions) {
    return new DefaultSourcesService(options);
  }

  async list(): Promise<Source[]> {
    const { repositories, observers, healthSources } = this.#options;
    const { repositoryStore, observations } = this.#options;
    const [rows, sources] = await Promise.all([
      repositoryStore.list(),
      observations.sources(),
    ]);
    const now = Date.now();
    return [
      ...repositories.map(config =>
        gitSource(
          config,
          rows.find(row => row.id === config.id),
          now,
        ),
      ),
      ...observers.map(observer =>
        runtimeSource(observer, sources.get(observer.id), now),
      ),
      ...healthSources.map(({ id, title, simulated }) => ({
        ...{ id, kind: 'health' as const, title, simulated, clusters: [] },
        ...heard(sources.get(id), now),
      })),
    ];
  }
}

type Heard = Pick<SourceRow, 'last_seen_at' | 'silent_since' | 'cause'>;

function heard(row: Heard | undefined, now: number, silentAfterMs?: number) {
  const known = row?.last_seen_at || row?.silent_since;
  const silent = known ? silence(row, now, silentAfterMs) : undefined;
  const spoken = silent ? 'silent' : 'ok';
  const status: Source['status'] = known ? spoken : 'starting';
  return {
    status,
    lastSeenAt: row?.last_seen_at ?? undefined,
    silentSince: silent?.since,
    cause: silent?.cause,
  };
}

function gitSource(
  config: RepositoryConfig,
  row: RepositoryRow | undefined,
  now: number,
): Source {
  return {
    id: `git:${config.id}`,
    kind: 'git',
    title: config.id,
    // A repository that is asked seldom is not silent between two turns.
    ...heard(row, now, Math.max(SOURCE_SILENT_AFTER_MS, 3 * config.refreshMs)),
    head: row?.head ?? undefined,
    simulated: false,
    clusters: [],
  };
}

function runtimeSource(
  observer: RuntimeObserver,
  row: SourceRow | undefined,
  now: number,
): Source {
  return {
    id: observer.id,
    kind: 'runtime',
    title: observer.title,
    ...heard(row, now),
    simulated: observer.simulated,
    clusters: [...observer.clusters],
  };
}
