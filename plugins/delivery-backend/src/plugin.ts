import {
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
  type ManifestFormat,
  type PreflightCheck,
  type RuntimeObserver,
  deliveryManifestFormatsExtensionPoint,
  deliveryPreflightChecksExtensionPoint,
  deliveryRuntimeObserversExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import { Router } from 'express';
import { registerActions } from './actions/registerActions';
import { readDeliveryConfig } from './config/readDeliveryConfig';
import { createDelivery } from './createDelivery';
import { openDatabase } from './database/migrate';
import { builtinFormats } from './formats';
import { subscribeToPushes } from './observer/subscribeToPushes';
import { createRouter } from './router';

/**
 * Observes GitOps repositories and runtimes, serves `/api/delivery/v1` and
 * puts earlier versions back.
 *
 * @public
 */
export const deliveryPlugin = createBackendPlugin({
  pluginId: 'delivery',
  register(env) {
    const observers: RuntimeObserver[] = [];
    const checks: PreflightCheck[] = [];
    const formats: ManifestFormat[] = builtinFormats();
    env.registerExtensionPoint(deliveryRuntimeObserversExtensionPoint, {
      addObserver: (...added) => void observers.push(...added),
    });
    env.registerExtensionPoint(deliveryManifestFormatsExtensionPoint, {
      addFormat: (...added) => void formats.push(...added),
    });
    env.registerExtensionPoint(deliveryPreflightChecksExtensionPoint, {
      addCheck: (...added) => void checks.push(...added),
    });
    env.registerInit({
      deps: {
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
      },
      async init(deps) {
        const { logger, lifecycle, httpRouter, events } = deps;
        deps.permissionsRegistry.addPermissions(deliveryPermissions);
        const delivery = await createDelivery({
          ...deps,
          config: readDeliveryConfig(deps.config),
          knex: await openDatabase(deps.database),
          ...{ formats, observers, checks },
        });
        const router = Router();
        router.use('/v1', createRouter({ ...deps, ...delivery.services }));
        httpRouter.use(router);
        registerActions(deps.actionsRegistry, delivery.services);
        await subscribeToPushes(events, delivery.repositories, logger);
        const stop = new AbortController();
        let running: Promise<unknown> = Promise.resolve();
        lifecycle.addStartupHook(() => {
          running = delivery.run(stop.signal);
        });
        lifecycle.addShutdownHook(async () => {
          stop.abort();
          await running;
        });
      },
    });
  },
});
