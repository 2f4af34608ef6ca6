import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Change,
  ChangePlan,
  Deployment,
  DeploymentHealthDetails,
  DeployedVersions,
  DeploymentsPage,
  EndRequest,
  EnvironmentDetails,
  EnvironmentsResponse,
  HealthResponse,
  Operation,
  OperationRequest,
  OperationsPage,
  Preflight,
  PreflightRequest,
  ProlongRequest,
  RoomResponse,
  RevisionsPage,
  SourcesResponse,
  Tenant,
  TenantChangePlan,
  TenantSuspendRequest,
  TenantsResponse,
  Upgrade,
  UpgradeRequest,
  UpgradeStart,
  UpgradesResponse,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryApi, ListOptions } from './DeliveryApi';

/** @public */
export interface DeliveryClientOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

type Query = Record<string, string | number | readonly string[] | undefined>;

interface Request {
  path: string[];
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function writeQuery(asked: Query): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    for (const item of value === undefined ? [] : [value].flat()) {
      query.append(name, String(item));
    }
  }
  return query;
}

/**
 * Talks to the delivery backend by its REST interface.
 *
 * @public
 */
export class DeliveryClient implements DeliveryApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: DeliveryClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  environments(options?: ListOptions): Promise<EnvironmentsResponse> {
    return this.#get(['environments'], {}, options);
  }

  environment(
    name: string,
    options?: ListOptions,
  ): Promise<EnvironmentDetails> {
    return this.#get(['environments', name], {}, options);
  }

  planProlong(
    name: string,
    body: ProlongRequest,
    options?: ListOptions,
  ): Promise<ChangePlan> {
    const path = ['environments', name, 'prolong', 'plan'];
    return this.#send('POST', { path, body, signal: options?.signal });
  }

  prolong(
    name: string,
    body: ProlongRequest,
    options: { idempotencyKey: string },
  ): Promise<Change> {
    const path = ['environments', name, 'prolong'];
    const headers = { 'Idempotency-Key': options.idempotencyKey };
    return this.#send('POST', { path, body, headers });
  }

  planEnd(
    name: string,
    body: EndRequest,
    options?: ListOptions,
  ): Promise<ChangePlan> {
    const path = ['environments', name, 'end', 'plan'];
    return this.#send('POST', { path, body, signal: options?.signal });
  }

  end(
    name: string,
    body: EndRequest,
    options: { idempotencyKey: string },
  ): Promise<Change> {
    const path = ['environments', name, 'end'];
    const headers = { 'Idempotency-Key': options.idempotencyKey };
    return this.#send('POST', { path, body, headers });
  }

  sources(options?: ListOptions): Promise<SourcesResponse> {
    return this.#get(['sources'], {}, options);
  }

  deployments(
    filter: Parameters<DeliveryApi['deployments']>[0],
    options?: ListOptions,
  ): Promise<DeploymentsPage> {
    return this.#get(['deployments'], filter, options);
  }

  deployment(id: string, options?: ListOptions): Promise<Deployment> {
    return this.#get(['deployments', id], {}, options);
  }

  revisions(id: string, options?: ListOptions): Promise<RevisionsPage> {
    return this.#get(['deployments', id, 'revisions'], {}, options);
  }

  versions(id: string, options?: ListOptions): Promise<DeployedVersions> {
    return this.#get(['deployments', id, 'versions'], {}, options);
  }

  health(
    filter: Parameters<DeliveryApi['health']>[0],
    options?: ListOptions,
  ): Promise<HealthResponse> {
    const { ids, ...rest } = filter;
    return this.#get(['health'], { ...rest, id: ids }, options);
  }

  healthDetails(
    id: string,
    range: Parameters<DeliveryApi['healthDetails']>[1],
    options?: ListOptions,
  ): Promise<DeploymentHealthDetails> {
    return this.#get(['deployments', id, 'health'], range, options);
  }

  preflight(
    id: string,
    request: PreflightRequest,
    options?: ListOptions,
  ): Promise<Preflight> {
    return this.#send('POST', {
      path: ['deployments', id, 'preflight'],
      body: request,
      signal: options?.signal,
    });
  }

  startOperation(
    request: OperationRequest,
    options: { idempotencyKey: string },
  ): Promise<Operation> {
    return this.#send('POST', {
      path: ['operations'],
      body: request,
      headers: { 'Idempotency-Key': options.idempotencyKey },
    });
  }

  operations(
    filter: Parameters<DeliveryApi['operations']>[0],
    options?: ListOptions,
  ): Promise<OperationsPage> {
    return this.#get(['operations'], filter, options);
  }

  operation(id: string, options?: ListOptions): Promise<Operation> {
    return this.#get(['operations', id], {}, options);
  }

  stopOperation(id: string): Promise<Operation> {
    return this.#send('POST', { path: ['operations', id, 'stop'] });
  }

  tenants(
    filter: Parameters<DeliveryApi['tenants']>[0],
    options?: ListOptions,
  ): Promise<TenantsResponse> {
    return this.#get(['tenants'], filter, options);
  }

  tenant(
    name: string,
    filter: Parameters<DeliveryApi['tenant']>[1],
    options?: ListOptions,
  ): Promise<Tenant> {
    return this.#get(['tenants', name], filter, options);
  }

  room(
    filter: Parameters<DeliveryApi['room']>[0],
    options?: ListOptions,
  ): Promise<RoomResponse> {
    return this.#get(['room'], filter, options);
  }

  planTenantSwitch(
    kind: 'suspend' | 'resume',
    name: string,
    request: TenantSuspendRequest,
    options?: ListOptions,
  ): Promise<TenantChangePlan> {
    return this.#send('POST', {
      path: ['tenants', name, kind, 'plan'],
      body: request,
      signal: options?.signal,
    });
  }

  switchTenant(
    kind: 'suspend' | 'resume',
    name: string,
    request: TenantSuspendRequest,
    options: { idempotencyKey: string },
  ): Promise<Change> {
    return this.#send('POST', {
      path: ['tenants', name, kind],
      body: request,
      headers: { 'Idempotency-Key': options.idempotencyKey },
    });
  }

  upgrades(options?: ListOptions): Promise<UpgradesResponse> {
    return this.#get(['upgrades'], {}, options);
  }

  planUpgrade(
    request: UpgradeRequest,
    options: { idempotencyKey: string },
  ): Promise<Upgrade> {
    return this.#send('POST', {
      path: ['upgrades'],
      body: request,
      headers: { 'Idempotency-Key': options.idempotencyKey },
    });
  }

  actOnUpgrade(
    id: string,
    act: 'start' | 'stop' | 'abandon',
    how?: UpgradeStart,
  ): Promise<Upgrade> {
    return this.#send('POST', {
      path: ['upgrades', id, act],
      body: how,
    });
  }

  #get<T>(
    path: string[],
    filter: Query,
    options: ListOptions = {},
  ): Promise<T> {
    const { cursor, limit, signal } = options;
    return this.#send('GET', {
      path,
      query: { ...filter, cursor, limit },
      signal,
    });
  }

  async #send<T>(method: string, request: Request): Promise<T> {
    const base = await this.#discoveryApi.getBaseUrl('delivery');
    const path = request.path.map(encodeURIComponent).join('/');
    const query = writeQuery(request.query ?? {});
    const suffix = query.size ? `?${query}` : '';
    const response = await this.#fetchApi.fetch(`${base}/v1/${path}${suffix}`, {
      method,
      signal: request.signal,
      headers: {
        ...(request.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      body:
        request.body === undefined ? undefined : JSON.stringify(request.body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
