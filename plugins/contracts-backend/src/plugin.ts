import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { contractsPermissions } from '@slipway/backstage-plugin-contracts-common';
import {
  type ContractFormat,
  contractsFormatsExtensionPoint,
} from '@slipway/backstage-plugin-contracts-node';
import { Router } from 'express';
import { readContractsConfig } from './config/readContractsConfig';
import { createContracts } from './createContracts';
import { openDatabase } from './database/migrate';
import { builtinFormats } from './formats/builtinFormats';
import { createRouter } from './router';

/** Services of Backstage that the plugin works with. */
const deps = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  scheduler: coreServices.scheduler,
  signals: signalsServiceRef,
};

/**
 * Keeps versions of contracts, compares them, and serves `/api/contracts/v1`.
 *
 * @public
 */
export const contractsPlugin = createBackendPlugin({
  pluginId: 'contracts',
  register(env) {
    const formats: ContractFormat[] = [...builtinFormats];
    env.registerExtensionPoint(contractsFormatsExtensionPoint, {
      addFormat: (...added) => void formats.push(...added),
    });
    env.registerInit({
      deps,
      async init(services) {
        const { scheduler, lifecycle, httpRouter } = services;
        services.permissionsRegistry.addPermissions(contractsPermissions);
        const config = readContractsConfig(services.config);
        const knex = await openDatabase(services.database);
        const contracts = createContracts({
          ...{ ...services, formats, config, knex },
        });
        const router = Router();
        router.use('/v1', createRouter({ ...services, ...contracts.services }));
        httpRouter.use(router);
        const timeout = { minutes: 10 };
        const tasks = [
          ['read-catalog', config.catalog.refresh, contracts.readCatalog],
          ['read-repositories', config.git.refresh, contracts.readGit],
          ['read-live-versions', config.live.refresh, contracts.readLive],
        ] as const;
        for (const [id, frequency, fn] of tasks) {
          await scheduler.scheduleTask({ id, frequency, timeout, fn });
        }
        lifecycle.addShutdownHook(contracts.stop);
      },
    });
  },
});
