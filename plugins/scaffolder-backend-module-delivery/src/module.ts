import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActions } from './actions/createActions';
import { ContractsClient } from './clients/ContractsClient';
import { DeliveryClient } from './clients/DeliveryClient';
import { readActionsConfig } from './config/readActionsConfig';

/**
 * Adds the actions that create, change and remove what Git deploys.
 *
 * @public
 */
export const scaffolderModuleDelivery = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'delivery',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, catalog, config, discovery }) {
        const access = { auth, discovery };
        actions.addActions(
          ...createActions({
            delivery: DeliveryClient.create(access),
            contracts: ContractsClient.create(access),
            ...{ catalog, config: readActionsConfig(config) },
          }),
        );
      },
    });
  },
});
