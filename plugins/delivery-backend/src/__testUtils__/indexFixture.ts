import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { readDeliveryConfig } from '../config/readDeliveryConfig';
import { DeploymentStore } from '../database/DeploymentStore';
import { RepositoryStore } from '../database/RepositoryStore';
import { RevisionStore } from '../database/RevisionStore';
import type { RevisionRow } from '../database/rows';
import { builtinFormats } from '../formats';
import { GitMirror } from '../git/GitMirror';
import { LayoutMatcher } from '../layouts/matchLayout';
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

/** An indexer of one repository with its database, without the rest of the plugin. */
export async function createIndexer(
  url: string,
  options: {
    knex?: Knex;
    cacheDirectory?: string;
    credentials?: object;
    environments?: string[];
  } = {},
) {
  const knex = options.knex ?? (await memoryDatabase());
  const data = deliveryConfig(url);
  Object.assign(data.delivery.repositories[0], {
    credentials: options.credentials,
  });
  const config = readDeliveryConfig(mockServices.rootConfig({ data }));
  const [repository] = config.repositories;
  const environments =
    options.environments ?? config.environments.map(({ name }) => name);
  const formats = builtinFormats();
  const deployments = DeploymentStore.create(knex);
  const revisions = RevisionStore.create(knex);
  const repositories = RepositoryStore.create(knex);
  const mirror = await GitMirror.open(
    repository,
    options.cacheDirectory ?? mkdtempSync(join(tmpdir(), 'slipway-mirror-')),
  );
  const matcher = LayoutMatcher.create(repository.layouts, environments);
  const indexer = RepositoryIndexer.create({
    ...{
      knex,
      mirror,
      matcher,
      formats,
      environments,
      repositories,
      revisions,
    },
    desired: DesiredStateWriter.create({
      deployments,
      revisions,
      formats,
      environments,
    }),
    logger: mockServices.logger.mock(),
  });
  const rows = (): Promise<RevisionRow[]> =>
    knex('revisions').orderBy('position').orderBy('deployment_id');
  return {
    ...{ knex, mirror, matcher, indexer, deployments, revisions, repositories },
    /** All rows of the ledger in order, with the folder's path. */
    ledger: async () => {
      const found = await rows();
      const paths = new Map(
        (await knex('deployments')).map(row => [row.id, row.path]),
      );
      return found.map(row => ({ ...row, path: paths.get(row.deployment_id) }));
    },
    present: () => knex('deployments').whereNull('removed_at').orderBy('path'),
  };
}
