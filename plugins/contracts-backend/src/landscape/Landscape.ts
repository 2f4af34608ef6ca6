import type {
  ContractException,
  ContractNeed,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  ConsumptionRow,
  ContractRow,
  LivedRow,
  LiveRow,
  TrafficRow,
  VersionRow,
} from '../database/rows';
import type { LiveReading } from '../live/LiveStore';

/** A version of a component. */
export interface ComponentVersion {
  entityRef: string;
  version: string;
}

/** The name under which a version of a component is kept in a map. */
export function versionKey({ entityRef, version }: ComponentVersion): string {
  return `${entityRef}@${version}`;
}

/** What a landscape is made from. */
export interface LandscapeParts {
  contracts: readonly ContractRow[];
  consumptions: readonly ConsumptionRow[];
  versions: readonly VersionRow[];
  /** Version of a contract, by version of a component and contract. */
  releases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  needs: ReadonlyMap<string, readonly ContractNeed[]>;
  live: readonly LiveRow[];
  /** What lived at any time. */
  lived: readonly LivedRow[];
  reading: LiveReading;
  /** Whether catalog and repositories were read at least once. */
  wasRead: boolean;
  exceptions: readonly ContractException[];
  traffic: readonly TrafficRow[];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(keyOf(item), [item]);
    }
  }
  return groups;
}

/** Whether one tenant meets the other; who has none meets all. */
export function tenantsMeet(
  first: string | null | undefined,
  second: string | null | undefined,
): boolean {
  return !first || !second || first === second;
}

const pairKey = (consumer: string, contract: string) =>
  `${consumer} ${contract}`;

/** What is looked up again and again; the versions are not part of it. */
interface Index {
  contracts: ReadonlyMap<string, ContractRow>;
  live: ReadonlyMap<string, LiveRow[]>;
  lived: ReadonlyMap<string, LivedRow[]>;
  provided: ReadonlyMap<string, ContractRow[]>;
  consumers: ReadonlyMap<string, ReadonlySet<string>>;
  consumed: ReadonlyMap<string, ReadonlySet<string>>;
  owners: ReadonlyMap<string, string | null>;
  declared: ReadonlySet<string>;
}

/** What is added to a landscape for one question. */
export interface LandscapeDetail {
  versions?: readonly VersionRow[];
  releases?: LandscapeParts['releases'];
  exceptions?: readonly ContractException[];
  /** Needs of versions that do not live. */
  needs?: LandscapeParts['needs'];
}

/** All that is known at one time: contracts, who needs them, and what runs where. */
export class Landscape {
  readonly contracts: ReadonlyMap<string, ContractRow>;
  readonly reading: LiveReading;
  /** Whether catalog and repositories were read at least once. */
  readonly wasRead: boolean;
  readonly exceptions: readonly ContractException[];
  readonly traffic: readonly TrafficRow[];
  readonly #parts: LandscapeParts;
  readonly #index: Index;
  readonly #detail: LandscapeDetail;
  readonly #versions: ReadonlyMap<string, VersionRow[]>;

