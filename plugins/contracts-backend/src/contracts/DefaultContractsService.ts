import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  CanIAnswer,
  ContractDetail,
  ContractGovernance,
  ContractsPage,
  PublishedState,
} from '@slipway/backstage-plugin-contracts-common';
import type { DefaultCanIService } from '../judge/DefaultCanIService';
import { toPlace } from '../judge/places';
import { type Landscape, stagesOf } from '../landscape/Landscape';
import { providersOf } from '../landscape/landscapeIndex';
import { around, type LandscapeReader } from '../landscape/LandscapeReader';
import type { LiveStore } from '../live/LiveStore';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import { isVisible, namedBy } from '../exceptions/named';
import { latestOf, type StateKeeper } from '../states/StateKeeper';
import {
  type KeptSummary,
  namedIn,
  type StateFilter,
  type StateStore,
} from '../states/StateStore';
import type { VersionStore } from '../versions/VersionStore';
import type { ContractRow } from '../database/rows';
import { headlineOf, waysOutOf } from './headline';

/** What the service works with. */
export interface ContractsServiceOptions {
  states: StateStore;
  keeper: StateKeeper;
  landscapes: LandscapeReader;
  live: LiveStore;
  versions: VersionStore;
  canI: DefaultCanIService;
  authorizer: ContractAuthorizer;
  ruleset: string;
}

/** Who asks. */
export interface Caller {
  credentials: BackstageCredentials;
}

/** Of a component that may not be named. */
const NAMELESS: Readonly<Record<CanIAnswer, string>> = {
  allowed: 'All that live there fit.',
  blocked: 'It does not fit what lives there.',
  unknown: 'Whether it fits what lives there could not be told.',
};

const CURSOR = /^\d{1,9}$/;

function offsetOf(cursor: string | undefined): number {
  if (!cursor) return 0;
  if (!CURSOR.test(cursor)) {
    throw new InputError('The cursor is not one that was given out.');
  }
  return Number(cursor);
}

/** Serves integration points and where they stand. */
export class DefaultContractsService {
  readonly #options: ContractsServiceOptions;

  private constructor(options: ContractsServiceOptions) {
    this.#options = options;
  }

  static create(options: ContractsServiceOptions) {
    return new DefaultContractsService(options);
  }

