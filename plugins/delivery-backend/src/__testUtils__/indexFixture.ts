import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { readDeliveryConfig } from '../config/readDeliveryConfig';
import { DeploymentStore } from '../database/DeploymentStore';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { RepositoryStore } from '../database/RepositoryStore';
import { RevisionStore } from '../database/RevisionStore';
import type { RevisionRow } from '../database/rows';
import { builtinFormats } from '../formats';
import { GitMirror } from '../git/GitMirror';
import { Stages } from '../environments/Stages';
import { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { DesiredStateWriter } from '../observer/DesiredStateWriter';
import { RepositoryIndexer } from '../observer/RepositoryIndexer';
import { deliveryConfig } from './startDelivery';

/** A migrated database in memory. */
export async function memoryDatabase(): Promise<Knex> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  await knex.migrate.latest({
    directory: join(__dirname, '..', '..', 'migrations'),
  });
  return knex;
}

/** What a test changes of an indexer. */
export interface IndexerOptions {
  knex?: Knex;
  cacheDirectory?: string;
  credentials?: object;
  environments?: string[];
}

function configOf(url: string, credentials?: object) {
  const data = deliveryConfig(url);
  Object.assign(data.delivery.repositories[0], { credentials });
  return readDeliveryConfig(mockServices.rootConfig({ data }));
}

async function openRepository(url: string, options: IndexerOptions) {
  const config = configOf(url, options.credentials);
  const [repository] = config.repositories;
  const asked = config.environments.filter(
    ({ name }) => options.environments?.includes(name) ?? true,
  );
  const stages = Stages.create(asked, config.environmentKinds);
  const { names, kinds } = stages;
  return {
    stages,
    matcher: LayoutMatcher.create(repository.layouts, names, kinds),
    mirror: await GitMirror.open(
      repository,
      options.cacheDirectory ?? mkdtempSync(join(tmpdir(), 'slipway-mirror-')),
    ),
  };
}

/** An indexer of one repository with its database, without the rest of the plugin. */
export async function createIndexer(url: string, options: IndexerOptions = {}) {
  const knex = options.knex ?? (await memoryDatabase());
  const { stages, mirror, matcher } = await openRepository(url, options);
  const formats = builtinFormats();
  const deployments = DeploymentStore.create(knex);
  const revisions = RevisionStore.create(knex);
  const repositories = RepositoryStore.create(knex);
  const indexer = RepositoryIndexer.create({
    ...{ knex, mirror, matcher, formats, stages },
    ...{ repositories, revisions, logger: mockServices.logger.mock() },
    desired: DesiredStateWriter.create({
      ...{ deployments, revisions, formats, stages },
      environments: EnvironmentStore.create(knex),
    }),
  });
  const rows = (): Promise<RevisionRow[]> =>
    knex('revisions').orderBy('position').orderBy('deployment_id');
  return {
    ...{ knex, mirror, matcher, indexer, deployments, revisions, repositories },
    /** All rows of the ledger in order, with the folder's path. */
    ledger: async () => {
      const paths = new Map(
        (await knex('deployments')).map(row => [row.id, row.path]),
      );
      return (await rows()).map(row => ({
        ...row,
        path: paths.get(row.deployment_id),
      }));
    },
    present: () => knex('deployments').whereNull('removed_at').orderBy('path'),
  };
}
