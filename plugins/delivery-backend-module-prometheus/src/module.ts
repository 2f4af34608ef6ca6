import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { deliveryHealthSourcesExtensionPoint } from '@slipway/backstage-plugin-delivery-node';
import { readPrometheusConfig } from './config/readPrometheusConfig';
import { PrometheusHealthSource } from './PrometheusHealthSource';

/**
 * Adds one source of health for each server under `delivery.prometheus.servers`.
 *
 * @public
 */
export const deliveryModulePrometheus = createBackendModule({
  pluginId: 'delivery',
  moduleId: 'prometheus',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
        sources: deliveryHealthSourcesExtensionPoint,
      },
      async init({ config: root, logger, lifecycle, sources }) {
        const config = readPrometheusConfig(root);
        for (const server of config.servers) {
          const source = PrometheusHealthSource.create({
            ...{ server, config },
            logger: logger.child({ server: server.name }),
          });
          lifecycle.addShutdownHook(() => source.close());
          sources.addSource(source);
        }
      },
    });
  },
});
