import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { deploymentRow } from '../__testUtils__/rows';
import { ManualObserver } from '../__testUtils__/startDelivery';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { ExpiryStore } from '../database/ExpiryStore';
import { Stages } from '../environments/Stages';
import { DeploymentStore } from '../database/DeploymentStore';
import { ObservationStore } from '../database/ObservationStore';
import { RepositoryStore } from '../database/RepositoryStore';
import { SOURCE_SILENT_AFTER_MS } from '../deployments/toDeployment';
import { DefaultEnvironmentsService } from '../environments/DefaultEnvironmentsService';
import { DefaultSourcesService } from './DefaultSourcesService';

const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

describe('sources', () => {
  let knex: Knex;
  let repositories: RepositoryStore;
  let observations: ObservationStore;

  beforeEach(async () => {
    knex = await memoryDatabase();
    repositories = RepositoryStore.create(knex);
    observations = ObservationStore.create(knex);
  });

  afterEach(() => knex.destroy());

  async function list(refreshMs = 30_000) {
    const found = await DefaultSourcesService.create({
      repositories: [{ id: 'gitops', refreshMs } as never],
      observers: [new ManualObserver()],
      healthSources: [new ScriptedHealthSource()],
      ...{ repositoryStore: repositories, observations },
    }).list();
    const [git, runtime, health] = found;
    return { git, runtime, health, found };
  }

  const ensure = () =>
    repositories.ensure({ id: 'gitops', url: 'u', branch: 'main' });

  it('are those that are configured, in this order, starting until they are heard', async () => {
    const { found } = await list();
    expect(found.map(({ id, kind, status }) => [id, kind, status])).toEqual([
      ['git:gitops', 'git', 'starting'],
      ['argocd:eu-1', 'runtime', 'starting'],
      ['scripted:1', 'health', 'starting'],
    ]);
  });

  it('are well once they are heard', async () => {
    await ensure();
    await repositories.alive('gitops', ago(0));
    await repositories.update('gitops', { head: 'abc' });
    await observations.sourceAlive('argocd:eu-1', ago(0));
    await observations.sourceAlive('scripted:1', ago(0));
    const { git, runtime, health } = await list();
    expect(git).toMatchObject({ status: 'ok', head: 'abc' });
    expect(runtime).toMatchObject({ status: 'ok', clusters: ['eu-1'] });
    expect(health).toMatchObject({ status: 'ok', clusters: [] });
    expect(git.lastSeenAt).toBeTruthy();
  });

  it('are silent with cause and since when, also when they were never heard', async () => {
    await ensure();
    await repositories.silent('gitops', ago(MINUTE), 'refused');
    await observations.sourceSilent('scripted:1', ago(MINUTE), 'timed out');
    const { git, runtime, health } = await list();
    expect(git).toMatchObject({ status: 'silent', cause: 'refused' });
    expect(health).toMatchObject({ status: 'silent', cause: 'timed out' });
    expect(health.silentSince).toBeTruthy();
    expect(runtime.status).toBe('starting');
  });

  it('keep the first moment of silence, through another cause', async () => {
    await ensure();
    const first = ago(MINUTE);
    expect(await repositories.silent('gitops', first, 'a')).toBe(true);
    expect(await repositories.silent('gitops', ago(0), 'a')).toBe(false);
    expect(await repositories.silent('gitops', ago(0), 'b')).toBe(true);
    expect((await list()).git).toMatchObject({
      silentSince: first,
      cause: 'b',
    });
  });

  it('are silent when nobody has heard them for long', async () => {
    const long = ago(SOURCE_SILENT_AFTER_MS + MINUTE);
    await observations.sourceAlive('argocd:eu-1', long);
    expect((await list()).runtime).toMatchObject({ status: 'silent' });
  });

  it('that are asked seldom are not silent between two turns', async () => {
    await ensure();
    await repositories.alive('gitops', ago(50 * MINUTE));
    expect((await list()).git.status).toBe('silent');
    expect((await list(20 * MINUTE)).git.status).toBe('ok');
  });

  it('move on from a commit only if nobody else did', async () => {
    await ensure();
    const to = (head: string) => ({ head, layout: 'l' });
    expect(await repositories.advance('gitops', null, to('a'))).toBe(true);
    expect(await repositories.advance('gitops', null, to('x'))).toBe(false);
    expect(await repositories.advance('gitops', 'a', to('b'))).toBe(true);
    expect(await repositories.advance('gitops', 'a', to('x'))).toBe(false);
    expect((await repositories.get('gitops'))!.head).toBe('b');
  });
});

describe('environments', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await memoryDatabase();
    const at = (id: string, environment: string, tenant: string | null) =>
      deploymentRow({ id, environment, tenant, component: id, path: id });
    await DeploymentStore.create(knex).upsert([
      ...[at('a', 'prod', 'globex'), at('b', 'prod', 'acme')],
      ...[at('c', 'prod', 'acme'), at('d', 'qa', null)],
      { ...at('e', 'qa', null), removed_at: ago(0) },
      at('f', 'unheard-of', null),
    ]);
  });

  afterEach(() => knex.destroy());

  async function list(readsAll: boolean | undefined, readable: string[] = []) {
    const authorizer = {
      readsAll: async () => readsAll,
      readable: jest.fn(
        async () => new Set(readable.map(id => `component:default/${id}`)),
      ),
    };
    const stage = (name: string, order: number) => ({
      ...{ name, title: name.toUpperCase(), order, rollback: 'allow' as const },
    });
    const found = await DefaultEnvironmentsService.create({
      stages: Stages.create([
        ...[stage('qa', 0), stage('prod', 1), stage('empty', 2)],
      ]),
      ...{ repositories: [], store: EnvironmentStore.create(knex) },
      expiries: ExpiryStore.create(knex),
      deployments: DeploymentStore.create(knex),
      authorizer: authorizer as never,
    }).list({ credentials: mockCredentials.user() });
    return { found: found.items, authorizer };
  }

  it('are the configured stages, first one first, with what is in them', async () => {
    const { found } = await list(true);
    expect(found).toEqual([
      {
        ...{ name: 'qa', title: 'QA', order: 0, tenants: [], deployments: 1 },
        policy: { rollback: 'allow' },
      },
      {
        ...{ name: 'prod', title: 'PROD', order: 1, deployments: 3 },
        ...{ tenants: ['acme', 'globex'], policy: { rollback: 'allow' } },
      },
      {
        ...{ name: 'empty', title: 'EMPTY', order: 2, deployments: 0 },
        ...{ tenants: [], policy: { rollback: 'allow' } },
      },
    ]);
  });

  it('tell who may see a part of it of that part alone', async () => {
    const { found } = await list(undefined, ['b']);
    expect(found[1]).toMatchObject({ deployments: 1, tenants: ['acme'] });
    expect(found[0].deployments).toBe(0);
  });

  it('tell who may see nothing of no tenant', async () => {
    const { found, authorizer } = await list(false);
    expect(found.every(({ deployments }) => deployments === 0)).toBe(true);
    expect(found.flatMap(({ tenants }) => tenants)).toEqual([]);
    expect(authorizer.readable).not.toHaveBeenCalled();
  });
});
