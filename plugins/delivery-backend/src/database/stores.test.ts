import { describeDatabases } from '../__testUtils__/describeDatabases';
import { deploymentRow } from '../__testUtils__/rows';
import { observation } from '../__testUtils__/startDelivery';
import type { DeploymentFilter } from './DeploymentStore';
import { DeploymentStore } from './DeploymentStore';
import { ObservationStore } from './ObservationStore';

jest.setTimeout(60_000);

const minute = (value: number) =>
  new Date(Date.UTC(2026, 10, 21, 10, value)).toISOString();

describeDatabases('deployments in the database', database => {
  const store = () => DeploymentStore.create(database());

  beforeEach(() =>
    store().upsert([
      deploymentRow({ id: 'a', component: 'payments', since: minute(1) }),
      deploymentRow({
        ...{ id: 'b', component: 'cart', environment: 'qa', tenant: null },
        ...{ path: 'qa/cart_100%', version: 'V2', since: minute(3) },
      }),
      deploymentRow({
        ...{ id: 'c', component: 'ledger', tenant: 'globex', cluster: 'eu-2' },
        ...{ repository: 'other', since: minute(2) },
      }),
      deploymentRow({ id: 'gone', path: 'qa/gone', removed_at: minute(0) }),
    ]),
  );

  const ids = async (filter: DeploymentFilter) => {
    const rows = await store().page(filter, { sort: 'default', limit: 9 });
    expect(await store().count(filter)).toBe(rows.length);
    return rows.map(({ id }) => id).sort();
  };

  it.each<[DeploymentFilter, string[]]>([
    [{}, ['a', 'b', 'c']],
    [{ ids: ['a', 'gone', 'never'] }, ['a']],
    [{ ids: [] }, []],
    [{ environments: ['qa'] }, ['b']],
    [{ tenants: ['acme', 'globex'] }, ['a', 'c']],
    [{ clusters: ['eu-2'] }, ['c']],
    [{ repository: 'other' }, ['c']],
    [{ component: 'cart' }, ['b']],
    [{ entityRefs: ['component:default/ledger'] }, ['c']],
    [{ environments: ['prod'], component: 'cart' }, []],
    [{ search: 'PAY' }, ['a']],
    [{ search: 'globex' }, ['c']],
    [{ search: 'v2' }, ['b']],
    [{ search: '100%' }, ['b']],
    [{ search: '%' }, ['b']],
    [{ search: '\\' }, []],
    [{ search: "'; drop table deployments" }, []],
  ])('are narrowed by %j to %j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  it('come newest first when they are asked so, page after page', async () => {
    const first = await store().page({}, { sort: 'since', limit: 2 });
    expect(first.map(({ id }) => id)).toEqual(['b', 'c']);
    const after = { value: first[1].since, id: first[1].id };
    const rest = await store().page({}, { sort: 'since', limit: 2, after });
    expect(rest.map(({ id }) => id)).toEqual(['a']);
  });

  it('keep when they were removed, and come back with the next row', async () => {
    await store().markRemoved(['a', 'gone'], minute(9));
    expect((await store().get('a'))!.removed_at).toBe(minute(9));
    expect((await store().get('gone'))!.removed_at).toBe(minute(0));
    await store().upsert([deploymentRow({ id: 'a' })]);
    expect((await store().get('a'))!.removed_at).toBeNull();
  });

  it('tell folders that are there from those that ever were', async () => {
    const present = await store().present('gitops');
    expect(present.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    const ever = await store().everPresent('gitops');
    expect(ever.sort()).toEqual(['a', 'b', 'gone']);
  });

  it('name who claims the same place, and no one else', async () => {
    const twin = deploymentRow({ id: 'twin', path: 'prod/acme/twin' });
    const elsewhere = deploymentRow({
      ...{ id: 'elsewhere', path: 'prod/b/payments', tenant: 'b' },
    });
    await store().upsert([twin, elsewhere]);
    const rows = await store().getMany(['a', 'twin', 'elsewhere', 'b']);
    const found = await store().duplicates(rows);
    expect([...found].sort()).toEqual([
      ['a', ['prod/acme/twin']],
      ['twin', ['prod/acme/payments']],
    ]);
  });
});

describeDatabases('observations in the database', database => {
  const store = (observed?: string[]) =>
    ObservationStore.create(database(), observed);

  const see = (
    change: { version?: string; key?: string; health?: string },
    at: string,
    source = 'argocd:a',
  ) =>
    store().upsert(
      source,
      [
        {
          observation: observation('u', 'p', {
            ...(change.key && { key: change.key }),
            health: { status: (change.health ?? 'healthy') as 'healthy' },
          }),
          ...{ deploymentId: 'd-1', version: change.version ?? '1.0.0' },
          settled: true,
        },
      ],
      at,
    );
  const only = async () => (await store().forDeployments(['d-1']))[0];

  it('keep since when a version runs through a change of its health', async () => {
    await see({ version: '1.0.0' }, minute(0));
    await see({ version: '1.1.0' }, minute(1));
    await see({ version: '1.1.0', health: 'degraded' }, minute(2));
    expect(await only()).toMatchObject({
      ...{ version_since: minute(1), health_since: minute(2) },
      observed_at: minute(2),
    });
  });

  it('keep since when a health lasts through a change of version', async () => {
    await see({ version: '1.0.0' }, minute(0));
    await see({ version: '1.1.0' }, minute(1));
    expect((await only()).health_since).toBe(minute(0));
  });

  it('record each span of one health of one version', async () => {
    await see({}, minute(0));
    await see({}, minute(1));
    await see({ health: 'degraded' }, minute(2));
    await see({}, minute(3));
    const records = await store().healthRecords('d-1');
    expect(records.map(row => [row.health, row.from, row.until])).toEqual([
      ['healthy', minute(0), minute(1)],
      ['degraded', minute(2), minute(2)],
      ['healthy', minute(3), minute(3)],
    ]);
  });

  it('record nothing of a health that is not known', async () => {
    await see({ health: 'unknown' }, minute(0));
    expect(await store().healthRecords('d-1')).toEqual([]);
  });

  it('tell two who see the same deployment apart', async () => {
    await see({}, minute(0), 'argocd:a');
    await see({ health: 'degraded' }, minute(1), 'argocd:b');
    await see({}, minute(2), 'argocd:a');
    const records = await store().healthRecords('d-1');
    expect(records.map(row => [row.health, row.until])).toEqual([
      ['healthy', minute(2)],
      ['degraded', minute(1)],
    ]);
  });

  it('mark as gone only what a source itself has said', async () => {
    await see({ key: 'x' }, minute(0), 'argocd:a');
    await see({ key: 'x' }, minute(0), 'argocd:b');
    await store().markGone('argocd:a', minute(1), { in: ['x'] });
    const rows = await store().forDeployments(['d-1']);
    expect(rows.map(({ source }) => source)).toEqual(['argocd:b']);
  });

  it('count what comes back after it was gone as changed', async () => {
    await see({}, minute(0));
    await store().markGone('argocd:a', minute(1), { notIn: [] });
    expect(await see({}, minute(2))).toEqual(['d-1']);
  });

  it('of sources that are no longer configured are not read', async () => {
    await see({}, minute(0), 'argocd:removed');
    await store().sourceAlive('argocd:removed', minute(0));
    expect(await store(['argocd:a']).all()).toEqual([]);
    expect((await store(['argocd:a']).sources()).size).toBe(0);
    expect(await store(['argocd:removed']).all()).toHaveLength(1);
  });
});
