import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { LeaseStore } from '../leases/LeaseStore';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createIndexer } from '../__testUtils__/indexFixture';
import { observation } from '../__testUtils__/startDelivery';
import { DeploymentStore } from './DeploymentStore';
import { ObservationStore } from './ObservationStore';
import { OperationStore } from '../operations/OperationStore';
import { operationRow } from '../__testUtils__/operationRow';

jest.setTimeout(120_000);

const directory = join(__dirname, '..', '..', 'migrations');
const TABLES = [
  'calls',
  'calls_read',
  'calls_watched',
  'changes',
  'deploy_comparisons',
  'deployments',
  'expiries',
  'health_records',
  'health_snapshots',
  'leases',
  'observations',
  'operation_locks',
  'operation_steps',
  'operations',
  'refused_folders',
  'repositories',
  'revisions',
  'secrets',
  'sources',
  'tenant_files',
  'tenant_folders',
  'tenant_indexes',
  'tenant_usage',
  'tenant_usage_sources',
  'upgrade_items',
  'upgrades',
];

async function tablesOf(knex: Knex): Promise<string[]> {
  const rows =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .select('table_name as name')
          .where({ table_schema: 'public' })
      : await knex('sqlite_master').select('name').where({ type: 'table' });
  return rows
    .map((row: { name: string }) => row.name)
    .filter((name: string) => !/^(knex|sqlite)_/.test(name))
    .sort();
}

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_15']
    : ['SQLITE_3'],
});

