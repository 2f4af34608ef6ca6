import type { ContractType } from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow, SeenCallsRow } from '../database/rows';
import type { SeenTraffic } from '../traffic/TrafficStore';

const DAY_MS = 86_400_000;

/** Contracts that are called over HTTP, so that a mesh or a gateway sees it. */
const CALLED: ReadonlySet<string | null> = new Set<ContractType>([
  ...(['openapi', 'graphql', 'grpc', 'wsdl'] as const),
]);

/** What was seen of a consumer at a contract. */
export interface SeenUse {
  /** Requests of the last seven days. */
  calls: number;
  /** ISO 8601 in UTC; absent when it never called while somebody looked. */
  lastCallAt?: string;
  /** Whole days without a call, when it is that long that somebody looked. */
  quietDays?: number;
}

/** A component that is called and offers no contract for that. */
export interface Uncontracted {
  entityRef: string;
  callers: string[];
}

/** What tells uses from calls. */
export interface SeenUsesParts {
  traffic: SeenTraffic;
  /** Contracts by who provides them. */
  provided: ReadonlyMap<string, readonly ContractRow[]>;
  /** Whether a consumer says itself to use a contract. */
  isDeclared: (consumerRef: string, contractRef: string) => boolean;
}

const callKey = (consumer: string, provider: string) =>
  `${consumer} ${provider}`;

/** Calls between components, told as uses of contracts. */
export class SeenUses {
  /** Components that others call and that offer no contract for it. */
  readonly uncontracted: readonly Uncontracted[];
  readonly #parts: SeenUsesParts;
  readonly #calls: ReadonlyMap<string, SeenCallsRow>;
  readonly #watched: ReadonlyMap<string, { since: string; until: string }>;
  readonly #byContract = new Map<string, Map<string, SeenCallsRow[]>>();
  readonly #byConsumer = new Map<string, Set<string>>();

  private constructor(parts: SeenUsesParts) {
    const { calls, components } = parts.traffic;
    this.#parts = parts;
    this.#calls = new Map(
      calls.map(row => [callKey(row.consumer_ref, row.provider_ref), row]),
    );
    this.#watched = new Map(components.map(row => [row.entity_ref, row]));
    for (const row of this.#inside()) this.#take(row);
    this.uncontracted = this.#findUncontracted();
  }

  static of(parts: SeenUsesParts) {
    return new SeenUses(parts);
  }

  /** Who was seen to use what, each pair once. */
  pairs(): [consumer: string, contract: string][] {
    return [...this.#byContract].flatMap(([contract, consumers]) =>
      [...consumers.keys()].map((consumer): [string, string] => [
        consumer,
        contract,
      ]),
    );
  }

  /** Contracts that a component was seen to use. */
  usedBy(consumerRef: string): string[] {
    return [...(this.#byConsumer.get(consumerRef) ?? [])];
  }

  /** Whether it called at least once while somebody looked. */
  isSeen(contractRef: string, consumerRef: string): boolean {
    return this.#byContract.get(contractRef)?.has(consumerRef) ?? false;
  }

  /**
   * What was seen of a consumer at a contract.
   *
   * @returns undefined when nobody looks there, so that silence means nothing
   */
  use(
    contract: ContractRow,
    providers: readonly string[],
    consumerRef: string,
  ): SeenUse | undefined {
    const rows = this.#byContract.get(contract.entity_ref)?.get(consumerRef);
    const lastCallAt = latest(rows?.map(row => row.last_call_at) ?? []);
    const calls = (rows ?? []).reduce((sum, row) => sum + row.requests, 0);
    if (calls > 0) return { calls, ...(lastCallAt && { lastCallAt }) };
    if (!CALLED.has(contract.type)) return undefined;
    const quietDays = this.#quietDays(consumerRef, providers, lastCallAt);
    if (quietDays === undefined) return undefined;
    return { calls: 0, ...(lastCallAt && { lastCallAt }), quietDays };
  }

  /** Requests from nobody that is deployed here, for example of people through a gateway. */
  fromOutside(
    contract: ContractRow,
    providers: readonly string[],
  ): { calls: number; lastCallAt: string } | undefined {
    if (!CALLED.has(contract.type)) return undefined;
    const rows = providers.flatMap(
      provider => this.#calls.get(callKey('', provider)) ?? [],
    );
    const lastCallAt = latest(rows.map(row => row.last_call_at));
    return lastCallAt
      ? {
          calls: rows.reduce((sum, { requests }) => sum + requests, 0),
          lastCallAt,
        }
      : undefined;
  }

  #findUncontracted(): Uncontracted[] {
    const callers = new Map<string, Set<string>>();
    for (const { consumer_ref, provider_ref } of this.#inside()) {
      if (this.#called(provider_ref).length) continue;
      const known = callers.get(provider_ref) ?? new Set();
      callers.set(provider_ref, known.add(consumer_ref));
    }
    return [...callers].map(([entityRef, refs]) => ({
      ...{ entityRef, callers: [...refs].sort() },
    }));
  }

  /** Calls from one component to another. */
  #inside(): SeenCallsRow[] {
    return this.#parts.traffic.calls.filter(
      row => row.consumer_ref && row.consumer_ref !== row.provider_ref,
    );
  }

  /** Contracts of a component that are called. */
  #called(providerRef: string): ContractRow[] {
    return (this.#parts.provided.get(providerRef) ?? []).filter(({ type }) =>
      CALLED.has(type),
    );
  }

  /** A call says to whom and not by which contract: what was declared tells, else it may be each. */
  #take(row: SeenCallsRow) {
    const { consumer_ref: consumer } = row;
    const called = this.#called(row.provider_ref);
    const declared = called.filter(({ entity_ref }) =>
      this.#parts.isDeclared(consumer, entity_ref),
    );
    for (const { entity_ref } of declared.length ? declared : called) {
      const consumers = this.#byContract.get(entity_ref) ?? new Map();
      this.#byContract.set(entity_ref, consumers);
      consumers.set(consumer, [...(consumers.get(consumer) ?? []), row]);
      const used = this.#byConsumer.get(consumer) ?? new Set();
      this.#byConsumer.set(consumer, used.add(entity_ref));
    }
  }

  #quietDays(
    consumerRef: string,
    providers: readonly string[],
    lastCallAt: string | undefined,
  ): number | undefined {
    const consumer = this.#watched.get(consumerRef);
    const days = providers.flatMap(ref => {
      const provider = this.#watched.get(ref);
      if (!consumer || !provider) return [];
      const from = latest(
        [consumer.since, provider.since, lastCallAt ?? ''].filter(Boolean),
      )!;
      const until = Math.min(
        ...[Date.parse(consumer.until), Date.parse(provider.until)],
      );
      return [Math.floor((until - Date.parse(from)) / DAY_MS)];
    });
    const least = Math.min(...days);
    return days.length && least >= 1 ? least : undefined;
  }
}

function latest(times: readonly string[]): string | undefined {
  return [...times].sort().at(-1);
}
