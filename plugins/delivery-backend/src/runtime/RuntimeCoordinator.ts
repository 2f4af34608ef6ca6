import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  RuntimeObservation,
  RuntimeObserver,
  RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import {
  type MatchedObservation,
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import type { DeploymentRow } from '../database/rows';
import type { LeaseStore } from '../leases/LeaseStore';
import { runUnderLease } from '../leases/runUnderLease';
import type { ChangePublisher } from './ChangePublisher';
import { DeploymentMatcher, type ObservedRepository } from './matchDeployment';
import { observedVersion } from './observedVersion';

/** What a coordinator works with. */
export interface RuntimeCoordinatorOptions {
  observers: readonly RuntimeObserver[];
  repositories: readonly ObservedRepository[];
  deployments: DeploymentStore;
  observations: ObservationStore;
  leases: LeaseStore;
  changes: ChangePublisher;
  logger: LoggerService;
}

type Link = (observation: RuntimeObservation) => MatchedObservation;

const LINKER_TTL_MS = 2_000;

/** Runs each observer on one replica and stores what it sees. */
export class RuntimeCoordinator {
  readonly #options: RuntimeCoordinatorOptions;
  #link?: { until: number; made: Promise<Link> };

  private constructor(options: RuntimeCoordinatorOptions) {
    this.#options = options;
  }

  static create(options: RuntimeCoordinatorOptions) {
    return new RuntimeCoordinator(options);
  }

  /** Observes until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { observers, leases, logger } = this.#options;
    await Promise.all(
      observers.map(observer =>
        runUnderLease({
          leases,
          name: `observe:${observer.id}`,
          logger,
          signal,
          work: inner => observer.observe(this.#sink(observer), inner),
        }),
      ),
    );
  }

  /** Whether a runtime that might speak for a cluster, if that is known, has yet to answer. */
  async anyUnheard(cluster: string | null): Promise<boolean> {
    const sources = await this.#options.observations.sources();
    return this.#options.observers.some(({ id, clusters }) => {
      const source = sources.get(id);
      if (cluster && !clusters.includes(cluster)) {
        return false;
      }
      return !source?.last_seen_at || Boolean(source.silent_since);
    });
  }

  /** Asks the runtimes that speak for a deployment to look at Git now. */
  async nudge(deploymentId: string, signal: AbortSignal): Promise<number> {
    const rows = await this.#options.observations.forDeployments([
      deploymentId,
    ]);
    let asked = 0;
    for (const row of rows) {
      const observer = this.#options.observers.find(
        ({ id }) => id === row.source,
      );
      if (observer?.nudge) {
        await observer.nudge(row.key, { signal });
        asked++;
      }
    }
    return asked;
  }

  /** Matches what was seen before with deployments that are new or have changed. */
  async relink(): Promise<void> {
    const { observations, changes } = this.#options;
    const rows = await observations.all();
    if (!rows.length) {
      return;
    }
    this.#link = undefined;
    const link = await this.#linker();
    const changed: string[] = [];
    for (const row of rows) {
      const { deploymentId, version } = link({
        ...observedState(row),
        key: row.key,
        locator: JSON.parse(row.locator),
      });
      if (
        row.deployment_id !== (deploymentId ?? null) ||
        row.version !== (version ?? null)
      ) {
        await observations.relink(row, deploymentId ?? null, version ?? null);
        changed.push(
          ...[deploymentId, row.deployment_id].filter(
            id => id !== null && id !== undefined,
          ),
        );
      }
    }
    await changes.deploymentsChanged(changed);
  }

  /** A busy source sends many small changes; the deployments are read once for them. */
  async #linker() {
    if (!this.#link || this.#link.until < Date.now()) {
      const made = this.#makeLinker();
      this.#link = { until: Date.now() + LINKER_TTL_MS, made };
    }
    return this.#link.made;
  }

  async #makeLinker(): Promise<Link> {
    const { deployments, repositories } = this.#options;
    const rows = await deployments.matchCandidates();
    const byId = new Map<
      string,
      Pick<DeploymentRow, 'component' | 'version' | 'carrier'>
    >(rows.map(row => [row.id, row]));
    const matcher = DeploymentMatcher.create(rows, repositories);
    return observation => {
      const deploymentId = matcher.match(observation.locator);
      const row = deploymentId ? byId.get(deploymentId) : undefined;
      const version = row ? observedVersion(observation, row) : undefined;
      // A version that still runs while another one cannot start is not to blame.
      const settled = version !== undefined && version === row?.version;
      return { observation, deploymentId, version, settled };
    };
  }

  #sink(observer: RuntimeObserver): RuntimeSink {
    const { observations, changes } = this.#options;
    const source = observer.id;
    const now = () => new Date().toISOString();
    const alive = async () => {
      if (await observations.sourceAlive(source, now())) {
        await changes.sourcesChanged();
      }
    };
    const store = async (items: RuntimeObservation[]) => {
      const link = await this.#linker();
      return observations.upsert(source, items.map(link), now());
    };
    return {
      replace: async items => {
        const changed = await store(items);
        const notIn = items.map(item => item.key);
        const gone = await observations.markGone(source, now(), { notIn });
        await alive();
        await changes.deploymentsChanged([...changed, ...gone]);
      },
      update: async items => {
        const changed = await store(items);
        await alive();
        await changes.deploymentsChanged(changed);
      },
      remove: async keys => {
        const gone = await observations.markGone(source, now(), { in: keys });
        await alive();
        await changes.deploymentsChanged(gone);
      },
      alive,
      silent: async cause => {
        if (await observations.sourceSilent(source, now(), cause)) {
          await changes.sourcesChanged();
        }
      },
    };
  }
}
