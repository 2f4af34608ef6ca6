import type { ContractNeed } from '@slipway/backstage-plugin-contracts-common';
import type { ContractStore } from '../contracts/ContractStore';
import type { ExceptionStore } from '../exceptions/ExceptionStore';
import type { LiveStore } from '../live/LiveStore';
import { type NeedStore, needsOf } from '../needs/NeedStore';
import type { TrafficStore } from '../traffic/TrafficStore';
import type { VersionStore } from '../versions/VersionStore';
import {
  type ComponentVersion,
  Landscape,
  type LandscapeParts,
  versionKey,
} from './Landscape';

/** Where a landscape is read from. */
export interface LandscapeStores {
  contracts: ContractStore;
  versions: VersionStore;
  needs: NeedStore;
  live: LiveStore;
  exceptions: ExceptionStore;
  traffic: TrafficStore;
}

/** What of it is needed. */
export interface LandscapeScope {
  /** Contracts whose versions are wanted, told by all but the versions. */
  contracts: (without: Landscape) => readonly string[];
  /** Versions of consumers that do not live, and whose needs are wanted. */
  also?: readonly ComponentVersion[];
}

/** Reads the landscape, or the part of it that a question is about. */
export class LandscapeReader {
  readonly #stores: LandscapeStores;

  private constructor(stores: LandscapeStores) {
    this.#stores = stores;
  }

  static create(stores: LandscapeStores) {
    return new LandscapeReader(stores);
  }

  /** All of it, unless a scope is told. */
  async read(scope?: LandscapeScope): Promise<Landscape> {
    const { versions } = this.#stores;
    const parts = await this.#parts(scope?.also ?? []);
    if (!scope) {
      const [rows, releases] = await Promise.all([
        versions.all(),
        this.#releases(),
      ]);
      return Landscape.of({ ...parts, versions: rows, releases });
    }
    const refs = scope.contracts(Landscape.of(parts));
    const [rows, releases] = await Promise.all([
      versions.ofMany(refs),
      this.#releases(refs),
    ]);
    return Landscape.of({ ...parts, versions: rows, releases });
  }

  /** All but the versions. */
  async #parts(also: readonly ComponentVersion[]): Promise<LandscapeParts> {
    const { contracts, needs, live, exceptions, traffic } = this.#stores;
    const now = new Date().toISOString();
    const [rows, consumptions, liveRows, reading, holding] = await Promise.all([
      contracts.all(),
      contracts.consumptions(),
      live.all(),
      live.reading(),
      exceptions.holding(now),
    ]);
    const [needRows, seen, catalogReadAt, gitReadAt] = await Promise.all([
      needs.live(also),
      traffic.all(),
      contracts.readAt('catalog'),
      contracts.readAt('git'),
    ]);
    const byVersion = new Map<string, readonly ContractNeed[]>(
      needRows.map(row => [
        versionKey({ entityRef: row.component_ref, version: row.version }),
        needsOf(row),
      ]),
    );
    return {
      ...{ contracts: rows, consumptions, versions: [], releases: new Map() },
      ...{ needs: byVersion, live: liveRows, reading, exceptions: holding },
      ...{ traffic: seen, wasRead: Boolean(catalogReadAt && gitReadAt) },
    };
  }

  async #releases(contracts?: readonly string[]) {
    const releases = new Map<string, Map<string, string>>();
    for (const row of await this.#stores.versions.releases(contracts)) {
      const key = versionKey({
        entityRef: row.component_ref,
        version: row.component_version,
      });
      const brings = releases.get(key) ?? new Map<string, string>();
      releases.set(key, brings.set(row.entity_ref, row.version));
    }
    return releases;
  }
}

/** The contracts that a component offers, and those that it uses. */
export function around(
  landscape: Landscape,
  componentRefs: readonly string[],
): string[] {
  return [
    ...new Set(
      componentRefs.flatMap(ref => [
        ...landscape.provided(ref).map(row => row.entity_ref),
        ...landscape.consumedBy(ref),
      ]),
    ),
  ];
}
