import { NotFoundError } from '@backstage/errors';
import type {
  ContractType,
  ContractVersion,
  ContractVersionDocument,
  LivePlace,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import type { Comparer } from '../comparisons/Comparer';
import type { Caller } from '../contracts/DefaultContractsService';
import type { VersionRow } from '../database/rows';
import { applyExceptions } from '../exceptions/applyExceptions';
import { toVersioned } from '../judge/deprecations';
import { hitsOf } from '../judge/hits';
import { toPlace } from '../judge/places';
import type { Landscape } from '../landscape/Landscape';
import type { LandscapeReader } from '../landscape/LandscapeReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import { entriesOf } from '../needs/operations';
import { byPrecedence } from '../policy/versions';
import type { DocumentStore } from './DocumentStore';
import { toVersion } from './toVersion';

/** What the service works with. */
export interface VersionsServiceOptions {
  landscapes: LandscapeReader;
  documents: DocumentStore;
  comparer: Comparer;
  rules: RuleBook;
  authorizer: ContractAuthorizer;
}

function placesOf(
  landscape: Landscape,
  entityRef: string,
  version: string,
): LivePlace[] {
  return landscape
    .bringersOf(entityRef, version)
    .flatMap(bringer =>
      landscape
        .liveOf(bringer.entityRef)
        .filter(row => row.version === bringer.version),
    )
    .map(toPlace);
}

/** Serves the versions of a contract and what changed between them. */
export class DefaultVersionsService {
  readonly #options: VersionsServiceOptions;

  private constructor(options: VersionsServiceOptions) {
    this.#options = options;
  }

  static create(options: VersionsServiceOptions) {
    return new DefaultVersionsService(options);
  }

  /** Newest first. @throws NotFoundError, NotAllowedError */
  async list(entityRef: string, caller: Caller): Promise<ContractVersion[]> {
    const landscape = await this.#landscape(entityRef, caller);
    const rows = [...landscape.versionsOf(entityRef)].sort((a, b) =>
      byPrecedence(toVersioned(b), toVersioned(a)),
    );
    const facts = await this.#options.documents.facts(
      rows.map(({ digest }) => digest),
    );
    return rows.map(row =>
      toVersion(
        row,
        facts.get(row.digest)?.problem,
        placesOf(landscape, entityRef, row.version),
      ),
    );
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(
    entityRef: string,
    version: string,
    caller: Caller,
  ): Promise<ContractVersionDocument> {
    const landscape = await this.#landscape(entityRef, caller);
    const row = versionIn(landscape, entityRef, version);
    const { documents } = this.#options;
    const facts = await documents.facts([row.digest]);
    return {
      ...toVersion(
        row,
        facts.get(row.digest)?.problem,
        placesOf(landscape, entityRef, version),
      ),
      type: row.type as ContractType,
      document: await documents.read(row.digest),
    };
  }

  /** @throws NotFoundError, NotAllowedError */
  async compare(
    entityRef: string,
    { from, to }: { from: string; to: string },
    caller: Caller,
  ): Promise<VersionComparison> {
    const landscape = await this.#landscape(entityRef, caller);
    const { comparer, documents, rules, authorizer } = this.#options;
    const side = (row: VersionRow) => ({
      ...{ type: row.type as ContractType, digest: row.digest },
      read: () => documents.read(row.digest),
    });
    const [before, after] = [from, to].map(version =>
      versionIn(landscape, entityRef, version),
    );
    const { changes, judgedAt, tookMs } = await comparer.compare(
      side(before),
      side(after),
    );
    const facts = await documents.facts([before.digest, after.digest]);
    const entries = [...facts.values()].flatMap(each =>
      entriesOf(each.outline),
    );
    const contract = landscape.contracts.get(entityRef)!;
    const judged = applyExceptions(changes, contract, landscape.exceptions);
    const behind = behindOf(before, after, landscape);
    const sight = await Sight.of(
      authorizer,
      () => landscape.consumersOf(entityRef),
      caller.credentials,
    );
    return {
      ...rules.summarize(judged),
      ...{ from, to, judgedAt, tookMs },
      changes: judged.map(change => ({
        ...change,
        ...toHits(
          sight.split(hitsOf(change, contract, landscape, entries, behind)),
        ),
      })),
    };
  }

  async #landscape(
    entityRef: string,
    { credentials }: Caller,
  ): Promise<Landscape> {
    const { authorizer, landscapes } = this.#options;
    await authorizer.assertReadable(entityRef, credentials);
    const landscape = await landscapes.read({
      contracts: () => [entityRef],
    });
    if (!landscape.contracts.has(entityRef)) {
      throw new NotFoundError(
        `There is no API '${entityRef}' in the catalog, or it was not read yet.`,
      );
    }
    return landscape;
  }
}

/** Who was built against the version that is gone to, or beyond it, knows what it brought. */
function behindOf(
  from: VersionRow,
  to: VersionRow,
  landscape: Landscape,
): (builtAgainst: string) => boolean {
  const isUp = byPrecedence(toVersioned(from), toVersioned(to)) < 0;
  return builtAgainst => {
    const base = landscape.versionOf(to.entity_ref, builtAgainst);
    if (!base) return false;
    const step = byPrecedence(toVersioned(base), toVersioned(to));
    return isUp ? step >= 0 : step <= 0;
  };
}

type Hits = VersionComparison['changes'][number]['hits'];

function toHits({ items, hidden }: { items: Hits; hidden: Hits }) {
  return {
    hits: items,
    ...(hidden.length && { hiddenHits: hidden.length }),
  };
}

function versionIn(
  landscape: Landscape,
  entityRef: string,
  version: string,
): VersionRow {
  const row = landscape.versionOf(entityRef, version);
  if (!row) {
    throw new NotFoundError(`${entityRef} has no version '${version}'.`);
  }
  return row;
}
