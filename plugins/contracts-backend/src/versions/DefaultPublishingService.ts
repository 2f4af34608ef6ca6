import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  ContractDocument,
  ContractOutline,
  ContractType,
  PublishRequest,
  PublishResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import type { Comparer } from '../comparisons/Comparer';
import {
  type JobRunner,
  UnreadableDocumentError,
} from '../comparisons/JobRunner';
import type { ContractStore } from '../contracts/ContractStore';
import { contractTypeOf } from '../contracts/contractTypes';
import type { ContractRow, VersionRow } from '../database/rows';
import { componentRef } from '../judge/DefaultCanIService';
import { judgeVersion } from '../policy/judgeVersion';
import { digestOf, sizeOf } from './digest';
import type { DocumentStore } from './DocumentStore';
import { toVersion } from './toVersion';
import type { VersionJudge } from './VersionJudge';
import type { VersionStore } from './VersionStore';

const CLOCKS_DIFFER_MS = 300_000;

/** What the service works with. */
export interface PublishingServiceOptions {
  contracts: ContractStore;
  versions: VersionStore;
  documents: DocumentStore;
  comparer: Comparer;
  runner: Pick<JobRunner, 'run'>;
  rules: RuleBook;
  judge: VersionJudge;
  /** Bytes of the text of a document. */
  largest: number;
  /** Told after something was stored. */
  onPublished: () => void;
}

/** A document and what was found in it. */
interface ReadDocument {
  document: ContractDocument;
  outline?: ContractOutline;
  problem?: string;
}

interface Draft extends ReadDocument {
  row: VersionRow;
}

/** Takes versions of contracts; what was published once never changes. */
export class DefaultPublishingService {
  readonly #options: PublishingServiceOptions;

  private constructor(options: PublishingServiceOptions) {
    this.#options = options;
  }

  static create(options: PublishingServiceOptions) {
    return new DefaultPublishingService(options);
  }

  /**
   * @throws InputError when the document cannot be read or is too large
   * @throws NotFoundError without such an API
   * @throws ConflictError when that version was published with another document
   */
  async publish(
    entityRef: string,
    request: PublishRequest,
    { publishedBy }: { publishedBy: string },
  ): Promise<PublishResult> {
    return this.#publish(entityRef, request, { publishedBy, source: 'ci' });
  }

