import type {
  Comparison,
  ContractChange,
  ContractDocument,
  ContractException,
  ContractType,
  VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import type { Comparer } from '../comparisons/Comparer';
import type { ContractStore } from '../contracts/ContractStore';
import type { ContractRow, VersionRow } from '../database/rows';
import { applyExceptions, inScope } from '../exceptions/applyExceptions';
import type { ExceptionStore } from '../exceptions/ExceptionStore';
import { toVersioned } from '../judge/deprecations';
import { groupBy } from '../landscape/landscapeIndex';
import { judgeVersion } from '../policy/judgeVersion';
import { baselineOf, byPrecedence } from '../policy/versions';
import { basisOf, isFinished } from './basis';
import type { DocumentStore } from './DocumentStore';
import type { VersionStore } from './VersionStore';

/** What the judge works with. */
export interface VersionJudgeOptions {
  contracts: Pick<ContractStore, 'get' | 'all'>;
  versions: VersionStore;
  documents: Pick<DocumentStore, 'read'>;
  exceptions: Pick<ExceptionStore, 'holding'>;
  comparer: Pick<Comparer, 'compare'>;
  rules: RuleBook;
}

/** What a contract's versions are judged by. */
interface Law {
  contract: Pick<ContractRow, 'entity_ref' | 'system'>;
  exceptions: readonly ContractException[];
}

/** A judgement as it is kept: with what it was made by. */
type KeptJudgement = VersionJudgement & { basis?: string };

/** How many are judged anew in one go, so that nothing else waits for long. */
const MOST_AT_ONCE = 200;

function keptOf({ judgement }: VersionRow): KeptJudgement | undefined {
  return judgement ? (JSON.parse(judgement) as KeptJudgement) : undefined;
}

function newestFirst(rows: readonly VersionRow[]): VersionRow[] {
  return [...rows].sort((a, b) => byPrecedence(toVersioned(b), toVersioned(a)));
}

/** Holds versions of a contract against the ones they follow. */
export class VersionJudge {
  readonly #options: VersionJudgeOptions;
  /** By what all were judged when last looked through. */
  #settled?: string;

  private constructor(options: VersionJudgeOptions) {
    this.#options = options;
  }

  static create(options: VersionJudgeOptions) {
    return new VersionJudge(options);
  }

  /**
   * Writes the judgement onto the row.
   *
   * @param fresh - the document of the row, when it is not kept yet
   * @returns undefined for the first version
   */
  async judge(
    row: VersionRow,
    fresh?: ContractDocument,
  ): Promise<Comparison | undefined> {
    const others = await this.#options.versions.of(row.entity_ref);
    return this.#among(row, others, await this.#law(row.entity_ref), fresh);
  }

  /** A version that was published late may be what others follow. */
  async judgeFollowers({ entity_ref }: VersionRow): Promise<void> {
    const all = await this.#options.versions.of(entity_ref);
    const law = await this.#law(entity_ref);
    for (const other of all) {
      const baseline = baselineOf(toVersioned(other), all.map(toVersioned));
      if (baseline && baseline.version !== keptOf(other)?.baseline) {
        await this.#anew(other, all, law);
      }
    }
  }

  /**
   * Judges anew what was judged by other rules or exceptions than hold now,
   * or was not finished.
   *
   * @returns how many were
   */
  async refresh(signal?: AbortSignal): Promise<number> {
    const { contracts, versions, exceptions } = this.#options;
    const now = new Date();
    const holding = await exceptions.holding(now.toISOString());
    const known = await contracts.all();
    const mark = basisOf(
      ...holding.map(({ id, verdict, scope }) => `${id} ${verdict} ${scope}`),
      ...known.map(({ entity_ref, system }) => `${entity_ref} ${system}`),
    ).unfinished(now);
    if (this.#settled === mark) return 0;
    const kept = groupBy(await versions.all(), row => row.entity_ref);
    const old = known.flatMap(contract => {
      const law = { contract, exceptions: holding };
      const rows = kept.get(contract.entity_ref) ?? [];
      return newestFirst(rows)
        .filter(row => this.#isOld(row, law, now))
        .map((row, rank) => ({ row, rows, law, rank }));
    });
    // The newest of each contract is what pages show.
    old.sort((first, second) => first.rank - second.rank);
    let count = 0;
    for (const { row, rows, law } of old.slice(0, MOST_AT_ONCE)) {
      if (signal?.aborted) return count;
      await this.#anew(row, rows, law);
      count += 1;
    }
    if (count === old.length) this.#settled = mark;
    return count;
  }

  /** What the step from one version to another is worth, as the exceptions that hold judge it. */
  async between(from: VersionRow, to: VersionRow): Promise<VersionJudgement> {
    const { comparer, documents, rules } = this.#options;
    const side = (of: VersionRow) => ({
      ...{ type: of.type as ContractType, digest: of.digest },
      read: () => documents.read(of.digest),
    });
    const { changes } = await comparer.compare(side(from), side(to));
    const comparison = rules.summarize(
      await this.excused(to.entity_ref, changes),
    );
    return judgeVersion(from.version, to.version, comparison);
  }

  /** Changes as the exceptions that hold for a contract judge them. */
  async excused(entityRef: string, changes: readonly ContractChange[]) {
    const { contract, exceptions } = await this.#law(entityRef);
    return applyExceptions(changes, contract, exceptions);
  }

  #isOld(row: VersionRow, law: Law, now: Date): boolean {
    const kept = keptOf(row);
    if (!kept) return false;
    const basis = this.#basis(law);
    return ![basis.finished, basis.unfinished(now)].includes(kept.basis ?? '');
  }

  #basis({ contract, exceptions }: Law) {
    const inForce = exceptions.filter(
      each => each.kind === 'rule' && inScope(each, contract),
    );
    return basisOf(
      this.#options.rules.version,
      ...inForce.map(({ id, verdict }) => `${id} ${verdict}`).sort(),
    );
  }

  async #law(entityRef: string): Promise<Law> {
    const { contracts, exceptions } = this.#options;
    const contract = await contracts.get(entityRef);
    return {
      contract: contract ?? { entity_ref: entityRef, system: null },
      exceptions: await exceptions.holding(new Date().toISOString()),
    };
  }

  async #anew(row: VersionRow, all: readonly VersionRow[], law: Law) {
    await this.#among(row, all, law);
    await this.#options.versions.setJudgement(row, row.judgement);
  }

  async #among(
    row: VersionRow,
    others: readonly VersionRow[],
    law: Law,
    fresh?: ContractDocument,
  ): Promise<Comparison | undefined> {
    const { comparer, documents, rules } = this.#options;
    const baseline = baselineOf(
      toVersioned(row),
      others.map(other => ({ ...toVersioned(other), row: other })),
    )?.row;
    if (!baseline) return undefined;
    const side = (of: VersionRow, known?: ContractDocument) => ({
      ...{ type: of.type as ContractType, digest: of.digest },
      read: async () => known ?? documents.read(of.digest),
    });
    const { changes } = await comparer.compare(
      side(baseline),
      side(row, fresh),
    );
    const comparison = rules.summarize(
      applyExceptions(changes, law.contract, law.exceptions),
    );
    const basis = this.#basis(law);
    const judgement: KeptJudgement = {
      ...judgeVersion(baseline.version, row.version, comparison),
      basis: isFinished(changes)
        ? basis.finished
        : basis.unfinished(new Date()),
    };
    row.judgement = JSON.stringify(judgement);
    return comparison;
  }
}
