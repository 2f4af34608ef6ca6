import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import type { ObservationStore } from '../database/ObservationStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';

/** A source did not answer; its message is a sentence for a person. */
class SourceError extends Error {}

/** The source, with its own errors told apart from ours. */
function telling(source: HealthSource): HealthSource {
  const tell = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw new SourceError((error as Error).message, { cause: error });
    }
  };
  const { id, title, simulated } = source;
  return {
    ...{ id, title, simulated },
    claims: target => source.claims(target),
    survey: (...args) => tell(() => source.survey(...args)),
    counts: (...args) => tell(() => source.counts(...args)),
    series: (...args) => tell(() => source.series(...args)),
  };
}

/** What a guard works with. */
export interface SourceGuardOptions {
  observations: ObservationStore;
  changes: ChangePublisher;
}

/** Remembers which sources of health answer, and tells when that changes. */
export class SourceGuard {
  readonly #options: SourceGuardOptions;

  private constructor(options: SourceGuardOptions) {
    this.#options = options;
  }

  static create(options: SourceGuardOptions) {
    return new SourceGuard(options);
  }

  /**
   * Asks the source.
   *
   * @returns undefined when it did not answer, which is then on record
   * @throws whatever is not the source's fault
   */
  async ask<T>(
    source: HealthSource,
    signal: AbortSignal,
    question: (source: HealthSource) => Promise<T>,
  ): Promise<T | undefined> {
    const { observations, changes } = this.#options;
    try {
      const answer = await question(telling(source));
      const now = new Date().toISOString();
      if (await observations.sourceAlive(source.id, now)) {
        await changes.sourcesChanged();
      }
      return answer;
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      if (!(error instanceof SourceError)) {
        throw error;
      }
      const now = new Date().toISOString();
      const cause = error.message;
      if (await observations.sourceSilent(source.id, now, cause)) {
        await changes.sourcesChanged();
      }
      return undefined;
    }
  }
}
