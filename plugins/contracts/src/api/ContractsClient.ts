import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
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
import type { AskOptions, ContractsApi, ContractsFilter } from './ContractsApi';

/** @public */
export interface ContractsClientOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

interface Request {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Whose backend is asked. */
  plugin?: 'contracts' | 'delivery';
  path: string[];
  query?: object;
  body?: unknown;
  signal?: AbortSignal;
}

function entityPath(root: string, entityRef: string, ...rest: string[]) {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [root, kind, namespace, name, ...rest];
}

function writeQuery(asked: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size ? `?${query}` : '';
}

/**
 * Talks to the contracts backend by its REST interface.
 *
 * @public
 */
export class ContractsClient implements ContractsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: ContractsClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** Stages are the plugin `delivery`'s to tell, and cheap to ask it for. */
  async environments(options?: AskOptions): Promise<string[]> {
    const { items } = await this.#send<{
      items: { name: string; order: number }[];
    }>({ plugin: 'delivery', path: ['environments'], ...options });
    return [...items].sort((a, b) => a.order - b.order).map(({ name }) => name);
  }

  contracts(
    query: ContractsFilter,
    options?: AskOptions,
  ): Promise<ContractsPage> {
    return this.#send({ path: ['contracts'], query, ...options });
  }

  contract(entityRef: string, options?: AskOptions): Promise<ContractDetail> {
    return this.#send({ path: entityPath('contracts', entityRef), ...options });
  }

  versions(
    entityRef: string,
    options?: AskOptions,
  ): Promise<{ items: ContractVersion[] }> {
    const path = entityPath('contracts', entityRef, 'versions');
    return this.#send({ path, ...options });
  }

  version(
    entityRef: string,
    version: string,
    options?: AskOptions,
  ): Promise<ContractVersionDocument> {
    const path = entityPath('contracts', entityRef, 'versions', version);
    return this.#send({ path, ...options });
  }

  compare(
    entityRef: string,
    query: { from: string; to: string },
    options?: AskOptions,
  ): Promise<VersionComparison> {
    const path = entityPath('contracts', entityRef, 'compare');
    return this.#send({ path, query, ...options });
  }

  consumers(
    entityRef: string,
    query: { version?: string },
    options?: AskOptions,
  ): Promise<ConsumersPage> {
    const path = entityPath('contracts', entityRef, 'consumers');
    return this.#send({ path, query, ...options });
  }

  ofComponent(
    entityRef: string,
    options?: AskOptions,
  ): Promise<ComponentContracts> {
    const path = entityPath('components', entityRef);
    return this.#send({ path, ...options });
  }

  canI(body: CanIRequest, options?: AskOptions): Promise<CanIResult> {
    return this.#send({ method: 'POST', path: ['can-i'], body, ...options });
  }

  matrix(
    query: { environment: string; component?: string; version?: string },
    options?: AskOptions,
  ): Promise<ContractMatrix> {
    return this.#send({ path: ['matrix'], query, ...options });
  }

  rules(options?: AskOptions): Promise<{ items: ContractRule[] }> {
    return this.#send({ path: ['rules'], ...options });
  }

  exceptions(
    options?: AskOptions,
  ): Promise<{ items: ContractException[]; mayManage?: boolean }> {
    return this.#send({ path: ['exceptions'], ...options });
  }

  createException(body: NewContractException): Promise<ContractException> {
    return this.#send({ method: 'POST', path: ['exceptions'], body });
  }

  endException(id: string): Promise<{ id: string }> {
    return this.#send({ method: 'DELETE', path: ['exceptions', id] });
  }

  async #send<T>(request: Request): Promise<T> {
    const { method = 'GET', plugin = 'contracts', body, signal } = request;
    const { query = {} } = request;
    const base = await this.#discoveryApi.getBaseUrl(plugin);
    const path = request.path.map(encodeURIComponent).join('/');
    const response = await this.#fetchApi.fetch(
      `${base}/v1/${path}${writeQuery(query)}`,
      {
        ...{ method, signal },
        ...(body !== undefined && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
