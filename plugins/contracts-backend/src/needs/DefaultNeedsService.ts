import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  ConsumerNeeds,
  ContractNeed,
  ContractUse,
  PublishNeedsRequest,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type JobRunner,
  UnreadableDocumentError,
} from '../comparisons/JobRunner';
import type { ContractStore } from '../contracts/ContractStore';
import { contractTypeOf } from '../contracts/contractTypes';
import type { ContractRow, NeedsRow } from '../database/rows';
import { providersOf } from '../landscape/landscapeIndex';
import { nameOf } from '../judge/names';
import { digestOfParts } from '../versions/digest';
import { type NeedStore, needsOf } from './NeedStore';
import { apiRef, readNeedsFile, toNeed, type WrittenNeed } from './readNeeds';
import { needOfPact, readPact } from './readPact';

/** What the service works with. */
export interface NeedsServiceOptions {
  needs: NeedStore;
  contracts: ContractStore;
  runner: Pick<JobRunner, 'run'>;
  /** Told after something was stored. */
  onPublished: () => void;
}

/** Takes what versions of consumers need. */
export class DefaultNeedsService {
  readonly #options: NeedsServiceOptions;

  private constructor(options: NeedsServiceOptions) {
    this.#options = options;
  }

  static create(options: NeedsServiceOptions) {
    return new DefaultNeedsService(options);
  }

  /**
   * @throws InputError when a file cannot be read
   * @throws NotFoundError when a statement is for a contract that is not there
   * @throws ConflictError when that version declared something else before
   */
  async publish(
    componentRef: string,
    request: PublishNeedsRequest,
  ): Promise<ConsumerNeeds> {
    const contracts = await this.#options.contracts.all();
    const needs = [
      ...(await this.#declared(request, contracts)),
      ...pacts(request, contracts),
    ];
    const row: NeedsRow = {
      ...{ component_ref: componentRef, version: request.version },
      // Of the texts, because how they are read may change.
      digest: digestOfParts([request.needs ?? '', ...(request.pacts ?? [])]),
      ...{ commit: request.commit ?? null, needs: JSON.stringify(needs) },
      published_at: new Date().toISOString(),
    };
    const created = await this.#options.needs.add(row);
    const kept = created ? row : await this.#kept(row);
    if (created) this.#options.onPublished();
    return {
      ...{ entityRef: componentRef, version: request.version, created },
      ...(kept.commit && { commit: kept.commit }),
      ...{ publishedAt: kept.published_at, needs: needsOf(kept) },
    };
  }

  async #kept(row: NeedsRow): Promise<NeedsRow> {
    const { component_ref: ref, version, digest } = row;
    const kept = await this.#options.needs.get(ref, version);
    if (kept?.digest !== digest) {
      throw new ConflictError(
        `${ref} ${version} declared other needs at ${kept?.published_at}. What a version needs never changes; give this one a new number.`,
      );
    }
    return kept;
  }

  async #declared(
    { needs, pacts: files }: PublishNeedsRequest,
    contracts: readonly ContractRow[],
  ): Promise<ContractNeed[]> {
    if (needs === undefined) {
      if (!files?.length) {
        throw new InputError('There is neither a file of needs nor a Pact.');
      }
      return [];
    }
    return Promise.all(
      readNeedsFile(needs).map(async written =>
        toNeed(written, await this.#uses(written, contracts)),
      ),
    );
  }

  async #uses(
    { contract, uses }: WrittenNeed,
    contracts: readonly ContractRow[],
  ): Promise<ContractUse[] | undefined> {
    if (!uses) return undefined;
    const lists = await Promise.all(
      uses.map(async ({ operation, statement, ...rest }) =>
        operation
          ? [{ operation, ...rest }]
          : this.#statement(apiRef(contract), statement!, contracts),
      ),
    );
    return lists.flat();
  }

  async #statement(
    contractRef: string,
    statement: string,
    contracts: readonly ContractRow[],
  ): Promise<ContractUse[]> {
    const contract = contracts.find(row => row.entity_ref === contractRef);
    const type = contract && contractTypeOf(contract.spec_type);
    if (!type) {
      throw new NotFoundError(
        `The statement cannot be read yet, because there is no contract ${contractRef} in the catalog.`,
      );
    }
    try {
      return await this.#options.runner.run({ kind: 'uses', type, statement });
    } catch (error) {
      if (error instanceof UnreadableDocumentError) {
        throw new InputError(error.message);
      }
      throw error;
    }
  }
}

/** A Pact names its provider, and means the API over HTTP that it provides. */
function pacts(
  { pacts: texts = [] }: PublishNeedsRequest,
  contracts: readonly ContractRow[],
): ContractNeed[] {
  return texts.map(text => {
    const { provider, uses } = readPact(text);
    const offered = contracts.filter(
      row =>
        row.type === 'openapi' &&
        (row.name === provider ||
          providersOf(row).some(ref => nameOf(ref) === provider)),
    );
    if (offered.length !== 1) {
      throw new InputError(
        `The Pact is with '${provider}', which provides ${offered.length} APIs of the type openapi; it must be one. Name the provider as the component in the catalog.`,
      );
    }
    return needOfPact(offered[0].entity_ref, uses);
  });
}
