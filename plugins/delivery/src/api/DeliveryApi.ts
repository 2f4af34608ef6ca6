import { createApiRef } from '@backstage/core-plugin-api';
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
  OperationState,
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

/** @public */
export interface ListOptions {
  cursor?: string;
  limit?: number;
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal;
}

/**
 * What the pages ask of the delivery backend.
 *
 * @public
 */
export interface DeliveryApi {
  environments(options?: ListOptions): Promise<EnvironmentsResponse>;
  environment(name: string, options?: ListOptions): Promise<EnvironmentDetails>;
  /** Which lines a later end would change. */
  planProlong(
    name: string,
    request: ProlongRequest,
    options?: ListOptions,
  ): Promise<ChangePlan>;
  /** Sent again with the same key, it begins nothing new. */
  prolong(
    name: string,
    request: ProlongRequest,
    options: { idempotencyKey: string },
  ): Promise<Change>;
  /** Which files the end would remove. */
  planEnd(
    name: string,
    request: EndRequest,
    options?: ListOptions,
  ): Promise<ChangePlan>;
  /** Sent again with the same key, it begins nothing new. */
  end(
    name: string,
    request: EndRequest,
    options: { idempotencyKey: string },
  ): Promise<Change>;
  sources(options?: ListOptions): Promise<SourcesResponse>;
  deployments(
    filter: {
      entityRef?: string;
      environment?: string;
      tenant?: string;
      component?: string;
    },
    options?: ListOptions,
  ): Promise<DeploymentsPage>;
  deployment(id: string, options?: ListOptions): Promise<Deployment>;
  revisions(
    deploymentId: string,
    options?: ListOptions,
  ): Promise<RevisionsPage>;
  versions(
    deploymentId: string,
    options?: ListOptions,
  ): Promise<DeployedVersions>;
  /** The newest measured health, without asking who measures it. */
  health(
    filter: {
      entityRef?: string;
      environment?: string;
      tenant?: string;
      ids?: readonly string[];
    },
    options?: ListOptions,
  ): Promise<HealthResponse>;
  /** Figures and series of a range of time, the last two hours when absent. */
  healthDetails(
    deploymentId: string,
    range: { from?: string; to?: string },
    options?: ListOptions,
  ): Promise<DeploymentHealthDetails>;
  preflight(
    deploymentId: string,
    request: PreflightRequest,
    options?: ListOptions,
  ): Promise<Preflight>;
  /**
   * Starts an operation. The same key and request may be sent again: the
   * backend answers with the operation that the first one started.
   */
  startOperation(
    request: OperationRequest,
    options: { idempotencyKey: string },
  ): Promise<Operation>;
  operations(
    filter: {
      deploymentId?: string;
      entityRef?: string;
      state?: OperationState;
    },
    options?: ListOptions,
  ): Promise<OperationsPage>;
  operation(id: string, options?: ListOptions): Promise<Operation>;
  stopOperation(id: string): Promise<Operation>;
  /** The tenants, and how they are. */
  tenants(
    filter: { environment?: string },
    options?: ListOptions,
  ): Promise<TenantsResponse>;
  /** One tenant, in all environments unless one is named. */
  tenant(
    name: string,
    filter: { environment?: string },
    options?: ListOptions,
  ): Promise<Tenant>;
  /** How much of the clusters is promised where a tenant stands. */
  room(
    filter: { environment?: string; tenant?: string },
    options?: ListOptions,
  ): Promise<RoomResponse>;
  /** Which lines suspending or resuming a tenant would change. */
  planTenantSwitch(
    kind: 'suspend' | 'resume',
    name: string,
    request: TenantSuspendRequest,
    options?: ListOptions,
  ): Promise<TenantChangePlan>;
  switchTenant(
    kind: 'suspend' | 'resume',
    name: string,
    request: TenantSuspendRequest,
    options: { idempotencyKey: string },
  ): Promise<Change>;
  /** Upgrades in waves that are open, and those of the last week. */
  upgrades(options?: ListOptions): Promise<UpgradesResponse>;
  planUpgrade(
    request: UpgradeRequest,
    options: { idempotencyKey: string },
  ): Promise<Upgrade>;
  actOnUpgrade(
    id: string,
    act: 'start' | 'stop' | 'abandon',
    how?: UpgradeStart,
  ): Promise<Upgrade>;
}

/** @public */
export const deliveryApiRef = createApiRef<DeliveryApi>({
  id: 'plugin.delivery.client',
});
