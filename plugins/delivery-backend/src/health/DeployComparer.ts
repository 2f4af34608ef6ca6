import type {
  CountsRequest,
  HealthSource,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { RevisionStore } from '../database/RevisionStore';
import type { RevisionRow } from '../database/rows';
import { compareDeploy } from './compareDeploy';
import type { HealthLimits } from './compareFigures';
import type { HealthStore, StoredComparison } from './HealthStore';
import type { HealthSubject } from './HealthSubjects';
import { measured, spanAfter, spanBefore, spanOfStay } from './spans';
import { sumCounts } from './windows';

/** What a comparer works with. */
export interface DeployComparerOptions {
  store: HealthStore;
  revisions: RevisionStore;
  limits: (subject: HealthSubject) => HealthLimits;
  /** How far back versions that went live are compared, in seconds. */
  reachSeconds: number;
}

/** A version that went live, and when it left again. */
interface Stay {
  subject: HealthSubject;
  version: string;
  versionBefore?: string;
  commit: string;
  at: number;
  until?: number;
}

const SUBJECTS_PER_ROUND = 200;
const STAYS_PER_ROUND = 40;
const HOUR = 3600;
const DAY = 24 * HOUR;
const REPEAT_SECONDS = 60;

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

function toStays(subject: HealthSubject, rows: readonly RevisionRow[]): Stay[] {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    if (!row.version_after) {
      return [];
    }
    const isCurrent = !next && row.commit === subject.commit;
    return [
      {
        ...{ subject, version: row.version_after, commit: row.commit },
        versionBefore: row.version_before ?? undefined,
        at: (isCurrent ? subject.since : undefined) ?? secondsOf(row.at),
        until: next && secondsOf(next.at),
      },
    ];
  });
}

/**
 * Compares the hour after each version went live with the hour before, and
 * keeps the result: the source forgets after a few weeks, verdicts do not.
 */
export class DeployComparer {
  readonly #options: DeployComparerOptions;
  /** Deployments whose ledger held nothing left to compare, by newest commit. */
  readonly #done = new Map<string, string | undefined>();

  private constructor(options: DeployComparerOptions) {
    this.#options = options;
  }

  static create(options: DeployComparerOptions) {
    return new DeployComparer(options);
  }

  /**
   * Measures some versions that were not compared yet, newest first.
   *
   * @returns ids of the deployments that have a new comparison
   */
  async compare(
    source: HealthSource,
    subjects: readonly HealthSubject[],
    now: number,
    signal: AbortSignal,
  ): Promise<string[]> {
    const open = await this.#open(subjects, now);
    if (!open.length) {
      return [];
    }
    const requests = open.flatMap(stay => this.#requests(stay, now));
    const answers = await source.counts(requests, { signal });
    const changed: string[] = [];
    let at = 0;
    for (const stay of open) {
      const count = this.#requests(stay, now).length;
      await this.#store(stay, answers.slice(at, at + count), now);
      changed.push(stay.subject.target.deploymentId);
      at += count;
    }
    return [...new Set(changed)];
  }

  /** Stays to measure now: what runs before what ran, the newest first. */
  async #open(subjects: readonly HealthSubject[], now: number) {
    const { store, revisions, reachSeconds } = this.#options;
    const pending = subjects
      .filter(
        ({ target, commit }) => !this.#isDone(target.deploymentId, commit),
      )
      .sort((a, b) => (b.since ?? 0) - (a.since ?? 0))
      .slice(0, SUBJECTS_PER_ROUND);
    const ids = pending.map(({ target }) => target.deploymentId);
    const [changes, stored] = await Promise.all([
      revisions.versionChangesOf(ids),
      store.comparisons(ids),
    ]);
    const found: Stay[] = [];
    for (const subject of pending) {
      const id = subject.target.deploymentId;
      const open = toStays(subject, changes.get(id) ?? [])
        .filter(stay => now - stay.at < reachSeconds)
        .filter(stay => isOpen(stay, stored.get(id) ?? [], now))
        .reverse();
      // What runs is measured again and again until its first hour is over.
      if (!open.length && now - (subject.since ?? 0) > HOUR) {
        this.#done.set(id, subject.commit);
      }
      found.push(...open);
    }
    // What was deployed today, and where one would go back to, then the rest.
    const rank = ({ subject, until }: Stay) =>
      now - (subject.since ?? 0) < DAY ? 0 : Number(until !== undefined) + 1;
    return found.sort((a, b) => rank(a) - rank(b)).slice(0, STAYS_PER_ROUND);
  }

  #isDone(id: string, commit: string | undefined): boolean {
    return this.#done.has(id) && this.#done.get(id) === commit;
  }

  #requests({ subject, at, until }: Stay, now: number): CountsRequest[] {
    const { target } = subject;
    const after = spanAfter(at, until ?? now);
    const whole = until && spanOfStay(at, until);
    return [
      { target, span: spanBefore(at) },
      ...(after ? [{ target, span: after }] : []),
      ...(after && whole ? [{ target, span: whole }] : []),
    ];
  }

  async #store(
    stay: Stay,
    [before, after, whole]: (RequestCounts | undefined)[][],
    now: number,
  ) {
    const { subject, at, until } = stay;
    const span = spanAfter(at, until ?? now) ?? { from: at, to: at, parts: 1 };
    const final = until !== undefined || now - at > HOUR;
    const comparison = compareDeploy(
      {
        deploymentId: subject.target.deploymentId,
        ...{ version: stay.version, versionBefore: stay.versionBefore },
        ...{ commit: stay.commit, at, final },
        before: measured(spanBefore(at), before),
        after: measured(span, after ?? []),
        measuredAt: new Date(now * 1000).toISOString(),
      },
      this.#options.limits(subject),
    );
    await this.#options.store.putComparison({
      ...{ commit: stay.commit, comparison, final },
      beforeParts: before.map(part => part ?? null),
      stay: whole && sumCounts(whole),
    });
  }
}

/** Whether something about a stay is yet to be measured. */
function isOpen(
  stay: Stay,
  known: readonly StoredComparison[],
  now: number,
): boolean {
  const stored = known.find(({ commit }) => commit === stay.commit);
  if (!stored) {
    return true;
  }
  const measuredAt = Date.parse(stored.comparison.measuredAt) / 1000;
  if (stay.until !== undefined) {
    return measuredAt < stay.until;
  }
  return !stored.final && now - measuredAt > REPEAT_SECONDS;
}
