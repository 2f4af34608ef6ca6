import type {
  Change,
  ChangePlan,
  ChangeRequest,
  Deployment,
  DeploymentFiles,
  DeploymentPlace,
  DeploymentsPage,
  Environment,
  HostAnswer,
  NamedKind,
  NameHolder,
  Operation,
  OperationRequest,
  Preflight,
  PreflightRequest,
  RemovalPlan,
  RemovalRequest,
  RepositorySummary,
  TenantFiles,
} from '@slipway/backstage-plugin-delivery-common';
import {
  type CallOptions,
  type PluginAccess,
  PluginClient,
} from './PluginClient';

const PAGE = 200;
const encode = encodeURIComponent;

/** Calls the plugin `delivery`. */
export class DeliveryClient {
  readonly #client: PluginClient;

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  static create(access: PluginAccess) {
    return new DeliveryClient(PluginClient.create('delivery', access));
  }

  async repositories(options: CallOptions): Promise<RepositorySummary[]> {
    const { items } = await this.#client.call<{ items: RepositorySummary[] }>(
      { path: '/repositories' },
      options,
    );
    return items;
  }

  async environments(options: CallOptions): Promise<Environment[]> {
    const { items } = await this.#client.call<{ items: Environment[] }>(
      { path: '/environments' },
      options,
    );
    return items;
  }

  /** All deployments at a place, of all pages. */
  async deployments(
    place: Partial<DeploymentPlace>,
    options: CallOptions,
  ): Promise<Deployment[]> {
    const found: Deployment[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: String(PAGE) });
      for (const [key, value] of Object.entries({ ...place, cursor })) {
        if (value) query.set(key, value);
      }
      const page = await this.#client.call<DeploymentsPage>(
        { path: `/deployments?${query}` },
        options,
      );
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return found;
  }

  /**
   * How many deployments there are at a place that the caller may not see.
   *
   * @returns undefined where it is not told
   */
  async hiddenDeployments(
    place: Partial<DeploymentPlace> & { repository?: string },
    options: CallOptions,
  ): Promise<number | undefined> {
    const query = new URLSearchParams({ limit: '1' });
    for (const [key, value] of Object.entries(place)) {
      if (value) query.set(key, value);
    }
    const { hiddenItems } = await this.#client.call<DeploymentsPage>(
      { path: `/deployments?${query}` },
      options,
    );
    return hiddenItems;
  }

  async deployment(id: string, options: CallOptions): Promise<Deployment> {
    return this.#client.call({ path: `/deployments/${encode(id)}` }, options);
  }

  async files(id: string, options: CallOptions): Promise<DeploymentFiles> {
    const path = `/deployments/${encode(id)}/files`;
    return this.#client.call({ path }, options);
  }

  /** Names that are deployed, each once. */
  async names(kind: NamedKind, options: CallOptions): Promise<NameHolder[]> {
    const { items } = await this.#client.call<{ items: NameHolder[] }>(
      { path: `/names?kind=${kind}` },
      options,
    );
    return items;
  }

  /** Who answers to a host name. */
  async host(name: string, options: CallOptions): Promise<HostAnswer> {
    return this.#client.call({ path: `/hosts?name=${encode(name)}` }, options);
  }

  async tenantFiles(name: string, options: CallOptions): Promise<TenantFiles> {
    const path = `/tenants/${encode(name)}/files`;
    return this.#client.call({ path }, options);
  }

  async preflight(
    id: string,
    body: PreflightRequest,
    options: CallOptions,
  ): Promise<Preflight> {
    const path = `/deployments/${encode(id)}/preflight`;
    return this.#client.call({ path, body }, options);
  }

  async plan(body: ChangeRequest, options: CallOptions): Promise<ChangePlan> {
    return this.#client.call({ path: '/changes/plan', body }, options);
  }

  async removalPlan(
    body: RemovalRequest,
    options: CallOptions,
  ): Promise<RemovalPlan> {
    return this.#client.call({ path: '/removals/plan', body }, options);
  }

  async makeChange(
    body: ChangeRequest,
    idempotencyKey: string,
    options: CallOptions,
  ): Promise<Change> {
    return this.#client.call(
      { path: '/changes', body, idempotencyKey },
      options,
    );
  }

  async change(id: string, options: CallOptions): Promise<Change> {
    return this.#client.call({ path: `/changes/${encode(id)}` }, options);
  }

  async changeFiles(id: string, options: CallOptions): Promise<ChangePlan> {
    return this.#client.call({ path: `/changes/${encode(id)}/files` }, options);
  }

  async startOperation(
    body: OperationRequest,
    idempotencyKey: string,
    options: CallOptions,
  ): Promise<Operation> {
    return this.#client.call(
      { path: '/operations', body, idempotencyKey },
      options,
    );
  }

  async operation(id: string, options: CallOptions): Promise<Operation> {
    return this.#client.call({ path: `/operations/${encode(id)}` }, options);
  }
}
