import type { ContractNeed } from '@slipway/backstage-plugin-contracts-common';
import type { ContractStore } from '../contracts/ContractStore';
import type { ExceptionStore } from '../exceptions/ExceptionStore';
import type { LiveStore } from '../live/LiveStore';
import { type NeedStore, needsOf } from '../needs/NeedStore';
import type { TrafficStore } from '../traffic/TrafficStore';
import type { VersionStore } from '../versions/VersionStore';
import { Landscape, versionKey } from './Landscape';

/** Where a landscape is read from. */
export interface LandscapeStores {
  contracts: ContractStore;
  versions: VersionStore;
  needs: NeedStore;
  live: LiveStore;
  exceptions: ExceptionStore;
  traffic: TrafficStore;
}

/** Reads the whole landscape in a handful of queries. */
export class LandscapeReader {
  readonly #stores: LandscapeStores;

  private constructor(stores: LandscapeStores) {
    this.#stores = stores;
  }

  static create(stores: LandscapeStores) {
    return new LandscapeReader(stores);
  }

  /** @param contracts - whose versions are wanted; of all unless told */
  async read(contracts?: readonly string[]): Promise<Landscape> {
    const stores = this.#stores;
    const now = new Date().toISOString();
    const [
      rows,
      consumptions,
      live,
      reading,
      exceptions,
      traffic,
      catalogReadAt,
    ] = await Promise.all([
      stores.contracts.all(),
      stores.contracts.consumptions(),
      stores.live.all(),
      stores.live.reading(),
      stores.exceptions.holding(now),
      stores.traffic.all(),
      stores.contracts.readAt(),
    ]);
    const [versions, releases, needs] = await Promise.all([
      contracts ? stores.versions.ofMany(contracts) : stores.versions.all(),
      this.#releases(),
      this.#needs(),
    ]);
    return Landscape.of({
      ...{ contracts: rows, consumptions, versions, releases, needs },
      ...{ live, reading, exceptions, traffic, catalogReadAt },
    });
  }

  async #releases() {
    const releases = new Map<string, Map<string, string>>();
    for (const row of await this.#stores.versions.releases()) {
      const key = versionKey({
        entityRef: row.component_ref,
        version: row.component_version,
      });
      const brings = releases.get(key) ?? new Map<string, string>();
      releases.set(key, brings.set(row.entity_ref, row.version));
    }
    return releases;
  }

  async #needs() {
    const rows = await this.#stores.needs.all();
    return new Map<string, readonly ContractNeed[]>(
      rows.map(row => [
        versionKey({ entityRef: row.component_ref, version: row.version }),
        needsOf(row),
      ]),
    );
  }
}
