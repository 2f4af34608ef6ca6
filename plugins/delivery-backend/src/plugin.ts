import {
  type BackendPluginRegistrationPoints,
  type RootLifecycleService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { deliveryPermissions } from '@slipway/backstage-plugin-delivery-common';
import {
  type HealthSource,
  type ManifestFormat,
  type PreflightCheck,
  type RuntimeObserver,
  type TenantUsageSource,
  type TrafficSource,
  deliveryHealthSourcesExtensionPoint,
  deliveryManifestFormatsExtensionPoint,
  deliveryPreflightChecksExtensionPoint,
  deliveryRuntimeObserversExtensionPoint,
  deliveryTenantUsageSourcesExtensionPoint,
  deliveryTrafficSourcesExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import { Router } from 'express';
import { registerActions } from './actions/registerActions';
import { readDeliveryConfig } from './config/readDeliveryConfig';
import { createDelivery } from './createDelivery';
import { openDatabase } from './database/migrate';
import { builtinFormats } from './formats';
import { subscribeToPushes } from './observer/subscribeToPushes';
import { createRouter } from './router';

/** What modules may add; complete when the plugin starts. */
function registerSeams(env: BackendPluginRegistrationPoints) {
  const observers: RuntimeObserver[] = [];
  const checks: PreflightCheck[] = [];
  const formats: ManifestFormat[] = builtinFormats();
  const healthSources: HealthSource[] = [];
  const trafficSources: TrafficSource[] = [];
  const usageSources: TenantUsageSource[] = [];
  env.registerExtensionPoint(deliveryRuntimeObserversExtensionPoint, {
    addObserver: (...added) => void observers.push(...added),
  });
  env.registerExtensionPoint(deliveryManifestFormatsExtensionPoint, {
    addFormat: (...added) => void formats.push(...added),
  });
  env.registerExtensionPoint(deliveryPreflightChecksExtensionPoint, {
    addCheck: (...added) => void checks.push(...added),
  });
  env.registerExtensionPoint(deliveryHealthSourcesExtensionPoint, {
    addSource: (...added) => void healthSources.push(...added),
  });
  env.registerExtensionPoint(deliveryTrafficSourcesExtensionPoint, {
    addSource: (...added) => void trafficSources.push(...added),
  });
  env.registerExtensionPoint(deliveryTenantUsageSourcesExtensionPoint, {
    addSource: (...added) => void usageSources.push(...added),
  });
  const measuring = { healthSources, trafficSources, usageSources };
  return { observers, checks, formats, ...measuring };
}

/** Services of Backstage that the plugin works with. */
const deps = {
  actionsRegistry: actionsRegistryServiceRef,
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  events: eventsServiceRef,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.rootLifecycle,
  logger: coreServices.logger,
  notifications: notificationService,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  signals: signalsServiceRef,
};

/** Runs from the start of the backend to its stop, which waits for the end. */
function runWhileStarted(
  lifecycle: RootLifecycleService,
  run: (signal: AbortSignal) => Promise<unknown>,
) {
  const stop = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  lifecycle.addStartupHook(() => {
    running = run(stop.signal);
  });
  lifecycle.addShutdownHook(async () => {
    stop.abort();
    await running;
  });
}

/**
 * Observes GitOps repositories and runtimes, serves `/api/delivery/v1` and
 * puts earlier versions back.
 *
 * @public
 */
export const deliveryPlugin = createBackendPlugin({
  pluginId: 'delivery',
  register(env) {
    const seams = registerSeams(env);
    env.registerInit({
      deps,
      async init(services) {
        const { logger, lifecycle, httpRouter, events } = services;
        services.permissionsRegistry.addPermissions(deliveryPermissions);
        const delivery = await createDelivery({
          ...{ ...services, ...seams },
          config: readDeliveryConfig(services.config),
          knex: await openDatabase(services.database),
        });
        const router = Router();
        router.use('/v1', createRouter({ ...services, ...delivery.services }));
        httpRouter.use(router);
        registerActions(services.actionsRegistry, delivery.services);
        await subscribeToPushes(events, delivery.repositories, logger);
        runWhileStarted(lifecycle, delivery.run);
      },
    });
  },
});
