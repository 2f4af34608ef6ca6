import type { SloState } from '@slipway/backstage-plugin-delivery-common';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type {
  CountsRequest,
  HealthSource,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import { BURN_WINDOWS, sloState } from './burnRates';
import type { HealthSubject } from './HealthSubjects';
import { type DeclaredSlo, readSloAnnotation } from './slos';
import { sumCounts } from './windows';

/** Objectives of a deployment, and what is wrong with their declaration. */
export interface Declared {
  slos: DeclaredSlo[];
  problem?: string;
}

/** Objectives by annotation and by files of the folder; each name once. */
export function declaredSlos({ target, slos }: HealthSubject): Declared {
  const text = target.annotations[DELIVERY_ANNOTATIONS.slo];
  if (!text) {
    return { slos };
  }
  try {
    return { slos: [...readSloAnnotation(text), ...slos] };
  } catch (error) {
    const problem = `The annotation ${DELIVERY_ANNOTATIONS.slo} cannot be read: ${(error as Error).message}`;
    return { slos, problem };
  }
}

/** Burn rates change slowly and cost eight windows. */
const MAX_AGE_SECONDS = 60;
const PERIOD_PARTS = 30;

interface Asked {
  id: string;
  window: number;
  parts: number;
}

/** Measures what is left of error budgets. */
export class SloMeter {
  #states = new Map<string, SloState[]>();
  #measuredAt = 0;

  /**
   * States by deployment id; measured anew at most once a minute. Where the
   * source does not answer they say so.
   */
  async states(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    now: number,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, SloState[]>> {
    const withSlos = subjects.filter(
      subject => declaredSlos(subject).slos.length,
    );
    const isKnown = withSlos.every(({ target }) =>
      this.#states.has(target.deploymentId),
    );
    if (!isKnown || now - this.#measuredAt >= MAX_AGE_SECONDS) {
      this.#states = await this.#measureOrKeep(source, withSlos, now, signal);
      this.#measuredAt = now;
    }
    return this.#states;
  }

  /** A period of weeks may be too much to ask; what else is measured goes on. */
  async #measureOrKeep(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    now: number,
    signal: AbortSignal,
  ) {
    try {
      return await this.#measure(source, subjects, now, signal);
    } catch (error) {
      const message = `It could not be measured: ${(error as Error).message}`;
      return new Map(
        subjects.map(subject => [
          subject.target.deploymentId,
          statesOf(subject, new Map()).map(state => ({ ...state, message })),
        ]),
      );
    }
  }

  async #measure(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    now: number,
    signal: AbortSignal,
  ) {
    const asked: Asked[] = [];
    const requests: CountsRequest[] = [];
    for (const subject of subjects) {
      const periods = declaredSlos(subject).slos.map(({ period }) => period);
      const windows = new Map(BURN_WINDOWS.map(window => [window, 1]));
      for (const period of periods) {
        windows.set(period, PERIOD_PARTS);
      }
      for (const [window, parts] of windows) {
        asked.push({ id: subject.target.deploymentId, window, parts });
        requests.push({
          target: subject.target,
          span: { from: now - window, to: now, parts },
        });
      }
    }
    const answers = requests.length
      ? await source.counts(requests, { signal })
      : [];
    const byKey = new Map(
      asked.map(({ id, window }, index) => [`${id} ${window}`, answers[index]]),
    );
    return new Map(
      subjects.map(subject => [
        subject.target.deploymentId,
        statesOf(subject, byKey),
      ]),
    );
  }
}

function statesOf(
  subject: HealthSubject,
  answers: ReadonlyMap<string, (RequestCounts | undefined)[]>,
): SloState[] {
  const partsOf = (window: number) =>
    answers.get(`${subject.target.deploymentId} ${window}`) ?? [];
  return declaredSlos(subject).slos.map(slo => {
    const parts = partsOf(slo.period);
    const known = parts.filter(part => part !== undefined).length;
    const covered = (known / Math.max(1, parts.length)) * slo.period;
    return sloState(slo, window => sumCounts(partsOf(window)), covered);
  });
}
