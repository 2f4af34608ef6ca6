import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CONTRACT_GROUPS,
  type ContractDocument,
  type ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import { contractTypeOf } from '../contracts/contractTypes';
import type { ContractRow, StateRow, VersionRow } from '../database/rows';
import type { ConsumersJudge, JudgedConsumer } from '../judge/ConsumersJudge';
import { deprecationsOf, toVersioned } from '../judge/deprecations';
import type { Landscape } from '../landscape/Landscape';
import type { LandscapeReader } from '../landscape/LandscapeReader';
import { byPrecedence } from '../policy/versions';
import { basisOf, isFinished } from '../versions/basis';
import type { DocumentFacts, DocumentStore } from '../versions/DocumentStore';
import type { VersionJudge } from '../versions/VersionJudge';
import type { KeptSummary, StateStore } from './StateStore';
import { seenPoints, seenSearch } from './seenPoint';
import { judgementSinceLive } from './sinceLive';
import { summarizeContract } from './summarizeContract';

/** What the keeper works with. */
export interface StateKeeperOptions {
  landscapes: LandscapeReader;
  documents: DocumentStore;
  states: StateStore;
  consumers: ConsumersJudge;
  versionJudge: Pick<VersionJudge, 'between'>;
  ruleset: string;
  titleOf: (specType: string) => string;
  logger: LoggerService;
  /** Told when a state is another than before. */
  onChanged?: () => Promise<void>;
}

const POSITIONS: Readonly<Record<ContractSummary['state'], number>> = {
  ...{ breaks: 0, unknown: 1, risky: 2, fine: 3 },
};
const GROUP_STEP = 100;
/** Letters of a date without its time. */
const DAY = 10;

/** Groups in the order of pages, and in each the worst first. */
function positionOf({ group, state, gaps }: ContractSummary): number {
  const inGroup = 2 * POSITIONS[state] + (gaps.length ? 0 : 1);
  return CONTRACT_GROUPS.indexOf(group) * GROUP_STEP + inGroup;
}

/** Why nothing can be said of who uses what, in a sentence. */
function blindnessOf({ wasRead, reading }: Landscape): string | undefined {
  if (!wasRead) return 'Contracts were not read from all sources yet.';
  return reading.readAt
    ? undefined
    : (reading.problem ?? 'What runs where was not read yet.');
}

/** The newest version by its precedence. */
export function latestOf(rows: readonly VersionRow[]): VersionRow | undefined {
  return [...rows]
    .sort((a, b) => byPrecedence(toVersioned(a), toVersioned(b)))
    .at(-1);
}

/** Another one when states are kept in another form, so that all are told anew. */
const FORM = '3';

type Basis = ReturnType<typeof basisOf>;

/** All that a state depends on: when it is the same, the state is too. */
function inputsOf(
  contract: ContractRow,
  landscape: Landscape,
  ruleset: string,
): Basis {
  const ref = contract.entity_ref;
  const consumers = landscape.consumersOf(ref);
  const { seen_at: _seen, ...row } = contract;
  const providers = JSON.parse(contract.providers) as string[];
  const live = [...consumers, ...providers].map(each => [
    landscape.liveOf(each).map(({ stale: _stale, since: _since, ...at }) => at),
    landscape.ownerOf(each),
    landscape.saysToConsume(each, ref),
    landscape.isSeenToUse(ref, each),
    landscape
      .liveOf(each)
      .map(({ component_ref: entityRef, version }) =>
        landscape.releasedAs({ entityRef, version }, ref),
      ),
    landscape
      .liveOf(each)
      .map(({ component_ref: entityRef, version }) =>
        landscape.needsOf({ entityRef, version }),
      ),
  ]);
  const today = new Date().toISOString().slice(0, DAY);
  return basisOf(
    FORM,
    ruleset,
    today,
    JSON.stringify(row),
    JSON.stringify(landscape.versionsOf(ref)),
    JSON.stringify(live),
    JSON.stringify(landscape.exceptions),
    blindnessOf(landscape) ?? '',
  );
}

const WORD = /[\p{L}_][\p{L}\p{N}_-]{2,}/gu;
const MOST_WORDS = 4_000;

/** Names in a document, so that a field is found by its own. */
function wordsOf(document: ContractDocument | undefined): string[] {
  const texts =
    typeof document === 'string' ? [document] : Object.values(document ?? {});
  const words = new Set(
    texts.flatMap(text => text.toLowerCase().match(WORD) ?? []),
  );
  return [...words].slice(0, MOST_WORDS);
}

/** Names of fields that went away are searched by those who still use them. */
function searchText(
  contract: ContractRow,
  all: readonly DocumentFacts[],
  consumers: readonly JudgedConsumer[],
  document: ContractDocument | undefined,
): string {
  const elements = all
    .flatMap(({ outline }) => outline?.elements ?? [])
    .flatMap(({ operation, field, title }) => [
      ...[operation, field ?? '', title ?? ''],
    ]);
  const used = consumers
    .flatMap(({ uses }) => uses ?? [])
    .flatMap(({ operation, sends = [], receives = [] }) => [
      ...[operation, ...sends, ...receives],
    ]);
  const words = [
    ...[contract.name, contract.title ?? ''],
    ...new Set([...elements, ...used]),
    ...wordsOf(document),
  ];
  return words.join('\n').toLowerCase();
}

