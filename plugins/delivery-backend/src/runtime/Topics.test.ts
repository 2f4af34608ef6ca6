import { createHash } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../database/migrate';
import { Topics } from './Topics';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});
const REF = 'component:default/payments';

describe.each(databases.eachSupportedId())('Topics on %p', id => {
  async function migrated(): Promise<Knex> {
    const knex = await databases.init(id);
    return openDatabase({ getClient: async () => knex });
  }

  it('are the same for all replicas, also for those that start at once', async () => {
    const knex = await migrated();

    const replicas = await Promise.all(
      Array.from({ length: 5 }, () => Topics.open(knex)),
    );
    const later = await Topics.open(knex);

    const told = [...replicas, later].map(topics => topics.of(REF));
    expect(new Set(told).size).toBe(1);
    expect(await knex('secrets')).toHaveLength(1);
  });

  it('are different in another portal, so that nobody can guess them', async () => {
    const [one, two] = [
      await Topics.open(await migrated()),
      await Topics.open(await migrated()),
    ];

    expect(one.of(REF)).not.toBe(two.of(REF));
    for (const encoding of ['hex', 'base64url'] as const) {
      const guess = createHash('sha256').update(REF).digest(encoding);
      expect(guess).not.toContain(one.of(REF));
    }
  });

  it('are of one form, whatever they stand for', async () => {
    const topics = await Topics.open(await migrated());
    const refs = [REF, '', 'component:default/größe', `a:b/${'c'.repeat(999)}`];

    const all = refs.map(ref => topics.of(ref));

    expect(new Set(all).size).toBe(refs.length);
    for (const topic of all) {
      expect(topic).toMatch(/^[\w-]{22}$/);
    }
  });
});
