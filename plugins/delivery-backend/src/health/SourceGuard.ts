import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import type { ObservationStore } from '../database/ObservationStore';
import type { ChangePublisher } from '../runtime/ChangePublisher';

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

  /** @returns undefined when the source did not answer, which is then on record */
  async ask<T>(
    source: HealthSource,
    signal: AbortSignal,
    question: () => Promise<T>,
  ): Promise<T | undefined> {
    const { observations, changes } = this.#options;
    try {
      const answer = await question();
      const now = new Date().toISOString();
      if (await observations.sourceAlive(source.id, now)) {
        await changes.sourcesChanged();
      }
      return answer;
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      const now = new Date().toISOString();
      const cause = (error as Error).message;
      if (await observations.sourceSilent(source.id, now, cause)) {
        await changes.sourcesChanged();
      }
      return undefined;
    }
  }
}