  private constructor(
    parts: LandscapeParts,
    index: Index,
    detail: LandscapeDetail,
  ) {
    this.#parts = parts;
    this.#index = index;
    this.#detail = detail;
    this.contracts = index.contracts;
    this.reading = parts.reading;
    this.wasRead = parts.wasRead;
    this.exceptions = detail.exceptions ?? parts.exceptions;
    this.traffic = parts.traffic;
    this.#versions = groupBy(
      detail.versions ?? parts.versions,
      row => row.entity_ref,
    );
  }

  static of(parts: LandscapeParts) {
    return new Landscape(parts, indexOf(parts), {});
  }

  /** The same landscape with what one question needs besides. */
  with(detail: LandscapeDetail): Landscape {
    return new Landscape(this.#parts, this.#index, {
      ...this.#detail,
      ...detail,
    });
  }

  get environments(): readonly string[] {
    return this.reading.environments;
  }

  versionsOf(contractRef: string): readonly VersionRow[] {
    return this.#versions.get(contractRef) ?? [];
  }

  versionOf(contractRef: string, version: string): VersionRow | undefined {
    return this.versionsOf(contractRef).find(row => row.version === version);
  }

  /** The version of a contract that a version of a component brings: as published, else of the same name. */
  releasedBy(
    component: ComponentVersion,
    contractRef: string,
  ): VersionRow | undefined {
    const released = this.#releases
      .get(versionKey(component))
      ?.get(contractRef);
    return this.versionOf(contractRef, released ?? component.version);
  }

  /** Versions of a component that bring a version of a contract. */
  bringersOf(contractRef: string, version: string): ComponentVersion[] {
    const contract = this.contracts.get(contractRef);
    return providersOf(contract).flatMap(entityRef => {
      const named = [...this.#releases]
        .filter(
          ([key, brings]) =>
            key.startsWith(`${entityRef}@`) &&
            brings.get(contractRef) === version,
        )
        .map(([key]) => key.slice(entityRef.length + 1));
      const versions = named.length ? named : [version];
      return versions.map(each => ({ entityRef, version: each }));
    });
  }

  needsOf(component: ComponentVersion): readonly ContractNeed[] | undefined {
    const key = versionKey(component);
    return this.#detail.needs?.get(key) ?? this.#parts.needs.get(key);
  }

  provided(componentRef: string): readonly ContractRow[] {
    return this.#index.provided.get(componentRef) ?? [];
  }

  /** Components that are known to use a contract: declared, or seen. */
  consumersOf(contractRef: string): readonly string[] {
    return [...(this.#index.consumers.get(contractRef) ?? [])].sort();
  }

  /** Contracts that a component is known to use. */
  consumedBy(componentRef: string): readonly string[] {
    return [...(this.#index.consumed.get(componentRef) ?? [])].sort();
  }

  liveOf(componentRef: string): readonly LiveRow[] {
    return this.#index.live.get(componentRef) ?? [];
  }

  /** Whether anything at all is known of a component. */
  knows(componentRef: string): boolean {
    return (
      this.#index.live.has(componentRef) ||
      this.#index.provided.has(componentRef) ||
      this.#index.consumed.has(componentRef)
    );
  }

  /** Versions of a component that lived in an environment at any time. */
  livedIn(
    componentRef: string,
    environment: string,
    tenant: string | undefined,
  ): string[] {
    return (this.#index.lived.get(componentRef) ?? [])
      .filter(
        row =>
          row.environment === environment && tenantsMeet(row.tenant, tenant),
      )
      .map(({ version }) => version);
  }

  get liveRows(): readonly LiveRow[] {
    return this.#parts.live;
  }

  saysToConsume(consumerRef: string, contractRef: string): boolean {
    return this.#index.declared.has(pairKey(consumerRef, contractRef));
  }

  ownerOf(consumerRef: string): string | undefined {
    return this.#index.owners.get(consumerRef) ?? undefined;
  }

  /** Contracts of components that it was seen to call. */
  seenToUse(componentRef: string): string[] {
    return this.traffic
      .filter(row => row.consumer_ref === componentRef)
      .flatMap(row => this.provided(row.provider_ref))
      .map(contract => contract.entity_ref);
  }

  /** Calls that were seen from a component to those that provide a contract. */
  callsTo(contractRef: string, consumerRef: string): TrafficRow[] {
    const providers = providersOf(this.contracts.get(contractRef));
    return this.traffic.filter(
      row =>
        row.consumer_ref === consumerRef &&
        providers.includes(row.provider_ref),
    );
  }

  get #releases() {
    return this.#detail.releases ?? this.#parts.releases;
  }
}

/** Who uses what: by the catalog, by needs, or because it was seen. */
function pairsOf(
  { consumptions, needs, traffic }: LandscapeParts,
  provided: Index['provided'],
): [consumer: string, contract: string][] {
  const declared = consumptions.map((row): [string, string] => [
    row.consumer_ref,
    row.contract_ref,
  ]);
  const needed = [...needs].flatMap(([key, list]) =>
    list.map(({ contract }): [string, string] => [
      key.slice(0, key.lastIndexOf('@')),
      contract,
    ]),
  );
  const seen = traffic.flatMap(row =>
    (provided.get(row.provider_ref) ?? []).map((contract): [string, string] => [
      row.consumer_ref,
      contract.entity_ref,
    ]),
  );
  return [...declared, ...needed, ...seen];
}

function indexOf(parts: LandscapeParts): Index {
  const offers = parts.contracts.flatMap(contract =>
    providersOf(contract).map(provider => ({ contract, provider })),
  );
  const provided = new Map(
    [...groupBy(offers, ({ provider }) => provider)].map(([ref, pairs]) => [
      ref,
      pairs.map(({ contract }) => contract),
    ]),
  );
  const pairs = pairsOf(parts, provided);
  return {
    contracts: new Map(parts.contracts.map(row => [row.entity_ref, row])),
    live: groupBy(parts.live, row => row.component_ref),
    lived: groupBy(parts.lived, row => row.component_ref),
    provided,
    consumers: asSets(
      groupBy(pairs, ([, contract]) => contract),
      0,
    ),
    consumed: asSets(
      groupBy(pairs, ([consumer]) => consumer),
      1,
    ),
    owners: new Map(
      parts.consumptions.map(row => [row.consumer_ref, row.owner]),
    ),
    declared: new Set(
      parts.consumptions.map(row =>
        pairKey(row.consumer_ref, row.contract_ref),
      ),
    ),
  };
}

/** Components that provide a contract. */
export function providersOf(contract: ContractRow | undefined): string[] {
  return contract ? (JSON.parse(contract.providers) as string[]) : [];
}

function asSets(
  groups: ReadonlyMap<string, [string, string][]>,
  side: 0 | 1,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...groups].map(([key, pairs]) => [
      key,
      new Set(pairs.map(pair => pair[side])),
    ]),
  );
}
