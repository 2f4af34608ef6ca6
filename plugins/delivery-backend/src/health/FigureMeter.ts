import type {
  CountsRequest,
  HealthReading,
  HealthSource,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import { type Figures, figuresOf } from './compareDeploy';
import type { HealthLimits } from './compareFigures';
import type { HealthStore } from './HealthStore';
import type { HealthSubject } from './HealthSubjects';
import { HOUR, isFresh } from './judgeHealth';
import { measured, spanAfter, spanBefore } from './spans';

/** What was counted in the hour before a version went live. */
interface Before {
  commit: string;
  version?: string;
  since?: number;
  parts: (RequestCounts | null)[];
}

const LOOK_AGAIN_SECONDS = 20;

interface Options {
  now: number;
  signal: AbortSignal;
  limits: (subject: HealthSubject) => HealthLimits;
}

/** Figures of what runs now against the hour before it went live. */
export class FigureMeter {
  readonly #store: HealthStore;
  readonly #before = new Map<string, Before>();
  /** When a comparison was looked for and not there. */
  readonly #missed = new Map<string, number>();

  private constructor(store: HealthStore) {
    this.#store = store;
  }

  static create(store: HealthStore) {
    return new FigureMeter(store);
  }

  /**
   * While Git already wants another version, what still runs is what it was:
   * its commit and since when it runs are no longer told, but known.
   */
  recall(subject: HealthSubject): HealthSubject {
    const known = this.#before.get(subject.target.deploymentId);
    const isSame = known?.version && known.version === subject.version;
    if (!isSame || subject.commit) {
      return subject;
    }
    return {
      ...subject,
      commit: known.commit,
      since: subject.since ?? known.since,
    };
  }

  /**
   * By deployment id. Versions younger than an hour are counted since they
   * went live, all others by the last hour, which the reading has.
   *
   * @throws Error when the source does not answer
   */
  async measure(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    readings: ReadonlyMap<string, HealthReading>,
    { now, signal, limits }: Options,
  ): Promise<ReadonlyMap<string, Figures>> {
    await this.#load(subjects, now);
    const young = await this.#young(source, subjects, now, signal);
    const result = new Map<string, Figures>();
    for (const subject of subjects) {
      const { deploymentId: id } = subject.target;
      const hour = readings.get(id)?.hour;
      const span = { from: now - HOUR, to: now, parts: [hour] };
      const after = isFresh(subject.since, now)
        ? (young.get(id) ?? { from: subject.since!, to: now, parts: [] })
        : span;
      result.set(
        id,
        figuresOf(this.#spanBefore(subject), after, limits(subject)),
      );
    }
    return result;
  }

  async #young(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    now: number,
    signal: AbortSignal,
  ) {
    const requests = subjects.flatMap(({ target, since }): CountsRequest[] => {
      const span = isFresh(since, now) ? spanAfter(since!, now) : undefined;
      return span ? [{ target, span }] : [];
    });
    const answers = requests.length
      ? await source.counts(requests, { signal })
      : [];
    return new Map(
      requests.map(({ target, span }, index) => [
        target.deploymentId,
        measured(span, answers[index]),
      ]),
    );
  }

  #spanBefore({ target, since, commit }: HealthSubject) {
    const known = this.#before.get(target.deploymentId);
    return known && since !== undefined && known.commit === commit
      ? measured(spanBefore(since), known.parts)
      : undefined;
  }

  /** The hour before is read once for each version. */
  async #load(subjects: readonly HealthSubject[], now: number) {
    const missing = subjects.filter(
      ({ target: { deploymentId: id }, commit, since }) =>
        commit &&
        this.#before.get(id)?.commit !== commit &&
        // A young version is compared soon; an old one perhaps never.
        (isFresh(since, now) ||
          now - (this.#missed.get(id) ?? 0) >= LOOK_AGAIN_SECONDS),
    );
    const ids = missing.map(({ target }) => target.deploymentId);
    const stored = await this.#store.comparisons(ids);
    for (const { target, commit, version, since } of missing) {
      const found = stored
        .get(target.deploymentId)
        ?.find(comparison => comparison.commit === commit);
      if (commit && found) {
        this.#before.set(target.deploymentId, {
          ...{ commit, version, since, parts: found.beforeParts },
        });
        this.#missed.delete(target.deploymentId);
      } else {
        this.#missed.set(target.deploymentId, now);
      }
    }
  }
}
