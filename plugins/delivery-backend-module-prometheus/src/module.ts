import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  deliveryHealthSourcesExtensionPoint,
  deliveryTenantUsageSourcesExtensionPoint,
  deliveryTrafficSourcesExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import { readPrometheusConfig } from './config/readPrometheusConfig';
import { PrometheusHealthSource } from './PrometheusHealthSource';
import { PrometheusTenantUsageSource } from './PrometheusTenantUsageSource';
import { PrometheusTrafficSource } from './PrometheusTrafficSource';

/**
 * Adds one source of health, one of traffic and one of what tenants use for each server under `delivery.prometheus.servers`.
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
        usage: deliveryTenantUsageSourcesExtensionPoint,
      },
      async init({ config: root, logger, lifecycle, ...points }) {
        const config = readPrometheusConfig(root);
        for (const server of config.servers) {
          const options = {
            ...{ server, config },
            logger: logger.child({ server: server.name }),
          };
          const source = PrometheusHealthSource.create(options);
          const seen = PrometheusTrafficSource.create(options);
          const used = PrometheusTenantUsageSource.create(options);
          for (const each of [source, seen, used]) {
            lifecycle.addShutdownHook(() => each.close());
          }
          points.sources.addSource(source);
          points.traffic.addSource(seen);
          points.usage.addSource(used);
        }
      },
    });
  },
});
