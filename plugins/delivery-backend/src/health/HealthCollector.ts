import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DeploymentHealth } from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthReading,
  HealthSource,
} from '@slipway/backstage-plugin-delivery-node';
import type { HealthConfig } from '../config/readHealthConfig';
import type { LeaseStore } from '../leases/LeaseStore';
import { pause, runUnderLease } from '../leases/runUnderLease';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { DeployComparer } from './DeployComparer';
import { FigureMeter } from './FigureMeter';
import type { HealthSnapshot, HealthStore } from './HealthStore';
import type { HealthSubject, HealthSubjects } from './HealthSubjects';
import { type HealthEvidence, judgeHealth } from './judgeHealth';
import { limitsOf } from './limits';
import { SloMeter, declaredSlos } from './SloMeter';
import type { SourceGuard } from './SourceGuard';

/** What a collector works with. */
export interface HealthCollectorOptions {
  sources: readonly HealthSource[];
  subjects: HealthSubjects;
  store: HealthStore;
  comparer: DeployComparer;
  guard: SourceGuard;
  leases: LeaseStore;
  changes: ChangePublisher;
  logger: LoggerService;
  config: HealthConfig;
}

/** Soon after a start the repositories are not read yet. */
const START_MS = 1_000;

/** What one source measures. */
interface Share {
  source: HealthSource;
  subjects: HealthSubject[];
}

/** Measures all deployments again and again, on one replica. */
export class HealthCollector {
  readonly #options: HealthCollectorOptions;
  readonly #slos = new Map<string, SloMeter>();
  readonly #figures: FigureMeter;

  private constructor(options: HealthCollectorOptions) {
    this.#options = options;
    this.#figures = FigureMeter.create(options.store);
  }

  static create(options: HealthCollectorOptions) {
    return new HealthCollector(options);
  }

  /** Measures until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { sources, leases, logger, config } = this.#options;
    if (!sources.length) {
      return;
    }
    await runUnderLease({
      ...{ leases, logger, signal, name: 'health' },
      work: async inner => {
        while (!inner.aborted) {
          const known = await this.round(inner);
          const ms = known ? config.intervalMs : START_MS;
          await pause(Math.min(ms, config.intervalMs), inner);
        }
      },
    });
  }

  /**
   * One look at everything.
   *
   * @returns how many deployments there were to look at
   */
  async round(signal: AbortSignal): Promise<number> {
    const { sources, subjects, store, changes } = this.#options;
    const shares: Share[] = sources.map(source => ({ source, subjects: [] }));
    const all = await subjects.all();
    if (!all) {
      return 0;
    }
    for (const subject of all) {
      shares
        .find(({ source }) => source.claims(subject.target))
        ?.subjects.push(subject);
    }
    await store.keepSnapshots(
      new Set(
        shares.flatMap(share =>
          share.subjects.map(({ target }) => target.deploymentId),
        ),
      ),
    );
    await Promise.all(shares.map(share => this.#measure(share, signal)));
    await changes.healthChanged();
    return shares.reduce((sum, share) => sum + share.subjects.length, 0);
  }

  async #measure(share: Share, signal: AbortSignal): Promise<void> {
    const { guard, store, changes, comparer, logger } = this.#options;
    const { source, subjects } = share;
    const now = Math.floor(Date.now() / 1000);
    const snapshots = await guard.ask(source, signal, asked =>
      this.#snapshots({ source: asked, subjects }, now, signal),
    );
    if (!snapshots || signal.aborted) {
      return;
    }
    const changed = await store.putSnapshots(snapshots);
    await changes.deploymentsChanged(changed);
    try {
      const compared = await comparer.compare(source, subjects, now, signal);
      // Verdicts on versions are made from comparisons.
      await changes.deploymentsChanged(compared);
    } catch (error) {
      // The source has just answered: the past is tried again, what is now stands.
      logger.warn('Versions could not be compared', {
        ...{ source: source.id, cause: String(error) },
      });
    }
  }

  async #snapshots(
    { source, subjects: found }: Share,
    now: number,
    signal: AbortSignal,
  ): Promise<HealthSnapshot[]> {
    const subjects = found.map(subject => this.#figures.recall(subject));
    const targets = subjects.map(({ target }) => target);
    const readings = await source.survey(targets, { signal });
    const slos = this.#slos.get(source.id) ?? new SloMeter();
    this.#slos.set(source.id, slos);
    const [states, figures] = await Promise.all([
      slos.states(source, subjects, now, signal),
      this.#figures.measure(source, subjects, readings, {
        ...{ now, signal, limits: subject => this.#limits(subject) },
      }),
    ]);
    return subjects.map(subject => {
      const id = subject.target.deploymentId;
      const health = this.#judge(subject, readings.get(id), {
        ...{ now, figures: figures.get(id), slos: states.get(id) },
      });
      return {
        source: source.id,
        target: subject.target,
        health: {
          ...health,
          source: source.id,
          simulated: source.simulated,
        },
      };
    });
  }

  #limits(subject: HealthSubject) {
    return limitsOf(declaredSlos(subject).slos, this.#options.config);
  }

  #judge(
    subject: HealthSubject,
    reading: HealthReading | undefined,
    seen: Pick<HealthEvidence, 'now' | 'figures' | 'slos'>,
  ): DeploymentHealth {
    const { problem } = declaredSlos(subject);
    return {
      ...judgeHealth({
        ...{ ...seen, reading, limits: this.#limits(subject) },
        deploymentId: subject.target.deploymentId,
        version: subject.version,
        since: subject.since,
      }),
      problems: [...(problem ? [problem] : []), ...(reading?.problems ?? [])],
      measuredAt: new Date(seen.now * 1000).toISOString(),
    };
  }
}
