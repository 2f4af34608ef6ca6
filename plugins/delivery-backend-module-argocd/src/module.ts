import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { deliveryRuntimeObserversExtensionPoint } from '@slipway/backstage-plugin-delivery-node';
import { readArgoCdConfig } from './config/readArgoCdConfig';
import { ArgoCdRuntimeObserver } from './observer/ArgoCdRuntimeObserver';

/**
 * Adds an observer for each cluster under `delivery.argocd.clusters`, and for each
 * namespace of one that names several.
 *
 * @public
 */
export const deliveryModuleArgocd = createBackendModule({
  pluginId: 'delivery',
  moduleId: 'argocd',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
        observers: deliveryRuntimeObserversExtensionPoint,
      },
      async init({ config, logger, lifecycle, observers }) {
        for (const cluster of readArgoCdConfig(config)) {
          const added = ArgoCdRuntimeObserver.forCluster({ cluster, logger });
          for (const observer of added) {
            lifecycle.addShutdownHook(() => observer.close());
          }
          observers.addObserver(...added);
        }
      },
    });
  },
});