describe.each(databases.eachSupportedId())('the database on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await knex.migrate.latest({ directory });
  });

  it('migrates up, down to nothing, and up again', async () => {
    expect(await tablesOf(knex)).toEqual(TABLES);
    await knex.migrate.rollback({ directory }, true);
    expect(await tablesOf(knex)).toEqual([]);
    await knex.migrate.latest({ directory });
    expect(await tablesOf(knex)).toEqual(TABLES);
  });

  it('indexes a repository, pages through it in a stable order, and searches it', async () => {
    const git = GitFixture.create();
    const files = Object.fromEntries(
      ['acme', 'globex', 'initech'].flatMap(tenant =>
        ['payments', 'ledger', 'cart_100%'].map(name => [
          `prod/${tenant}/${name}/values.yaml`,
          helmValues('1.0.0'),
        ]),
      ),
    );
    git.commit({
      files: { ...files, 'qa/payments/values.yaml': helmValues('1.1.0') },
    });
    const { indexer } = await createIndexer(git.url, { knex });
    await indexer.index();
    const store = DeploymentStore.create(knex);

    const pages: string[][] = [];
    for (let after; ;) {
      const rows = await store.page({}, { sort: 'default', limit: 4, after });
      if (!rows.length) {
        break;
      }
      pages.push(rows.map(row => row.path));
      const last = rows[rows.length - 1];
      after = { value: last.sort_key, id: last.id };
    }
    const found = await store.page(
      { search: 't_100%' },
      { sort: 'since', limit: 10 },
    );

    expect(pages.map(page => page.length)).toEqual([4, 4, 2]);
    expect(pages.flat().slice(-4)).toEqual([
      'prod/acme/payments',
      'prod/globex/payments',
      'prod/initech/payments',
      'qa/payments',
    ]);
    expect(found).toHaveLength(3);
    expect(
      await store.count({ environments: ['prod'], tenants: ['acme'] }),
    ).toBe(3);
    git.dispose();
  });

  it('keeps what a runtime said, since when, and what is gone', async () => {
    const store = ObservationStore.create(knex);
    const seen = (
      version: string,
      status: 'healthy' | 'degraded',
      at: string,
    ) =>
      store.upsert(
        'argocd:a',
        [
          {
            observation: observation('u', 'p', { health: { status } }),
            deploymentId: 'd-1',
            version,
            settled: true,
          },
        ],
        at,
      );

    expect(await seen('1.0.0', 'healthy', '2026-11-21T10:00:00Z')).toEqual([
      'd-1',
    ]);
    expect(await seen('1.0.0', 'healthy', '2026-11-21T10:01:00Z')).toEqual([]);
    // The first look does not tell since when it runs.
    expect(await store.forDeployments(['d-1'])).toMatchObject([
      { version: '1.0.0', version_since: null },
    ]);
    expect(await seen('1.1.0', 'degraded', '2026-11-21T10:02:00Z')).toEqual([
      'd-1',
    ]);

    expect(await store.forDeployments(['d-1'])).toMatchObject([
      {
        version: '1.1.0',
        version_since: '2026-11-21T10:02:00Z',
        observed_at: '2026-11-21T10:02:00Z',
      },
    ]);
    expect(await store.healthRecords('d-1')).toMatchObject([
      {
        version: '1.0.0',
        health: 'healthy',
        from: '2026-11-21T10:00:00Z',
        until: '2026-11-21T10:01:00Z',
      },
      { version: '1.1.0', health: 'degraded' },
    ]);
    expect(
      await store.markGone('argocd:a', '2026-11-21T10:03:00Z', { notIn: [] }),
    ).toEqual(['d-1']);
    expect(await store.forDeployments(['d-1'])).toEqual([]);
  });

  it('remembers since when a source is silent, and for what cause', async () => {
    const store = ObservationStore.create(knex);
    expect(await store.sourceAlive('s', '10:00')).toBe(true);
    expect(await store.sourceAlive('s', '10:01')).toBe(false);
    expect(await store.sourceSilent('s', '10:02', 'refused')).toBe(true);
    expect(await store.sourceSilent('s', '10:03', 'refused')).toBe(false);
    expect((await store.sources()).get('s')).toEqual({
      id: 's',
      last_seen_at: '10:01',
      silent_since: '10:02',
      cause: 'refused',
    });
    expect(await store.sourceAlive('s', '10:04')).toBe(true);
    expect((await store.sources()).get('s')).toMatchObject({
      silent_since: null,
      cause: null,
    });
  });

  it('lets one operation at a time occupy a deployment, whoever is faster', async () => {
    const store = OperationStore.create(knex);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.insert(
          operationRow({ id: `op-${index}`, idempotency_key: `key-${index}` }),
        ),
      ),
    );
    expect(results.filter(result => result === undefined)).toHaveLength(1);
    expect(results.filter(result => result?.reason === 'busy')).toHaveLength(7);
    const [winner] = await store.unfinished();
    expect(
      await store.insert(
        operationRow({ id: 'again', idempotency_key: winner.idempotency_key }),
      ),
    ).toMatchObject({ reason: 'key', existing: { id: winner.id } });
    const leases = LeaseStore.create(knex, { owner: 'a' });
    const lease = (await leases.acquire('operation'))!;
    const lost = { ...lease, fence: lease.fence - 1 };
    expect(await store.update(winner.id, { message: 'late' }, lost)).toBe(
      false,
    );
    expect(
      await store.updateStep(winner.id, 'asked', { message: 'late' }, lost),
    ).toBe(false);
    expect(await store.end(winner, { state: 'failed' }, lost)).toBe(false);
    expect(await store.end(winner, { state: 'completed' }, lease)).toBe(true);
    expect(await store.end(winner, { state: 'failed' }, lease)).toBe(false);
    expect(
      await store.insert(operationRow({ id: 'next', idempotency_key: 'next' })),
    ).toBeUndefined();
  });

  it('gives a lease to one owner, and to the next when it ends, with a higher number', async () => {
    const first = LeaseStore.create(knex, { owner: 'a', ttlMs: 150 });
    const second = LeaseStore.create(knex, { owner: 'b', ttlMs: 60_000 });
    const held = (await first.acquire('x'))!;
    expect(await second.acquire('x')).toBeUndefined();
    expect(await first.renew(held)).toBe(true);
    let taken;
    while (!taken) {
      taken = await second.acquire('x');
    }
    expect(taken.fence).toBeGreaterThan(held.fence);
    expect(await first.renew(held)).toBe(false);
    expect(await first.holds(held)).toBe(false);
    await second.release(taken);
    expect(await first.acquire('x')).toBeDefined();
  });
});
