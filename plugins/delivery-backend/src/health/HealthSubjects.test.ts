import type { Knex } from 'knex';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { deploymentRow, observationRow, sha } from '../__testUtils__/rows';
import { DeploymentStore } from '../database/DeploymentStore';
import { ObservationStore } from '../database/ObservationStore';
import type { DeploymentRow, ObservationRow } from '../database/rows';
import { HealthSubjects } from './HealthSubjects';

const COMMITTED = '2026-11-21T10:00:00.000Z';
const SEEN = '2026-11-21T10:02:30.900Z';
const seconds = (time: string) => Math.floor(Date.parse(time) / 1000);

describe('HealthSubjects', () => {
  let knex: Knex;
  let byRef: Map<string, Record<string, string>>;
  let subjects: HealthSubjects;

  beforeEach(async () => {
    knex = await memoryDatabase();
    byRef = new Map();
    subjects = HealthSubjects.create({
      deployments: DeploymentStore.create(knex),
      observations: ObservationStore.create(knex, ['argocd:eu-1']),
      annotations: { byRef: async () => byRef } as never,
    });
  });

  afterEach(async () => {
    await knex.destroy();
  });

  const put = (...rows: DeploymentRow[]) =>
    DeploymentStore.create(knex).upsert(rows);
  const saw = (...rows: ObservationRow[]) => knex('observations').insert(rows);

  it('are all deployments that are in Git, each once', async () => {
    await put(
      deploymentRow({ id: 'a' }),
      deploymentRow({ id: 'b', path: 'qa/payments' }),
      deploymentRow({ id: 'gone', path: 'x', removed_at: COMMITTED }),
    );
    const ids = (await subjects.all())!.map(
      ({ target }) => target.deploymentId,
    );
    expect(ids.sort()).toEqual(['a', 'b']);
  });

  it.each(['never there', 'gone'])('are not what is %s', async id => {
    await put(deploymentRow({ id: 'gone', removed_at: COMMITTED }));
    expect(await subjects.one(id)).toBeUndefined();
  });

  it('one of them is the same as among all', async () => {
    await put(deploymentRow());
    await saw(observationRow({ version_since: SEEN }));
    const [found] = (await subjects.all())!;
    expect(await subjects.one('d-1')).toEqual(found);
  });

  it('name where its metrics are: what Git says, and what the runtime says', async () => {
    byRef.set('component:default/payments', { profile: 'micrometer' });
    await put(deploymentRow({ cluster: 'git-cluster', tenant: null }));
    const { target } = (await subjects.one('d-1'))!;
    expect(target).toEqual({
      ...{ deploymentId: 'd-1', entityRef: 'component:default/payments' },
      ...{ component: 'payments', environment: 'prod' },
      ...{ cluster: 'git-cluster', annotations: { profile: 'micrometer' } },
    });

    await saw(observationRow({}, { cluster: 'eu-1', namespace: 'acme' }));
    expect((await subjects.one('d-1'))!.target).toMatchObject({
      ...{ cluster: 'eu-1', namespace: 'acme' },
    });
  });

  it('have no annotations where the catalog does not know the entity', async () => {
    await put(deploymentRow());
    expect((await subjects.one('d-1'))!.target.annotations).toEqual({});
  });

  it.each([
    {
      rule: 'what the runtime saw come',
      seen: { version_since: SEEN },
      since: SEEN,
    },
    {
      rule: 'the commit, when it ran before anybody looked',
      seen: { version_since: null },
      since: COMMITTED,
    },
    {
      rule: 'the commit, when the runtime tells no version',
      seen: { version: null, version_since: SEEN },
      since: COMMITTED,
    },
    {
      rule: 'the commit, when no runtime looks',
      seen: undefined,
      since: COMMITTED,
    },
    {
      rule: 'what the runtime saw come, although Git wants another version',
      seen: { version: '2.3.1', version_since: SEEN },
      since: SEEN,
    },
  ])('run since $rule', async ({ seen, since }) => {
    await put(deploymentRow({ since: COMMITTED }));
    if (seen) {
      await saw(observationRow(seen));
    }
    expect((await subjects.one('d-1'))!.since).toBe(seconds(since));
  });

  it.each([
    ['it is another version than Git wants, and nobody saw it come', '2.3.1'],
    ['neither Git nor a runtime tells a version', undefined],
  ])('run since nobody knows when where %s', async (_, version) => {
    await put(deploymentRow(version ? {} : { version: null }));
    await saw(observationRow({ version: version ?? null }));
    expect((await subjects.one('d-1'))!.since).toBeUndefined();
  });

  it('have the version that runs, and no commit where Git wants another', async () => {
    await put(deploymentRow({ version: '2.4.0', version_commit: sha('c') }));
    expect(await subjects.one('d-1')).toMatchObject({
      ...{ version: '2.4.0', commit: sha('c') },
    });
    await saw(observationRow({ version: '2.3.1' }));
    const running = (await subjects.one('d-1'))!;
    expect(running.version).toBe('2.3.1');
    expect(running.commit).toBeUndefined();
  });

  it('follow the newest of several who saw it', async () => {
    await put(deploymentRow());
    const at = (key: string, version: string, observed_at: string) =>
      observationRow({ key, version, observed_at });
    await saw(
      at('a', '2.3.0', '2026-11-21T10:01:00.000Z'),
      at('b', '2.4.0', '2026-11-21T10:03:00.000Z'),
      at('c', '2.3.1', '2026-11-21T10:02:00.000Z'),
    );
    expect((await subjects.one('d-1'))!.version).toBe('2.4.0');
  });

  it('do not follow what is gone, or who is not asked any more', async () => {
    await put(deploymentRow());
    await saw(
      observationRow({ key: 'a', version: '1.0.0', gone_at: COMMITTED }),
      observationRow({ key: 'b', version: '1.1.0', source: 'removed:1' }),
      observationRow({ key: 'c', version: '1.2.0', deployment_id: null }),
    );
    expect((await subjects.one('d-1'))!.version).toBe('2.4.0');
  });

  it('bring the objectives that files of the folder declare', async () => {
    const slo = {
      ...{ name: 'x', kind: 'availability', objective: 0.99 },
      ...{ period: 86_400, declaredBy: 'openslo' },
    };
    await put(deploymentRow({ slos: JSON.stringify([slo]) }));
    expect((await subjects.one('d-1'))!.slos).toEqual([slo]);
  });
});
