import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { PreflightCheck } from './checks';
import type { HealthSource } from './health';
import type { ManifestFormat } from './manifest';
import type { RuntimeObserver } from './runtime';
import type { TenantUsageSource } from './tenantUsage';
import type { TrafficSource } from './traffic';

/** @public */
export interface DeliveryRuntimeObserversExtensionPoint {
  addObserver(...observers: RuntimeObserver[]): void;
}

/** Where modules add the runtimes to observe. @public */
export const deliveryRuntimeObserversExtensionPoint =
  createExtensionPoint<DeliveryRuntimeObserversExtensionPoint>({
    id: 'delivery.runtimeObservers',
  });

/** @public */
export interface DeliveryManifestFormatsExtensionPoint {
  addFormat(...formats: ManifestFormat[]): void;
}

/** Where modules add kinds of manifests. @public */
export const deliveryManifestFormatsExtensionPoint =
  createExtensionPoint<DeliveryManifestFormatsExtensionPoint>({
    id: 'delivery.manifestFormats',
  });

/** @public */
export interface DeliveryPreflightChecksExtensionPoint {
  addCheck(...checks: PreflightCheck[]): void;
}

/** Where modules add questions asked before a write. @public */
export const deliveryPreflightChecksExtensionPoint =
  createExtensionPoint<DeliveryPreflightChecksExtensionPoint>({
    id: 'delivery.preflightChecks',
  });

/** @public */
export interface DeliveryHealthSourcesExtensionPoint {
  addSource(...sources: HealthSource[]): void;
}

/** Where modules add what measures deployments. @public */
export const deliveryHealthSourcesExtensionPoint =
  createExtensionPoint<DeliveryHealthSourcesExtensionPoint>({
    id: 'delivery.healthSources',
  });

/** @public */
export interface DeliveryTrafficSourcesExtensionPoint {
  addSource(...sources: TrafficSource[]): void;
}

/** Where modules add what sees who calls whom. @public */
export const deliveryTrafficSourcesExtensionPoint =
  createExtensionPoint<DeliveryTrafficSourcesExtensionPoint>({
    id: 'delivery.trafficSources',
  });

/** @public */
export interface DeliveryTenantUsageSourcesExtensionPoint {
  addSource(...sources: TenantUsageSource[]): void;
}

/** Where modules add what measures how much tenants use. @public */
export const deliveryTenantUsageSourcesExtensionPoint =
  createExtensionPoint<DeliveryTenantUsageSourcesExtensionPoint>({
    id: 'delivery.tenantUsageSources',
  });