  /** Whether there is such an API. */
  async isKnown(entityRef: string): Promise<boolean> {
    return (await this.#options.contracts.get(entityRef)) !== undefined;
  }

  /** The same for a version that was found in Git; throws the same. */
  async fromGit(
    entityRef: string,
    { publishedBy, ...request }: PublishRequest & { publishedBy: string },
  ): Promise<PublishResult> {
    return this.#publish(entityRef, request, { publishedBy, source: 'git' });
  }

  async #publish(
    entityRef: string,
    request: PublishRequest,
    by: { publishedBy: string; source: VersionRow['source'] },
  ): Promise<PublishResult> {
    const { contract, type } = await this.#contract(entityRef);
    this.#assertSize(request.document);
    assertPast(request.releasedAt);
    const draft = await this.#draft(contract, type, request, by);
    if (draft.problem) throw new InputError(draft.problem);
    const before = await this.#options.versions.get(entityRef, request.version);
    if (before && before.source !== 'catalog') {
      return this.#published(before, draft, request);
    }
    const comparison = await this.#options.judge.judge(
      draft.row,
      draft.document,
    );
    if (!request.dryRun) {
      await this.#store(draft, before !== undefined);
      await this.#release(entityRef, request);
      this.#options.onPublished();
    }
    return {
      ...toVersion(draft.row, undefined, []),
      ...{ created: !request.dryRun, ...(comparison && { comparison }) },
    };
  }

  /**
   * Takes the text that stands in the catalog. What it states as its version
   * was published by nobody, so a published one is stronger.
   *
   * @returns what is wrong with it, in a sentence
   */
  async fromCatalog(options: {
    entityRef: string;
    type: ContractType;
    document: ContractDocument;
  }): Promise<string | undefined> {
    const { entityRef, type, document } = options;
    const digest = digestOf(document);
    const versions = await this.#options.versions.of(entityRef);
    const kept = versions.find(row => row.digest === digest);
    if (kept) return undefined;
    const size = sizeOf(document);
    if (size > this.#options.largest)
      return tooLarge(size, this.#options.largest);
    const read = await this.#read(type, document);
    const isPublished = versions.some(({ source }) => source !== 'catalog');
    // What says of no version is one of its own only while there is none.
    if (!read.outline?.version && isPublished) return undefined;
    const version = read.outline?.version ?? digest.slice(0, 12);
    const row = toRow({ entityRef, type, digest, version, source: 'catalog' });
    const there = await this.#options.versions.get(entityRef, version);
    if (there && there.source !== 'catalog') {
      return `The text in the catalog says that it is ${version}, and is not what was published as ${version}.`;
    }
    if (there) {
      return `The text in the catalog changed and still says that it is ${version}.`;
    }
    await this.#options.judge.judge(row, read.document);
    await this.#store({ ...read, row }, false);
    return undefined;
  }

  async #contract(entityRef: string) {
    const contract = await this.#options.contracts.get(entityRef);
    if (!contract) {
      throw new NotFoundError(
        `There is no API '${entityRef}' in the catalog. Register it first; it is read within a minute.`,
      );
    }
    const type = contractTypeOf(contract.spec_type);
    if (!type) {
      throw new InputError(
        `Contracts of the type '${contract.spec_type}' cannot be compared.`,
      );
    }
    return { contract, type };
  }

  #assertSize(document: ContractDocument) {
    const { largest } = this.#options;
    const size = sizeOf(document);
    if (size > largest) throw new InputError(tooLarge(size, largest));
  }

  async #draft(
    contract: ContractRow,
    type: ContractType,
    request: PublishRequest,
    {
      publishedBy,
      source,
    }: { publishedBy: string; source: VersionRow['source'] },
  ): Promise<Draft> {
    const read = await this.#read(type, request.document);
    const row = toRow({
      ...{ entityRef: contract.entity_ref, type, source },
      ...{ digest: digestOf(request.document), version: request.version },
      ...{ commit: request.commit, publishedBy, at: request.releasedAt },
    });
    return { ...read, row };
  }

  async #read(
    type: ContractType,
    document: ContractDocument,
  ): Promise<ReadDocument> {
    try {
      const outline = await this.#options.runner.run({
        ...{ kind: 'outline', type, document },
      });
      return { document, outline };
    } catch (error) {
      if (!(error instanceof UnreadableDocumentError)) throw error;
      return { document, problem: error.message };
    }
  }

  /** What was published before: the same again, or in a trial another document. */
  async #published(
    before: VersionRow,
    draft: Draft,
    request: PublishRequest,
  ): Promise<PublishResult> {
    if (request.dryRun && before.digest !== draft.row.digest) {
      return this.#trial(before, draft);
    }
    const result = await this.#again(before, draft);
    if (!request.dryRun) {
      // An earlier try may have ended between two of its writes.
      await this.#options.judge.judgeFollowers(before);
      await this.#release(before.entity_ref, request);
      this.#options.onPublished();
    }
    return result;
  }

  /** Before its number was raised, a version is held against the one of that number. */
  async #trial(before: VersionRow, draft: Draft): Promise<PublishResult> {
    const { comparer, documents, rules, judge } = this.#options;
    const type = before.type as ContractType;
    const { changes } = await comparer.compare(
      {
        ...{ type, digest: before.digest },
        read: () => documents.read(before.digest),
      },
      {
        ...{ type: draft.row.type as ContractType, digest: draft.row.digest },
        read: async () => draft.document,
      },
    );
    const comparison = rules.summarize(
      await judge.excused(before.entity_ref, changes),
    );
    const { version } = before;
    const judgement = judgeVersion(version, version, comparison);
    const row = { ...draft.row, judgement: JSON.stringify(judgement) };
    return { ...toVersion(row, undefined, []), created: false, comparison };
  }

  async #again(before: VersionRow, draft: Draft): Promise<PublishResult> {
    const { entity_ref, version, digest, published_at } = before;
    if (digest !== draft.row.digest) {
      throw new ConflictError(
        `${entity_ref} ${version} was published at ${published_at} with another document. A published version never changes; give this one a new number.`,
      );
    }
    return { ...toVersion(before, undefined, []), created: false };
  }

  async #store(draft: Draft, replaces: boolean) {
    const { documents, versions } = this.#options;
    await documents.put(draft.document, draft);
    const stored = replaces
      ? await versions.replaceCatalogVersion(draft.row)
      : await versions.add(draft.row);
    if (!stored) {
      const winner = await versions.get(
        draft.row.entity_ref,
        draft.row.version,
      );
      if (winner) await this.#again(winner, draft);
    }
    if (draft.row.source !== 'catalog') {
      await versions.dropNameless(draft.row.entity_ref);
    }
    await this.#options.judge.judgeFollowers(draft.row);
  }

  async #release(entityRef: string, { provider, version }: PublishRequest) {
    if (!provider) return;
    await this.#options.versions.putRelease({
      component_ref: componentRef(provider.component),
      ...{ component_version: provider.version },
      ...{ entity_ref: entityRef, version },
    });
  }
}

function tooLarge(size: number, largest: number): string {
  return `The document has ${Math.ceil(size / 1e6)} MB, and ${Math.floor(largest / 1e6)} MB is the most that is taken.`;
}

function assertPast(time: string | undefined) {
  if (time && Date.parse(time) > Date.now() + CLOCKS_DIFFER_MS) {
    throw new InputError('releasedAt lies in the future.');
  }
}

function toRow(options: {
  entityRef: string;
  version: string;
  digest: string;
  type: ContractType;
  source: VersionRow['source'];
  commit?: string;
  publishedBy?: string;
  at?: string;
}): VersionRow {
  const { entityRef, version, digest, type, source } = options;
  return {
    ...{ entity_ref: entityRef, version, digest, type, source },
    ...{ commit: options.commit ?? null, judgement: null },
    published_at: new Date(options.at ?? Date.now()).toISOString(),
    published_by: options.publishedBy ?? null,
  };
}
