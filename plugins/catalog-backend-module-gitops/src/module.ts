import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { readGitopsCatalogConfig } from './config/readGitopsCatalogConfig';
import { GitopsProblemProcessor } from './processor/GitopsProblemProcessor';
import { GitopsPromiseProcessor } from './processor/GitopsPromiseProcessor';
import { GitopsEntityProvider } from './provider/GitopsEntityProvider';

const TIMEOUT = { minutes: 10 };

/**
 * Adds the entities of the repositories under `delivery.repositories` to the
 * catalog, once `catalog.providers.gitops` is there.
 *
 * @public
 */
export const catalogModuleGitops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'gitops',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        catalog: catalogProcessingExtensionPoint,
      },
      async init({ config, logger, scheduler, catalog }) {
        const own = readGitopsCatalogConfig(config);
        if (!own) return;
        catalog.addProcessor(
          new GitopsProblemProcessor(),
          new GitopsPromiseProcessor(),
        );
        for (const repository of own.repositories) {
          const runner = scheduler.createScheduledTaskRunner({
            frequency: { milliseconds: repository.refreshMs },
            timeout: TIMEOUT,
            // Each replica tells what became of what it told itself: what another
            // one told last it does not know.
            scope: 'local',
          });
          catalog.addEntityProvider(
            GitopsEntityProvider.create({
              ...{ repository, runner, logger, entities: own },
              cacheDirectory: own.cacheDirectory,
            }),
          );
        }
      },
    });
  },
});
