import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

const directory = join(__dirname, '..', '..', 'migrations');

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

/**
 * Runs tests on each database there is. Before each of them the database is
 * empty and migrated.
 */
export function describeDatabases(
  title: string,
  tests: (database: () => Knex) => void,
) {
  describe.each(databases.eachSupportedId())(`${title} on %p`, id => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(id);
      await knex.migrate.latest({ directory });
    });

    tests(() => knex);
  });
}