/** The row of a state without what is searched in it. */
function rowOf(
  summary: KeptSummary,
  inputs: string,
): Omit<StateRow, 'search' | 'sort_name'> {
  const gaps = summary.gaps.map(({ gap }) => gap);
  return {
    ...{ entity_ref: summary.entityRef, inputs, state: summary.state },
    summary: JSON.stringify(summary),
    ...{ group_name: summary.group, owner: summary.owner ?? null },
    gaps: gaps.length ? `,${[...new Set(gaps)].join(',')},` : '',
    position: positionOf(summary),
  };
}

/** Keeps what pages read: looks again at what has changed, and at nothing else. */
export class StateKeeper {
  readonly #options: StateKeeperOptions;
  #running: Promise<number> = Promise.resolve(0);

  private constructor(options: StateKeeperOptions) {
    this.#options = options;
  }

  static create(options: StateKeeperOptions) {
    return new StateKeeper(options);
  }

  /** One look after the other; gives how many states were told anew. */
  async update(): Promise<number> {
    const work = this.#running.catch(() => 0).then(() => this.#update());
    this.#running = work;
    return work;
  }

  async #update(): Promise<number> {
    const { landscapes, states, ruleset, onChanged } = this.#options;
    const landscape = await landscapes.read();
    const known = await states.inputs();
    const now = new Date();
    const contracts = [...landscape.contracts.values()];
    const changed = contracts
      .map(contract => ({
        contract,
        inputs: inputsOf(contract, landscape, ruleset),
      }))
      .filter(({ contract, inputs }) => {
        const before = known.get(contract.entity_ref);
        return before !== inputs.finished && before !== inputs.unfinished(now);
      });
    for (const { contract, inputs } of changed) {
      await states.put([await this.#state(contract, inputs, landscape)]);
    }
    const seen = await this.#updateSeen(landscape, known);
    const gone = [...known.keys()].filter(
      ref => !landscape.contracts.has(ref) && !seen.refs.has(ref),
    );
    await states.remove(gone);
    const count = changed.length + seen.changed + gone.length;
    if (count) await onChanged?.();
    return count;
  }

  /** Those that have no contract and are called all the same. */
  async #updateSeen(landscape: Landscape, known: ReadonlyMap<string, string>) {
    const points = seenPoints(landscape);
    const changed = points.filter(
      ({ summary, inputs }) => known.get(summary.entityRef) !== inputs,
    );
    await this.#options.states.put(
      changed.map(({ summary, inputs }) => ({
        ...rowOf(summary, inputs),
        ...seenSearch(summary),
      })),
    );
    const refs = new Set(points.map(({ summary }) => summary.entityRef));
    return { refs, changed: changed.length };
  }

  async #state(
    contract: ContractRow,
    inputs: Basis,
    landscape: Landscape,
  ): Promise<StateRow> {
    const { summary, facts, all, consumers } = await this.look(
      contract,
      landscape,
    );
    const isWhole = isFinished(consumers.flatMap(({ change }) => change ?? []));
    const document =
      facts && (await this.#options.documents.read(facts.digest));
    return {
      ...rowOf(
        summary,
        isWhole ? inputs.finished : inputs.unfinished(new Date()),
      ),
      search: searchText(contract, all, consumers, document),
      sort_name: contract.name.toLowerCase(),
    };
  }

  /** Looks at one contract now. */
  async look(
    contract: ContractRow,
    landscape: Landscape,
  ): Promise<{
    summary: KeptSummary;
    facts?: DocumentFacts;
    /** Of all versions. */
    all: readonly DocumentFacts[];
    consumers: JudgedConsumer[];
    deprecations: ReturnType<typeof deprecationsOf>;
  }> {
    const {
      documents,
      consumers: judge,
      titleOf,
      versionJudge,
    } = this.#options;
    const versions = landscape.versionsOf(contract.entity_ref);
    const latest = latestOf(versions);
    const facts = await documents.facts(versions.map(({ digest }) => digest));
    const consumers = contractTypeOf(contract.spec_type)
      ? await judge.judge(contract, latest, landscape)
      : [];
    const deprecations = deprecationsOf({
      ...{ versions, facts, consumers, now: Date.now() },
    });
    const ofLatest = latest && facts.get(latest.digest);
    const dialect = ofLatest?.outline?.dialect;
    const summary = summarizeContract({
      ...{ contract, latest, problem: ofLatest?.problem },
      judgement: await judgementSinceLive(
        ...([contract, latest, landscape, versionJudge] as const),
      ),
      typeTitle: [titleOf(contract.spec_type), dialect]
        .filter(Boolean)
        .join(' '),
      ...{ consumers, deprecations, blind: blindnessOf(landscape) },
    });
    const all = [...facts.values()];
    return { summary, facts: ofLatest, all, consumers, deprecations };
  }
}
