import type {
  ContractChange,
  ContractDocument,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { NOT_FINISHED } from '../versions/basis';
import { digestOfParts } from '../versions/digest';
import type { ComparisonStore, StoredComparison } from './ComparisonStore';
import { type JobRunner, UnreadableDocumentError } from './JobRunner';
import type { Reading } from './jobs';
import { JobEndedError } from './JobLane';

/** One side of a comparison. */
export interface Side {
  type: ContractType;
  digest: string;
  read: () => Promise<ContractDocument>;
}

/** What the comparer works with. */
export interface ComparerOptions {
  runner: Pick<JobRunner, 'run'>;
  /** For documents that are not kept, so that they hold up nothing else. */
  adHoc?: Pick<JobRunner, 'run'>;
  store: ComparisonStore;
  rules: RuleBook;
}

function notJudged(rule: string, message: string): ContractChange {
  return { rule, verdict: 'unknown', message };
}

/** Whose fault it is not: it may come out another way the next time. */
function endedBecause(error: JobEndedError): ContractChange {
  return notJudged(NOT_FINISHED, `The comparison was ended: ${error.message}.`);
}

/** Compares documents, each pair once for each version of the rules. */
export class Comparer {
  readonly #options: ComparerOptions;
  readonly #running = new Map<string, Promise<StoredComparison>>();

  private constructor(options: ComparerOptions) {
    this.#options = options;
  }

  static create(options: ComparerOptions) {
    return new Comparer(options);
  }

  /** Two documents that are not kept; @throws UnreadableDocumentError */
  async compareDocuments(
    type: ContractType,
    documents: { before: ContractDocument; after: ContractDocument },
    reading: Reading,
  ): Promise<StoredComparison> {
    const { before, after } = documents;
    const work = { kind: 'compare' as const, type, before, after, reading };
    const { ended: _ended, ...made } = await this.#judge(() =>
      (this.#options.adHoc ?? this.#options.runner).run(work),
    );
    return made;
  }

  /** Two documents that are kept; one that cannot be read is a change nobody can judge. */
  async compare(
    before: Side,
    after: Side,
    reading: Reading = {},
  ): Promise<StoredComparison> {
    const sides = [before.type, before.digest, after.type, after.digest];
    return this.#once(this.#key(sides, reading), () =>
      this.#judge(() => this.#between(before, after, reading)),
    );
  }

  #key(sides: readonly string[], { direction, role }: Reading): string {
    const { version } = this.#options.rules;
    return digestOfParts([version, ...sides, direction ?? '', role ?? '']);
  }

  async #between(
    before: Side,
    after: Side,
    reading: Reading,
  ): Promise<ContractChange[]> {
    if (before.digest === after.digest && before.type === after.type) return [];
    if (before.type !== after.type) {
      return [
        notJudged(
          'type-changed',
          `The contract was of the type ${before.type} and is of the type ${after.type} now.`,
        ),
      ];
    }
    const [old, young] = await Promise.all([before.read(), after.read()]);
    try {
      return await this.#options.runner.run({
        ...{ kind: 'compare', type: before.type, reading },
        ...{ before: old, after: young },
      });
    } catch (error) {
      if (!(error instanceof UnreadableDocumentError)) throw error;
      return [notJudged('document-not-readable', error.message)];
    }
  }

  async #judge(
    work: () => Promise<ContractChange[]>,
  ): Promise<StoredComparison & { ended?: boolean }> {
    const started = performance.now();
    const judgedAt = new Date().toISOString();
    const tookMs = () => performance.now() - started;
    try {
      return { changes: await work(), judgedAt, tookMs: tookMs() };
    } catch (error) {
      if (!(error instanceof JobEndedError)) throw error;
      const changes = [endedBecause(error)];
      return { changes, judgedAt, tookMs: tookMs(), ended: true };
    }
  }

  /** One that is under way or kept is not made again; one that was ended is not kept. */
  async #once(
    key: string,
    make: () => Promise<StoredComparison & { ended?: boolean }>,
  ): Promise<StoredComparison> {
    const running = this.#running.get(key);
    if (running) return running;
    const work = (async () => {
      const kept = await this.#options.store.get(key);
      if (kept) return kept;
      const { ended, ...made } = await make();
      if (!ended) await this.#options.store.put(key, made);
      return made;
    })().finally(() => this.#running.delete(key));
    this.#running.set(key, work);
    return work;
  }
}
