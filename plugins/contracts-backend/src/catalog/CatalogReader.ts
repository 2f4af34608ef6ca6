import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ContractStore } from '../contracts/ContractStore';
import { contractTypeOf } from '../contracts/contractTypes';
import type {
  ComponentOwnerRow,
  ConsumptionRow,
  ContractRow,
} from '../database/rows';
import { inChunks } from '../database/inChunks';
import { digestOf } from '../versions/digest';
import type { DefaultPublishingService } from '../versions/DefaultPublishingService';

const PAGE = 200;
const EMPTY_ROUNDS = 3;
const FIELDS = [
  ...['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
  ...['metadata.annotations', 'spec', 'relations'],
];

/** What the reader works with. */
export interface CatalogReaderOptions {
  catalog: CatalogService;
  auth: AuthService;
  contracts: ContractStore;
  publishing: Pick<DefaultPublishingService, 'fromCatalog'>;
  logger: LoggerService;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

function related(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

function systemRef(entity: Entity): string | null {
  return related(entity, 'partOf')[0] ?? null;
}

function toRow(
  entity: Entity,
  at: string,
  present: ReadonlySet<string>,
): ContractRow {
  const { spec = {}, metadata } = entity;
  const specType = textOf(spec.type) ?? '';
  const definition = textOf(spec.definition);
  return {
    ...{ entity_ref: stringifyEntityRef(entity), name: metadata.name },
    ...{ title: metadata.title ?? null, spec_type: specType },
    type: contractTypeOf(specType) ?? null,
    // Who is named and is nobody answers for nothing.
    owner:
      related(entity, RELATION_OWNED_BY).find(ref => present.has(ref)) ?? null,
    ...{ system: systemRef(entity), lifecycle: textOf(spec.lifecycle) },
    providers: JSON.stringify(related(entity, RELATION_API_PROVIDED_BY).sort()),
    digest: definition && digestOf(definition),
    ...{ problem: null, seen_at: at, removed_at: null },
  };
}

function sameText(first: ContractRow, second: ContractRow): boolean {
  return first.digest === second.digest && first.type === second.type;
}

/** Copies what the catalog says of APIs, and takes their current texts. */
export class CatalogReader {
  readonly #options: CatalogReaderOptions;

  #emptyRounds = 0;

  private constructor(options: CatalogReaderOptions) {
    this.#options = options;
  }

  static create(options: CatalogReaderOptions) {
    return new CatalogReader(options);
  }

  async refresh(): Promise<void> {
    const { contracts } = this.#options;
    const at = new Date().toISOString();
    const entities = await this.#apis();
    const components = await this.#owners(entities);
    const owners = new Map(
      components.map(({ entity_ref, owner }) => [entity_ref, owner]),
    );
    const present = await this.#present(
      entities.flatMap(each => related(each, RELATION_OWNED_BY)),
    );
    const rows = await this.#rows(entities, at, present);
    const consumptions = entities.flatMap((entity): ConsumptionRow[] =>
      related(entity, RELATION_API_CONSUMED_BY).map(consumer => ({
        consumer_ref: consumer,
        contract_ref: stringifyEntityRef(entity),
        owner: owners.get(consumer) ?? null,
      })),
    );
    await contracts.replaceAll(rows, consumptions, at);
    await contracts.replaceOwners(components);
    // A catalog that has just begun has no APIs yet, and nobody may take that for all.
    this.#emptyRounds = rows.length ? 0 : this.#emptyRounds + 1;
    if (rows.length || this.#emptyRounds > EMPTY_ROUNDS) {
      await contracts.markRead('catalog', at);
    }
  }

  /** Rows of the APIs; the texts that are new are taken. */
  async #rows(
    entities: readonly Entity[],
    at: string,
    present: ReadonlySet<string>,
  ): Promise<ContractRow[]> {
    const { contracts, logger } = this.#options;
    const rows: ContractRow[] = [];
    const before = new Map(
      (await contracts.all()).map(row => [row.entity_ref, row]),
    );
    for (const entity of entities) {
      const row = toRow(entity, at, present);
      const known = before.get(row.entity_ref);
      if (known && !known.problem && sameText(known, row)) {
        rows.push(row);
        continue;
      }
      try {
        rows.push({ ...row, problem: await this.#take(row, entity) });
      } catch (error) {
        // One text that makes trouble must not lose the others.
        const cause = String(error);
        logger.warn('The text of an API could not be taken', {
          ...{ entityRef: row.entity_ref, cause },
        });
        // The old digest stays, so that it is tried again.
        rows.push({ ...row, digest: known?.digest ?? null });
      }
    }
    return rows;
  }

  async #apis(): Promise<Entity[]> {
    const { catalog, auth } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const found: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields: FIELDS }
          : { filter: { kind: 'API' }, limit: PAGE, fields: FIELDS },
        { credentials },
      );
      found.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return found;
  }

  /** Those of the entities that there are. */
  async #present(refs: readonly string[]): Promise<ReadonlySet<string>> {
    const { catalog, auth } = this.#options;
    const entityRefs = [...new Set(refs)];
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata.name'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Set(entityRefs.filter((_ref, index) => items[index]));
  }

  /** Who answers for each component that takes part. */
  async #owners(entities: readonly Entity[]): Promise<ComponentOwnerRow[]> {
    const { catalog, auth, contracts } = this.#options;
    const refs = [
      ...entities.flatMap(each => related(each, RELATION_API_CONSUMED_BY)),
      ...entities.flatMap(each => related(each, RELATION_API_PROVIDED_BY)),
      ...(await contracts.otherComponents()),
    ];
    const credentials = await auth.getOwnServiceCredentials();
    return inChunks([...new Set(refs)], async entityRefs => {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'relations'] },
        { credentials },
      );
      return entityRefs.map((ref, index) => {
        const entity = items[index];
        const owner = entity && related(entity, RELATION_OWNED_BY)[0];
        return {
          ...{ entity_ref: ref, owner: owner ?? null },
          known: entity !== undefined,
        };
      });
    });
  }

  /** Takes the text as a version, when it says which; gives what is wrong with it. */
  async #take(row: ContractRow, entity: Entity): Promise<string | null> {
    const definition = textOf(entity.spec?.definition);
    const type = contractTypeOf(row.spec_type);
    if (!definition || !type) return null;
    const taken = await this.#options.publishing.fromCatalog({
      ...{ entityRef: row.entity_ref, type, document: definition },
    });
    return taken ?? null;
  }
}
