import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  ContractChange,
  ContractDirection,
  ContractDocument,
  ContractOutline,
  ContractRole,
  ContractRule,
  ContractType,
  ContractUse,
} from '@slipway/backstage-plugin-contracts-common';

/** How a comparison is to be judged. @public */
export interface CompareOptions {
  /** Both directions unless told. */
  direction?: ContractDirection;
  /** All roles that the format knows unless told. */
  role?: ContractRole;
  /** Ends the comparison early; what was not judged counts as `unknown`. */
  signal?: AbortSignal;
}

/**
 * One kind of contract: reads its documents, and says what changed for a
 * consumer between two of them. Nothing is fetched: what a document refers to
 * elsewhere is not known.
 *
 * @public
 */
export interface ContractFormat<Parsed = unknown> {
  readonly id: ContractType;
  /** What people call it, for example `OpenAPI`. */
  readonly title: string;
  /** The rules that its changes name. */
  readonly rules: readonly ContractRule[];
  /** Throws an `InputError` that is a sentence when a document is none of this kind. */
  parse(document: ContractDocument): Parsed | Promise<Parsed>;
  /** Each change with its rule and verdict; equal documents give none. */
  compare(
    before: Parsed,
    after: Parsed,
    options?: CompareOptions,
  ): ContractChange[] | Promise<ContractChange[]>;
  /** What the document offers. */
  outline(parsed: Parsed): ContractOutline;
  /** What a statement or query of a consumer uses; absent when the format has none. */
  usesOf?(statement: string): ContractUse[] | Promise<ContractUse[]>;
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
