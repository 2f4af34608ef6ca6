import type {
  ContractException,
  ContractNeed,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow, LiveRow, VersionRow } from '../database/rows';
import type { LiveReading } from '../live/LiveStore';
import {
  groupBy,
  indexOf,
  type LandscapeIndex,
  type LandscapeParts,
  pairKey,
  providersOf,
} from './landscapeIndex';
import type { SeenUse, Uncontracted } from './SeenUses';
import type { SeenTraffic } from '../traffic/TrafficStore';

/** A version of a component. */
export interface ComponentVersion {
  entityRef: string;
  version: string;
}

/** The name under which a version of a component is kept in a map. */
export function versionKey({ entityRef, version }: ComponentVersion): string {
  return `${entityRef}@${version}`;
}

/** Whether one tenant meets the other; who has none meets all. */
export function tenantsMeet(
  first: string | null | undefined,
  second: string | null | undefined,
): boolean {
  return !first || !second || first === second;
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
  readonly traffic: SeenTraffic;
  readonly #parts: LandscapeParts;
  readonly #index: LandscapeIndex;
  readonly #detail: LandscapeDetail;
  readonly #versions: ReadonlyMap<string, VersionRow[]>;

  private constructor(
    parts: LandscapeParts,
    index: LandscapeIndex,
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

  /** Environments that are there for a while: no change travels through them to customers. */
  get passing(): readonly string[] {
    return this.reading.passing ?? [];
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

  /** The version of a contract that was published with a version of a component; undefined when none was. */
  releasedAs(
    component: ComponentVersion,
    contractRef: string,
  ): string | undefined {
    return this.#releases.get(versionKey(component))?.get(contractRef);
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
      const versions = named.length
        ? named
        : this.#sameName(entityRef, contractRef, version);
      return versions.map(each => ({ entityRef, version: each }));
    });
  }

  /** A text in the catalog has a number of its own; only what a pipeline or a tag published is of the same name. */
  #sameName(entityRef: string, contractRef: string, version: string) {
    const row = this.versionOf(contractRef, version);
    const lives = this.liveOf(entityRef).some(each => each.version === version);
    return lives || (row && row.source !== 'catalog') ? [version] : [];
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

  /** Contracts that a component was seen to use. */
  seenToUse(componentRef: string): string[] {
    return this.#index.seen.usedBy(componentRef);
  }

  /** Whether a component was seen to use a contract. */
  isSeenToUse(contractRef: string, consumerRef: string): boolean {
    return this.#index.seen.isSeen(contractRef, consumerRef);
  }

  /** What was seen of a consumer at a contract; undefined when nobody looks. */
  seenUse(contractRef: string, consumerRef: string): SeenUse | undefined {
    const contract = this.contracts.get(contractRef);
    return (
      contract &&
      this.#index.seen.use(contract, providersOf(contract), consumerRef)
    );
  }

  /** What came from nobody that is deployed here. */
  seenFromOutside(contractRef: string) {
    const contract = this.contracts.get(contractRef);
    return (
      contract && this.#index.seen.fromOutside(contract, providersOf(contract))
    );
  }

  /** Components that others call and that offer no contract for it. */
  get uncontracted(): readonly Uncontracted[] {
    return this.#index.seen.uncontracted;
  }

  get #releases() {
    return this.#detail.releases ?? this.#parts.releases;
  }
}

/** The environments that changes travel through to customers, first one first. */
export function stagesOf({
  environments,
  passing = [],
}: Pick<Landscape, 'environments'> &
  Partial<Pick<Landscape, 'passing'>>): readonly string[] {
  return environments.filter(name => !passing.includes(name));
}
