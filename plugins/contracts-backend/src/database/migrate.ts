import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/**
 * Opens the plugin's database and brings its schema up to date.
 *
 * @throws Error when a migration fails; the database is then as it was before
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@slipway/backstage-plugin-contracts-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
