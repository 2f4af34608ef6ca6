import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  deliveryHealthSourcesExtensionPoint,
  deliveryTrafficSourcesExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import { readPrometheusConfig } from './config/readPrometheusConfig';
import { PrometheusHealthSource } from './PrometheusHealthSource';
import { PrometheusTrafficSource } from './PrometheusTrafficSource';

/**
 * Adds one source of health, and one of traffic, for each server under `delivery.prometheus.servers`.
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
        traffic: deliveryTrafficSourcesExtensionPoint,
      },
      async init({ config: root, logger, lifecycle, sources, traffic }) {
        const config = readPrometheusConfig(root);
        for (const server of config.servers) {
          const options = {
            ...{ server, config },
            logger: logger.child({ server: server.name }),
          };
          const source = PrometheusHealthSource.create(options);
          const seen = PrometheusTrafficSource.create(options);
          lifecycle.addShutdownHook(() => source.close());
          lifecycle.addShutdownHook(() => seen.close());
          sources.addSource(source);
          traffic.addSource(seen);
        }
      },
    });
  },
});
