import type { ContractNeed } from '@slipway/backstage-plugin-contracts-common';
import type { ContractStore } from '../contracts/ContractStore';
import type { NeedsRow } from '../database/rows';
import type { ExceptionStore } from '../exceptions/ExceptionStore';
import type { LiveStore } from '../live/LiveStore';
import { type NeedStore, needsOf } from '../needs/NeedStore';
import type { TrafficStore } from '../traffic/TrafficStore';
import type { VersionStore } from '../versions/VersionStore';
import { type ComponentVersion, Landscape, versionKey } from './Landscape';
import type { LandscapeParts } from './landscapeIndex';

/** Where a landscape is read from. */
export interface LandscapeStores {
  contracts: ContractStore;
  versions: VersionStore;
  needs: NeedStore;
  live: LiveStore;
  exceptions: ExceptionStore;
  traffic: TrafficStore;
  /** The same as long as nothing of these changed. */
  changeMark: () => Promise<string | undefined>;
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
  #base?: { mark: string | undefined; landscape: Landscape };

  private constructor(stores: LandscapeStores) {
    this.#stores = stores;
  }

  static create(stores: LandscapeStores) {
    return new LandscapeReader(stores);
  }

  /** All of it, unless a scope is told. */
  async read(scope?: LandscapeScope): Promise<Landscape> {
    const { versions, exceptions } = this.#stores;
    const now = new Date().toISOString();
    const [base, holding, needs] = await Promise.all([
      this.#withoutVersions(),
      exceptions.holding(now),
      this.#needs(scope?.also ?? []),
    ]);
    const without = base.with({ exceptions: holding, needs });
    const refs = scope?.contracts(without);
    const [rows, releases] = await Promise.all([
      refs ? versions.ofMany(refs) : versions.all(),
      this.#releases(refs),
    ]);
    return without.with({ versions: rows, releases });
  }

  /** All but the versions; kept as long as nobody says that it changed. */
  async #withoutVersions(): Promise<Landscape> {
    // Read before the rest: what changes meanwhile is seen the next time.
    const mark = await this.#stores.changeMark();
    if (mark === undefined || this.#base?.mark !== mark) {
      this.#base = { mark, landscape: Landscape.of(await this.#parts()) };
    }
    return this.#base.landscape;
  }

  async #parts(): Promise<LandscapeParts> {
    const { contracts, needs, live, traffic } = this.#stores;
    const [rows, consumptions, liveRows, lived, reading] = await Promise.all([
      contracts.all(),
      contracts.consumptions(),
      live.all(),
      live.lived(),
      live.reading(),
    ]);
    const [needRows, seen, owners, catalogReadAt, gitReadAt] =
      await Promise.all([
        needs.live(),
        traffic.all(),
        contracts.owners(),
        contracts.readAt('catalog'),
        contracts.readAt('git'),
      ]);
    return {
      ...{ contracts: rows, consumptions, versions: [], releases: new Map() },
      ...{ needs: byVersion(needRows), live: liveRows, lived, reading },
      ...{ traffic: seen, owners, exceptions: [] },
      wasRead: Boolean(catalogReadAt && gitReadAt),
    };
  }

  async #needs(also: readonly ComponentVersion[]) {
    const rows = await Promise.all(
      also.map(({ entityRef, version }) =>
        this.#stores.needs.get(entityRef, version),
      ),
    );
    return byVersion(rows.flatMap(row => row ?? []));
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

function byVersion(rows: readonly NeedsRow[]) {
  return new Map<string, readonly ContractNeed[]>(
    rows.map(row => [
      versionKey({ entityRef: row.component_ref, version: row.version }),
      needsOf(row),
    ]),
  );
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
