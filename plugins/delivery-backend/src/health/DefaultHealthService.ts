import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  DeploymentHealth,
  DeploymentHealthDetails,
  Sparkline,
  TenantSuspension,
} from '@slipway/backstage-plugin-delivery-common';
import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import type { HealthConfig } from '../config/readHealthConfig';
import type { DeploymentFilter } from '../database/DeploymentStore';
import {
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { SourceRow } from '../database/rows';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import {
  SOURCE_SILENT_AFTER_MS,
  describeSuspension,
  silence,
} from '../deployments/toDeployment';
import type { TenantSuspensions } from '../tenants/TenantSuspensions';
import type { HealthSnapshot, HealthStore } from './HealthStore';
import { SeriesCache } from './SeriesCache';
import { toMarkers } from './markers';
import { readRange } from './range';

/** What the service works with. */
export interface HealthServiceOptions {
  sources: readonly HealthSource[];
  store: HealthStore;
  revisions: RevisionStore;
  observations: ObservationStore;
  deployments: DefaultDeploymentsService;
  suspensions: Pick<TenantSuspensions, 'ofIds'>;
  config: HealthConfig;
}

/** A line goes on without points while nobody measures. */
export function upToNow(
  line: Sparkline | undefined,
  now: number,
): Sparkline | undefined {
  if (!line) {
    return undefined;
  }
  const { from, step, values } = line;
  const passed = Math.floor((now / 1000 - from) / step) + 1 - values.length;
  const missed = Math.max(0, Math.min(values.length, passed));
  return {
    ...{ from: from + missed * step, step },
    values: [...values.slice(missed), ...Array<null>(missed).fill(null)],
  };
}

/** Figures of before it was switched off are no judgement of now. */
function withSuspension(
  health: DeploymentHealth,
  suspended: TenantSuspension | undefined,
): DeploymentHealth {
  return suspended
    ? {
        ...health,
        ...{ status: 'not-measured', symptom: undefined, slos: [], alerts: [] },
        message: describeSuspension(suspended),
      }
    : health;
}

/** A range of time as it was asked for. */
export interface AskedRange {
  /** ISO 8601 text; the last two hours when absent. */
  from?: string;
  to?: string;
}

/** Answers how healthy deployments are; lists from the database alone. */
export class DefaultHealthService {
  readonly #options: HealthServiceOptions;
  readonly #series = SeriesCache.create();

  private constructor(options: HealthServiceOptions) {
    this.#options = options;
  }

  static create(options: HealthServiceOptions) {
    return new DefaultHealthService(options);
  }

  /** @throws NotAllowedError when the caller may see none at all */
  async list(
    filter: DeploymentFilter,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DeploymentHealth[]> {
    const { deployments } = this.#options;
    const rows = await deployments.rows(filter, { credentials });
    return this.forDeployments(rows.map(({ id }) => id));
  }

  /** In the order of the ids. Whoever calls has checked that they may be read. */
  async forDeployments(ids: readonly string[]): Promise<DeploymentHealth[]> {
    const { store, observations } = this.#options;
    const [snapshots, heard, suspended] = await Promise.all([
      store.snapshots(ids),
      observations.sources(),
      this.#switchedOff(ids),
    ]);
    return ids.map(id =>
      withSuspension(
        this.#present(id, snapshots.get(id), heard),
        suspended.get(id),
      ),
    );
  }

  /** Those that are suspended and of which nothing is seen to run: what runs all the same is judged as ever. */
  async #switchedOff(ids: readonly string[]) {
    const { observations, suspensions } = this.#options;
    const suspended = await suspensions.ofIds(ids);
    const rows = suspended.size
      ? await observations.forDeployments([...suspended.keys()])
      : [];
    const leftOn = rows.filter(row => observedState(row).replicas?.ready);
    return new Map(
      [...suspended].filter(
        ([id]) => !leftOn.some(row => row.deployment_id === id),
      ),
    );
  }

  /**
   * Figures and series of one deployment.
   *
   * @throws NotFoundError, NotAllowedError, InputError
   */
  async details(
    id: string,
    asked: AskedRange,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DeploymentHealthDetails> {
    const { store, revisions, deployments, observations } = this.#options;
    const range = readRange(asked, Date.now());
    await deployments.row(id, { credentials });
    const [heard, snapshots, changes, stored, suspended] = await Promise.all([
      observations.sources(),
      store.snapshots([id]),
      revisions.versionChanges(id),
      store.comparisons([id]),
      this.#switchedOff([id]),
    ]);
    const comparisons = stored.get(id) ?? [];
    return {
      health: withSuspension(
        this.#present(id, snapshots.get(id), heard),
        suspended.get(id),
      ),
      from: new Date(range.from * 1000).toISOString(),
      to: new Date(range.to * 1000).toISOString(),
      ...(await this.#measure(snapshots.get(id), range)),
      markers: toMarkers(changes, comparisons, range),
      comparisons: comparisons.map(({ comparison }) => comparison),
    };
  }

  async #measure(
    snapshot: HealthSnapshot | undefined,
    range: { from: number; to: number; step: number },
  ): Promise<
    Pick<DeploymentHealthDetails, 'series' | 'seriesProblem' | 'links'>
  > {
    const source = this.#sourceOf(snapshot);
    if (!snapshot || !source) {
      return { seriesProblem: this.#whyUnmeasured(), links: [] };
    }
    const links = source.links?.(snapshot.target, range) ?? [];
    try {
      const series = await this.#series.get(source, snapshot.target, range);
      return { series, links };
    } catch (error) {
      return { seriesProblem: (error as Error).message, links };
    }
  }

  #sourceOf(snapshot: HealthSnapshot | undefined) {
    return this.#options.sources.find(({ id }) => id === snapshot?.source);
  }

  #whyUnmeasured(): string {
    return this.#options.sources.length
      ? 'No source of health speaks for this deployment, or it has not been measured yet.'
      : 'No source of health is configured, so health is not measured.';
  }

  #present(
    id: string,
    snapshot: HealthSnapshot | undefined,
    heard: ReadonlyMap<string, SourceRow>,
  ): DeploymentHealth {
    const source = this.#sourceOf(snapshot);
    if (!snapshot || !source) {
      return {
        ...{ deploymentId: id, status: 'not-measured', simulated: false },
        message: this.#whyUnmeasured(),
        errorLimit: this.#options.config.errorLimit,
        ...{ slos: [], alerts: [], problems: [] },
      };
    }
    // A source that is asked seldom is not silent between two rounds.
    const patience = Math.max(
      SOURCE_SILENT_AFTER_MS,
      3 * this.#options.config.intervalMs,
    );
    const silent = silence(heard.get(source.id), Date.now(), patience);
    return silent
      ? {
          ...snapshot.health,
          // The figures stay, as last seen; what they meant is over.
          ...{ status: 'silent', symptom: undefined, slos: [], alerts: [] },
          sparkline: upToNow(snapshot.health.sparkline, Date.now()),
          silentSince: silent.since,
          message: silent.cause.startsWith(source.title)
            ? silent.cause
            : `${source.title} is silent: ${silent.cause}`,
        }
      : snapshot.health;
  }
}
