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
/** Share of a stay that must be measured before it is called clean. */
const ENOUGH_OF_STAY = 0.8;

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** When a version went live: as it was seen, else as it was kept before, else its commit. */
function liveAt(
  row: RevisionRow,
  subject: HealthSubject,
  stored: readonly StoredComparison[],
): number {
  const seen = row.commit === subject.commit ? subject.since : undefined;
  const kept = stored.find(({ commit }) => commit === row.commit);
  return seen ?? secondsOf(kept?.comparison.at ?? row.at);
}

function toStays(
  subject: HealthSubject,
  rows: readonly RevisionRow[],
  stored: readonly StoredComparison[],
): Stay[] {
  const last = rows[rows.length - 1];
  // What Git wants and nothing runs yet has not gone live.
  const awaited = last?.version_after !== subject.version;
  const live = awaited ? rows.slice(0, -1) : rows;
  return live.flatMap((row, index) => {
    const next = live[index + 1];
    if (!row.version_after) {
      return [];
    }
    return [
      {
        ...{ subject, version: row.version_after, commit: row.commit },
        versionBefore: row.version_before ?? undefined,
        at: liveAt(row, subject, stored),
        until: next && liveAt(next, subject, stored),
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
    const ids = open.map(({ subject }) => subject.target.deploymentId);
    const stored = await this.#options.store.comparisons([...new Set(ids)]);
    let at = 0;
    for (const stay of open) {
      const count = this.#requests(stay, now).length;
      const id = stay.subject.target.deploymentId;
      const before = (stored.get(id) ?? []).find(
        ({ commit }) => commit === stay.commit,
      );
      const measuredNow = this.#judge(stay, answers.slice(at, at + count), now);
      await this.#options.store.putComparison(merged(before, measuredNow));
      changed.push(id);
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
      const known = stored.get(id) ?? [];
      const open = toStays(subject, changes.get(id) ?? [], known)
        .filter(stay => now - stay.at < reachSeconds)
        .filter(stay => isOpen(stay, known, now))
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

  #judge(
    stay: Stay,
    [before, after, whole]: (RequestCounts | undefined)[][],
    now: number,
  ): StoredComparison {
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
    return {
      ...{ commit: stay.commit, comparison, final },
      beforeParts: before.map(part => part ?? null),
      stay: whole && wholeStay(whole),
    };
  }
}

/** Counts of a stay, when enough of it was measured to speak for it. */
function wholeStay(parts: readonly (RequestCounts | undefined)[]) {
  const known = parts.filter(part => part !== undefined).length;
  return known >= parts.length * ENOUGH_OF_STAY ? sumCounts(parts) : undefined;
}

/** What is known stays, also when the source has forgotten it meanwhile. */
function merged(
  before: StoredComparison | undefined,
  now: StoredComparison,
): StoredComparison {
  const forgotten =
    (before?.comparison.before && !now.comparison.before) ||
    (before?.comparison.after && !now.comparison.after);
  if (!before || !forgotten) {
    return { ...now, stay: now.stay ?? before?.stay };
  }
  const { measuredAt } = now.comparison;
  return {
    ...{ ...before, final: true, stay: now.stay ?? before.stay },
    comparison: { ...before.comparison, measuredAt, final: true },
  };
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
    return !stored.final || measuredAt < stay.until;
  }
  return !stored.final && now - measuredAt > REPEAT_SECONDS;
}
