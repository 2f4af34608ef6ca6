import { mockCredentials } from '@backstage/backend-test-utils';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ChangeRow } from '../database/rows';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { PersonResolver } from '../operations/PersonResolver';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { ChangeStore } from './ChangeStore';
import type { ChangeWriter } from './ChangeWriter';
import { DefaultChangesService } from './DefaultChangesService';
import type { EnvironmentOwnership } from '../environments/EnvironmentOwnership';
import { Stages } from '../environments/Stages';

const credentials = mockCredentials.user('user:default/dev-1');
const MINUTE = 60_000;

function rowOf(ageMs: number, more: Partial<ChangeRow> = {}): ChangeRow {
  return {
    ...{ id: 'c', idempotency_key: 'key-of-test', digest: 'd', ended_at: null },
    requested_by: 'user:default/dev-1',
    requested_at: new Date(Date.now() - ageMs).toISOString(),
    ...{ repository: 'gitops', kind: 'create', state: 'committing' },
    ...{ subject: 's', reason: 'r', paths: '["a"]', since: 'abc' },
    ...{ commit: null, message: 'The commit is written.', ...more },
  };
}

/** The service with one change, and what became of its commit. */
function serviceWith(
  row: ChangeRow,
  found?: { commit: string; paths: string[] },
) {
  const find = jest.fn(async () => found);
  const assertMayCreate = jest.fn(async () => {});
  const store = {
    get: async (id: string) => (id === row.id ? row : undefined),
    end: async (_id: string, change: Partial<ChangeRow>) => ({
      ...row,
      ...change,
    }),
  };
  const service = DefaultChangesService.create({
    store: store as unknown as ChangeStore,
    writer: { find } as unknown as ChangeWriter,
    people: {
      refOf: () => 'user:default/dev-1',
    } as unknown as PersonResolver,
    authorizer: {
      assertMayCreate,
      readable: async () => new Set(),
      mayWrite: async () => ({ create: true, shared: true }),
    } as unknown as EntityAuthorizer,
    repositories: {
      get: () => ({ matcher: { placeOfFile: () => undefined } }),
    } as unknown as RepositoryRegistry,
    deployments: { getMany: async () => [] } as unknown as DeploymentStore,
    ...{ configs: [], auditor: {} as AuditorService },
    stages: Stages.create([]),
    ownership: {} as EnvironmentOwnership,
    plans: new Map(),
  });
  return {
    find,
    assertMayCreate,
    get: (id = 'c') => service.get(id, { credentials }),
  };
}

describe('a change that is asked for', () => {
  it('is left alone while it is at work', async () => {
    const { get, find } = serviceWith(rowOf(MINUTE));
    expect((await get()).state).toBe('committing');
    expect(find).not.toHaveBeenCalled();
  });

  it('is found in Git, when nobody works it any more', async () => {
    const { get } = serviceWith(rowOf(6 * MINUTE), {
      ...{ commit: 'abcdef1234', paths: ['a'] },
    });
    expect(await get()).toMatchObject({
      ...{ state: 'committed', commit: 'abcdef1234', paths: ['a'] },
      message: '1 file changed in gitops by abcdef1.',
    });
  });

  it('was given up, when Git does not have it', async () => {
    const { get } = serviceWith(rowOf(6 * MINUTE));
    expect(await get()).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('nothing was changed'),
    });
  });

  it('is there for who asked for it without another permission, for others with one', async () => {
    const own = serviceWith(rowOf(0));
    await own.get();
    const other = serviceWith(rowOf(0, { requested_by: 'user:default/x' }));
    await other.get();

    expect(own.assertMayCreate).not.toHaveBeenCalled();
    expect(other.assertMayCreate).toHaveBeenCalled();
  });

  it('is none that is not there', async () => {
    await expect(serviceWith(rowOf(0)).get('x')).rejects.toThrow(
      "There is no change 'x'.",
    );
  });
});
