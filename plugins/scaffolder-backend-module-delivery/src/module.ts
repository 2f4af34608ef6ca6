import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActions } from './actions/createActions';
import { ContractsClient } from './clients/ContractsClient';
import { DeliveryClient } from './clients/DeliveryClient';
import { ScaffolderClient } from './clients/ScaffolderClient';
import { readActionsConfig } from './config/readActionsConfig';
import { createFormsRouter } from './forms/router';
import { readFormsSettings } from './forms/readFormsSettings';
import { TemplatePreviewer } from './forms/TemplatePreviewer';

/**
 * Adds the actions that create, change and remove what Git deploys, and the
 * routes that forms of their templates ask.
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
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        reader: coreServices.urlReader,
      },
      async init({ actions, httpRouter, httpAuth, reader, ...services }) {
        const { auth, catalog, config: root, discovery } = services;
        const access = { auth, discovery };
        const config = readActionsConfig(root);
        const delivery = DeliveryClient.create(access);
        const contracts = ContractsClient.create(access);
        actions.addActions(
          ...createActions({ delivery, contracts, catalog, config }),
        );
        const scaffolder = ScaffolderClient.create(access);
        httpRouter.use(
          createFormsRouter({
            ...{ httpAuth, delivery, contracts, catalog, config },
            settings: readFormsSettings(root),
            previewer: TemplatePreviewer.create({
              ...{ catalog, reader, scaffolder },
            }),
          }),
        );
      },
    });
  },
});