  async list(
    filter: Omit<StateFilter, 'entityRefs'>,
    { cursor, limit }: { cursor?: string; limit: number },
    caller: Caller,
  ): Promise<ContractsPage> {
    const { states, live, ruleset } = this.#options;
    const entityRefs = await this.#readable(caller);
    const offset = offsetOf(cursor);
    const [{ items, total }, totals, reading] = await Promise.all([
      states.page({ ...filter, entityRefs }, { offset, limit }),
      states.totals(entityRefs),
      live.reading(),
    ]);
    const next = offset + items.length;
    const sight = await this.#sight(items, caller);
    return {
      items: items.map(each => sight.summary(each)),
      ...{ totalItems: total, gaps: totals.gaps },
      ...{ groups: totals.groups, owners: totals.owners, ruleset },
      ...(next < total && { nextCursor: String(next) }),
      ...liveParts(reading),
    };
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(entityRef: string, caller: Caller): Promise<ContractDetail> {
    await this.#options.authorizer.assertReadable(
      entityRef,
      caller.credentials,
    );
    const { keeper, ruleset } = this.#options;
    const landscape = await this.#options.landscapes.read({
      contracts: without => [
        entityRef,
        ...around(without, providersOf(without.contracts.get(entityRef))),
      ],
    });
    const contract = contractOf(landscape, entityRef);
    const { summary, consumers, deprecations } = await keeper.look(
      contract,
      landscape,
    );
    const sight = await this.#sight(
      [summary],
      caller,
      landscape.consumersOf(entityRef),
    );
    const shown = sight.summary(summary);
    return {
      ...{ ...shown, headline: headlineOf(shown), ruleset },
      waysOut: waysOutOf(shown, sight.split(consumers).items),
      gates: await this.#gates(contract, landscape, sight, caller),
      deprecations: sight.deprecations(deprecations),
      providerVersions: providerVersions(contract, landscape).filter(each =>
        sight.sees(each.component),
      ),
      versions: landscape.versionsOf(entityRef).length,
      ...liveParts(landscape.reading),
    };
  }

  /**
   * How a version stands to what is live.
   *
   * @returns undefined when it is not the newest, or the caller may not see it
   */
  async liveState(
    entityRef: string,
    version: string,
    caller: Caller,
  ): Promise<PublishedState | undefined> {
    const { authorizer } = this.#options;
    const readable = await authorizer.readable(
      async () => [entityRef],
      caller.credentials,
    );
    if (readable && !readable.includes(entityRef)) return undefined;
    const { latest, state, stateReason } = await this.get(entityRef, caller);
    return latest?.version === version
      ? { state, message: stateReason, judgement: latest.judgement }
      : undefined;
  }

  async governance(caller: Caller): Promise<ContractGovernance> {
    const { states, versions, landscapes, keeper, ruleset, authorizer } =
      this.#options;
    const entityRefs = await this.#readable(caller);
    const totals = await states.totals(entityRefs);
    const { items: late } = await states.page(
      { gap: 'overdue', entityRefs },
      { offset: 0, limit: 100 },
    );
    const landscape = await landscapes.read({
      contracts: () => late.map(({ entityRef }) => entityRef),
    });
    const deprecations = await Promise.all(
      late.map(async ({ entityRef }) => {
        const contract = contractOf(landscape, entityRef);
        const looked = await keeper.look(contract, landscape);
        return looked.deprecations.map(each => ({
          ...each,
          contract: entityRef,
        }));
      }),
    );
    const sight = await Sight.of(
      authorizer,
      () => [
        ...deprecations.flat().flatMap(each => refsOf(each.consumers)),
        ...landscape.exceptions.flatMap(namedBy),
      ],
      caller.credentials,
    );
    return {
      contracts: Object.values(totals.states).reduce((a, b) => a + b, 0),
      versions: await versions.count(),
      ...{ gaps: totals.gaps, states: totals.states, ruleset },
      deprecations: sight.deprecations(deprecations.flat()),
      exceptions: landscape.exceptions.filter(each => isVisible(each, sight)),
      ...liveParts(landscape.reading),
    };
  }

  /** What the caller may see of those that states name. */
  async #sight(
    summaries: readonly KeptSummary[],
    { credentials }: Caller,
    more: readonly string[] = [],
  ): Promise<Sight> {
    const refs = () => [
      ...more,
      ...summaries.flatMap(each => [...namedIn(each), ...each.providers]),
    ];
    return Sight.of(this.#options.authorizer, refs, credentials);
  }

  async #readable(
    { credentials }: Caller,
    all?: readonly string[],
  ): Promise<string[] | undefined> {
    const { authorizer, states } = this.#options;
    return authorizer.readable(async () => all ?? states.refs(), credentials);
  }

  /** May the newest version go on from where it lives to what comes after? */
  async #gates(
    contract: ContractRow,
    landscape: Landscape,
    sight: Sight,
    { credentials }: Caller,
  ) {
    const ref = contract.entity_ref;
    const latest = latestOf(landscape.versionsOf(ref));
    const [bringer] = latest ? landscape.bringersOf(ref, latest.version) : [];
    if (!bringer) return [];
    const mayName = sight.sees(bringer.entityRef);
    const stages = stagesOf(landscape);
    const reached = landscape
      .liveOf(bringer.entityRef)
      .filter(({ version }) => version === bringer.version)
      .map(({ environment }) => stages.indexOf(environment));
    const onwards = stages.slice(Math.max(-1, ...reached) + 1);
    return Promise.all(
      onwards.map(async environment => {
        const { answer, findings, message } = await this.#options.canI.judge(
          {
            ...{ component: bringer.entityRef, version: bringer.version },
            ...{ environment, action: 'promote' },
          },
          landscape,
          credentials,
        );
        const [worst] = findings.filter(each => each.answer === answer);
        const reason =
          answer === 'allowed' ? message : (worst?.message ?? message);
        return {
          ...{ environment, answer },
          message: mayName ? reason : NAMELESS[answer],
        };
      }),
    );
  }
}

/** A contract that must be there. @throws NotFoundError */
export function contractOf(
  landscape: Landscape,
  entityRef: string,
): ContractRow {
  const contract = landscape.contracts.get(entityRef);
  if (!contract) {
    throw new NotFoundError(
      `There is no API '${entityRef}' in the catalog, or it was not read yet.`,
    );
  }
  return contract;
}

function refsOf(items: readonly { entityRef: string }[]): string[] {
  return items.map(({ entityRef }) => entityRef);
}

function liveParts({ readAt, problem }: { readAt?: string; problem?: string }) {
  return {
    ...(readAt && { liveAsOf: readAt }),
    ...(problem && { liveProblem: problem }),
  };
}

function providerVersions(contract: ContractRow, landscape: Landscape) {
  return providersOf(contract).flatMap(component => {
    const rows = landscape.liveOf(component);
    return [...new Set(rows.map(({ version }) => version))].map(version => {
      const brings = landscape.releasedBy(
        { entityRef: component, version },
        contract.entity_ref,
      );
      return {
        ...{ component, version },
        ...(brings && { contractVersion: brings.version }),
        places: rows.filter(row => row.version === version).map(toPlace),
      };
    });
  });
}
