import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  LayoutMatcher,
  type ManifestFormat,
} from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { DeliveryConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { EnvironmentStore } from '../database/EnvironmentStore';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { Stages } from '../environments/Stages';
import { GitMirror } from '../git/GitMirror';
import { DesiredStateWriter } from './DesiredStateWriter';
import { RepositoryIndexer } from './RepositoryIndexer';

/** One indexer for each configured repository. */
export async function createIndexers(
  options: {
    config: DeliveryConfig;
    knex: Knex;
    formats: readonly ManifestFormat[];
    logger: LoggerService;
  },
  stores: {
    stages: Stages;
    deployments: DeploymentStore;
    environments: EnvironmentStore;
    revisions: RevisionStore;
    repositories: RepositoryStore;
  },
): Promise<RepositoryIndexer[]> {
  const { config, knex, formats, logger } = options;
  const { stages, deployments, environments, revisions, repositories } = stores;
  const desired = DesiredStateWriter.create({
    ...{ deployments, environments, revisions, formats, stages },
  });
  return Promise.all(
    config.repositories.map(async repository =>
      RepositoryIndexer.create({
        mirror: await GitMirror.open(repository, config.cacheDirectory),
        matcher: LayoutMatcher.create(
          ...([repository.layouts, stages.names, stages.kinds] as const),
        ),
        ...{ knex, formats, stages, logger },
        ...{ repositories, revisions, desired },
      }),
    ),
  );
}
