import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CanIRequest,
  CanIResult,
  ComponentContracts,
  ConsumersPage,
  ContractDetail,
  ContractException,
  ContractMatrix,
  ContractRule,
  ContractsPage,
  ContractVersion,
  ContractVersionDocument,
  NewContractException,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';

/** @public */
export interface AskOptions {
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal;
}

/** How a list of contracts is narrowed. @public */
export interface ContractsFilter {
  group?: string;
  owner?: string;
  state?: string;
  gap?: string;
  q?: string;
  cursor?: string;
  limit?: number;
}

/**
 * What the pages ask of the contracts backend.
 *
 * @public
 */
export interface ContractsApi {
  /** Names of the environments that the plugin `delivery` knows, first stage first. */
  environments(options?: AskOptions): Promise<string[]>;
  contracts(
    filter: ContractsFilter,
    options?: AskOptions,
  ): Promise<ContractsPage>;
  contract(entityRef: string, options?: AskOptions): Promise<ContractDetail>;
  versions(
    entityRef: string,
    options?: AskOptions,
  ): Promise<{ items: ContractVersion[] }>;
  version(
    entityRef: string,
    version: string,
    options?: AskOptions,
  ): Promise<ContractVersionDocument>;
  compare(
    entityRef: string,
    pair: { from: string; to: string },
    options?: AskOptions,
  ): Promise<VersionComparison>;
  consumers(
    entityRef: string,
    filter: { version?: string },
    options?: AskOptions,
  ): Promise<ConsumersPage>;
  ofComponent(
    entityRef: string,
    options?: AskOptions,
  ): Promise<ComponentContracts>;
  /** Whether a version may go live, come back, or go on. */
  canI(request: CanIRequest, options?: AskOptions): Promise<CanIResult>;
  matrix(
    filter: { environment: string; component?: string; version?: string },
    options?: AskOptions,
  ): Promise<ContractMatrix>;
  rules(options?: AskOptions): Promise<{ items: ContractRule[] }>;
  exceptions(options?: AskOptions): Promise<{
    items: ContractException[];
    /** Whether the person may make and end them; an older backend does not say. */
    mayManage?: boolean;
  }>;
  createException(exception: NewContractException): Promise<ContractException>;
  endException(id: string): Promise<{ id: string }>;
}

/** @public */
export const contractsApiRef = createApiRef<ContractsApi>({
  id: 'plugin.contracts.client',
});
