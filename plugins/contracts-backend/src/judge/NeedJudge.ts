import {
  type ContractNeed,
  type ContractVerdict,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { satisfies } from 'semver';
import type { Comparer } from '../comparisons/Comparer';
import type { ContractRow, VersionRow } from '../database/rows';
import {
  applyExceptions,
  type JudgedChange,
} from '../exceptions/applyExceptions';
import type { ComponentVersion, Landscape } from '../landscape/Landscape';
import { type Effect, effectOn } from '../needs/affects';
import { isSemVer } from '../policy/versions';
import { entriesOf, findOperation } from '../needs/operations';
import type { DocumentStore } from '../versions/DocumentStore';
import { nameOf } from './names';

/** A change, and where that is known the versions between which it lies. */
export type ComparedChange = JudgedChange & {
  compared?: { from: string; to: string };
};

/** What a version of a contract does to a version of a consumer. */
export interface NeedVerdict {
  verdict: ContractVerdict;
  /** One sentence. */
  message: string;
  /** The change that decides, when one does. */
  change?: ComparedChange;
  operation?: string;
  field?: string;
}

/** One question. */
export interface NeedQuestion {
  consumer: ComponentVersion;
  contract: ContractRow;
  /** The version in question; absent when it was never recorded. */
  target: VersionRow | undefined;
  /** Versions that the consumer works with where it runs. */
  worksWith: readonly VersionRow[];
  landscape: Landscape;
}

/** What the judge works with. */
export interface NeedJudgeOptions {
  comparer: Pick<Comparer, 'compare'>;
  documents: Pick<DocumentStore, 'read' | 'facts'>;
}

const ORDER: readonly ContractVerdict[] = [
  'breaking',
  'unknown',
  'risky',
  'safe',
];

function unknown(message: string): NeedVerdict {
  return { verdict: 'unknown', message };
}

/** A version that the consumer itself says it cannot live with. */
function outOfRange(
  target: VersionRow,
  { versions }: ContractNeed,
  { name }: ContractRow,
): NeedVerdict | undefined {
  if (!versions || !isSemVer(target.version)) return undefined;
  return satisfies(target.version, versions, { includePrerelease: true })
    ? undefined
    : {
        verdict: 'breaking',
        message: `It declares to need ${name} ${versions}, and ${target.version} is none of these.`,
      };
}

/** What cannot be told apart from a hit is not called one, and not fine either. */
function asHit(change: ComparedChange, effect: Effect): ComparedChange[] {
  if (effect === 'none') return [];
  const isOpen = effect === 'maybe' && change.verdict === 'breaking';
  return isOpen
    ? [
        {
          ...change,
          verdict: 'unknown',
          message: `Whether it is hit could not be told: ${change.message}`,
        },
      ]
    : [change];
}

/** The change that decides: the worst, and of those the one with an example. */
function decisive(
  changes: readonly ComparedChange[],
): ComparedChange | undefined {
  const verdict = worstVerdict(changes.map(each => each.verdict));
  const worst = changes.filter(each => each.verdict === verdict);
  return worst.find(each => each.counterExample) ?? worst[0];
}

/** Tells what a version of a contract does to one consumer. */
export class NeedJudge {
  readonly #options: NeedJudgeOptions;

  private constructor(options: NeedJudgeOptions) {
    this.#options = options;
  }

  static create(options: NeedJudgeOptions) {
    return new NeedJudge(options);
  }

  async judge(question: NeedQuestion): Promise<NeedVerdict> {
    const { consumer, contract, target, landscape } = question;
    if (!target) {
      return unknown(
        `That version of ${contract.name} was never recorded, so it cannot be held against what ${nameOf(consumer.entityRef)} uses.`,
      );
    }
    const needs = landscape
      .needsOf(consumer)
      ?.filter(need => need.contract === contract.entity_ref);
    if (!needs?.length) return this.#undeclared(question, target);
    const verdicts = await Promise.all(
      needs.map(need => this.#declared(question, target, need)),
    );
    return verdicts.sort(
      (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict),
    )[0];
  }

  /** All changes between two versions, as they are judged now. */
  async changes(
    contract: ContractRow,
    [from, to]: readonly [VersionRow, VersionRow],
    { exceptions }: Landscape,
    role?: ContractNeed['role'],
  ): Promise<JudgedChange[]> {
    const { comparer, documents } = this.#options;
    const side = (row: VersionRow) => ({
      ...{ type: row.type as never, digest: row.digest },
      read: () => documents.read(row.digest),
    });
    const { changes } = await comparer.compare(side(from), side(to), { role });
    return applyExceptions(changes, contract, exceptions);
  }

  /** Nothing is known of what it uses: fine only when nobody could mind. */
  async #undeclared(
    question: NeedQuestion,
    target: VersionRow,
  ): Promise<NeedVerdict> {
    const { consumer, contract, worksWith, landscape } = question;
    const name = nameOf(consumer.entityRef);
    const what = landscape.isSeenToUse(contract.entity_ref, consumer.entityRef)
      ? 'It calls but never declared what it uses'
      : 'What it uses is not declared';
    if (!worksWith.length) {
      return unknown(
        `${what}, and which version of ${contract.name} ${name} works with is not known.`,
      );
    }
    const changes = await this.#against(question, target, undefined);
    const change = decisive(changes);
    if (!change || change.verdict === 'safe') {
      return {
        verdict: 'safe',
        message: `${what}, but nothing changes that any caller could mind.`,
      };
    }
    if (change.verdict === 'risky') {
      return { verdict: 'risky', message: change.message, change };
    }
    return { ...unknown(`${what}. ${change.message}`), change };
  }

  async #declared(
    question: NeedQuestion,
    target: VersionRow,
    need: ContractNeed,
  ): Promise<NeedVerdict> {
    const missing =
      outOfRange(target, need, question.contract) ??
      (await this.#missing(target, need, question.contract));
    if (missing) return missing;
    const { contract, worksWith } = question;
    const base =
      need.builtAgainst &&
      question.landscape.versionOf(contract.entity_ref, need.builtAgainst);
    if (!base && !worksWith.length) {
      return unknown(
        `It is not known which version of ${contract.name} it was built against.`,
      );
    }
    const changes = await this.#against(
      question,
      target,
      need,
      base || undefined,
    );
    const entries = await this.#entries([
      target,
      ...(base ? [base] : worksWith),
    ]);
    const change = decisive(
      changes.flatMap(each => asHit(each, effectOn(each, need, entries))),
    );
    if (!change || change.verdict === 'safe') {
      return { verdict: 'safe', message: 'All that it needs is offered.' };
    }
    return {
      ...{ verdict: change.verdict, message: change.message, change },
      operation: change.subject?.operation,
      field: change.subject?.field,
    };
  }

  /** What consumers of these versions call by name. */
  async #entries(rows: readonly VersionRow[]): Promise<string[]> {
    const facts = await this.#options.documents.facts(
      rows.map(({ digest }) => digest),
    );
    return [...facts.values()].flatMap(({ outline }) => entriesOf(outline));
  }

  async #against(
    { contract, worksWith, landscape }: NeedQuestion,
    target: VersionRow,
    need: ContractNeed | undefined,
    base?: VersionRow,
  ): Promise<ComparedChange[]> {
    const lists = await Promise.all(
      (base ? [base] : worksWith).map(async row => {
        const compared = { from: row.version, to: target.version };
        const changes = await this.changes(
          ...([contract, [row, target], landscape, need?.role] as const),
        );
        return changes.map(change => ({ ...change, compared }));
      }),
    );
    return lists.flat();
  }

  /** An operation that the version does not have at all. */
  async #missing(
    target: VersionRow,
    need: ContractNeed,
    contract: ContractRow,
  ): Promise<NeedVerdict | undefined> {
    const facts = await this.#options.documents.facts([target.digest]);
    const { outline, problem } = facts.get(target.digest) ?? {};
    if (!outline) {
      return unknown(
        `${contract.name} ${target.version} cannot be read: ${problem ?? 'its document is missing.'}`,
      );
    }
    const offered = outline.elements.map(({ operation }) => operation);
    const gone = need.uses?.find(use => !findOperation(use.operation, offered));
    return gone
      ? {
          verdict: 'breaking',
          message: `It uses ${gone.operation}, which ${contract.name} ${target.version} does not have.`,
          operation: gone.operation,
        }
      : undefined;
  }
}
