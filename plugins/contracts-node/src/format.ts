import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  ContractChange,
  ContractDirection,
  ContractDocument,
  ContractRole,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';

/** How a comparison is to be judged. @public */
export interface CompareOptions {
  /** Both directions unless told. */
  direction?: ContractDirection;
  role?: ContractRole;
  /** Ends the comparison early; what was not judged counts as `unknown`. */
  signal?: AbortSignal;
}

/**
 * One kind of contract: reads its documents, and says what changed for a
 * consumer between two of them.
 *
 * @public
 */
export interface ContractFormat<Parsed = unknown> {
  readonly id: ContractType;
  /** Throws an `InputError` that is a sentence when a document is none of this kind. */
  parse(document: ContractDocument): Parsed;
  /** Each change with its rule and verdict; equal documents give none. */
  compare(
    before: Parsed,
    after: Parsed,
    options?: CompareOptions,
  ): ContractChange[];
}

/** @public */
export interface ContractsFormatsExtensionPoint {
  addFormat(...formats: ContractFormat[]): void;
}

/** Where modules add kinds of contracts. @public */
export const contractsFormatsExtensionPoint =
  createExtensionPoint<ContractsFormatsExtensionPoint>({
    id: 'contracts.formats',
  });
