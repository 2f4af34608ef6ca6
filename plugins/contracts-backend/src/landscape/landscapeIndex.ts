import type {
  ContractException,
  ContractNeed,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  ComponentOwnerRow,
  ConsumptionRow,
  ContractRow,
  LivedRow,
  LiveRow,
  VersionRow,
} from '../database/rows';
import type { LiveReading } from '../live/LiveStore';
import type { SeenTraffic } from '../traffic/TrafficStore';
import { SeenUses } from './SeenUses';

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
  traffic: SeenTraffic;
  /** Who answers for components that take part. */
  owners: readonly ComponentOwnerRow[];
}

/** Items by a key of theirs. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string) {
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

/** The name of two that belong together. */
export const pairKey = (consumer: string, contract: string) =>
  `${consumer} ${contract}`;

/** What is looked up again and again; the versions are not part of it. */
export interface LandscapeIndex {
  contracts: ReadonlyMap<string, ContractRow>;
  live: ReadonlyMap<string, LiveRow[]>;
  lived: ReadonlyMap<string, LivedRow[]>;
  provided: ReadonlyMap<string, ContractRow[]>;
  consumers: ReadonlyMap<string, ReadonlySet<string>>;
  consumed: ReadonlyMap<string, ReadonlySet<string>>;
  owners: ReadonlyMap<string, string | null>;
  declared: ReadonlySet<string>;
  seen: SeenUses;
}

/** Who says to use what: in the catalog, or by needs. */
function pairsOf({
  consumptions,
  needs,
}: LandscapeParts): [consumer: string, contract: string][] {
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
  return [...declared, ...needed];
}

/** Puts in order what is looked up again and again. */
export function indexOf(parts: LandscapeParts): LandscapeIndex {
  const offers = parts.contracts.flatMap(contract =>
    providersOf(contract).map(provider => ({ contract, provider })),
  );
  const provided = new Map(
    [...groupBy(offers, ({ provider }) => provider)].map(([ref, pairs]) => [
      ref,
      pairs.map(({ contract }) => contract),
    ]),
  );
  const said = pairsOf(parts);
  const saidKeys = new Set(said.map(pair => pairKey(...pair)));
  const seen = SeenUses.of({
    ...{ traffic: parts.traffic, provided },
    isDeclared: (consumer, contract) =>
      saidKeys.has(pairKey(consumer, contract)),
  });
  const pairs = [...said, ...seen.pairs()];
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
    owners: new Map([
      ...parts.consumptions.map(row => [row.consumer_ref, row.owner] as const),
      ...parts.owners.map(row => [row.entity_ref, row.owner] as const),
    ]),
    seen,
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
