import { InputError } from '@backstage/errors';
import type {
  CompareRequest,
  Comparison,
  ContractRule,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { sizeOf } from '../versions/digest';
import type { Comparer } from './Comparer';
import { UnreadableDocumentError } from './JobRunner';

/** What the service works with. */
export interface ComparisonsServiceOptions {
  comparer: Comparer;
  rules: RuleBook;
  /** Bytes of the text of one document. */
  largest: number;
}

/** Compares documents that are not kept. */
export class DefaultComparisonsService {
  readonly #options: ComparisonsServiceOptions;

  private constructor(options: ComparisonsServiceOptions) {
    this.#options = options;
  }

  static create(options: ComparisonsServiceOptions) {
    return new DefaultComparisonsService(options);
  }

  rules(): readonly ContractRule[] {
    return this.#options.rules.rules;
  }

  /** @throws InputError when a document cannot be read or is too large */
  async compare(request: CompareRequest): Promise<Comparison> {
    const { comparer, rules } = this.#options;
    const { type, before, after, direction, role } = request;
    for (const side of ['before', 'after'] as const) {
      this.#assertSize(side, sizeOf(request[side]));
    }
    try {
      const { changes } = await comparer.compareDocuments(
        ...([type, { before, after }, { direction, role }] as const),
      );
      return rules.summarize(changes);
    } catch (error) {
      if (error instanceof UnreadableDocumentError) {
        const which = error.side ? `The document ${error.side}: ` : '';
        throw new InputError(`${which}${error.message}`);
      }
      throw error;
    }
  }

  #assertSize(side: string, size: number) {
    const { largest } = this.#options;
    if (size > largest) {
      throw new InputError(
        `The document ${side} has ${Math.ceil(size / 1e6)} MB, and ${Math.floor(largest / 1e6)} MB is the most that is compared.`,
      );
    }
  }
}
