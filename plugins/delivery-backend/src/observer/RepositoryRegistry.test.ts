import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { memoryDatabase } from '../__testUtils__/indexFixture';
import { eventually } from '../__testUtils__/startDelivery';
import { RepositoryStore } from '../database/RepositoryStore';
import { GitError } from '@slipway/backstage-plugin-git-node';
import { LeaseStore } from '../leases/LeaseStore';
import { RepositoryRegistry } from './RepositoryRegistry';

type Index = (signal: AbortSignal) => Promise<{ deployments: object[] }>;

describe('RepositoryRegistry', () => {
  let knex: Knex;
  let repositories: RepositoryStore;
  let registry: RepositoryRegistry;
  const index = jest.fn<ReturnType<Index>, Parameters<Index>>();
  const onIndexed = jest.fn(async () => {});
  const changes = { deploymentsChanged: jest.fn(), sourcesChanged: jest.fn() };
  const logger = mockServices.logger.mock();

  const indexer = (id: string) => ({
    mirror: { repository: { id, url: `https://git/${id}`, refreshMs: 5 } },
    index: async (signal: AbortSignal) => {
      const result = await index(signal);
      await repositories.alive(id, new Date().toISOString());
      return result;
    },
  });

  beforeEach(async () => {
    jest.resetAllMocks();
    knex = await memoryDatabase();
    repositories = RepositoryStore.create(knex);
    for (const id of ['a', 'b']) {
      await repositories.ensure({ id, url: id, branch: 'main' });
    }
    index.mockResolvedValue({ deployments: [] });
    registry = RepositoryRegistry.create({
      tenants: { index: async () => false } as never,
      ...{ repositories, onIndexed, logger, changes: changes as never },
      indexers: [indexer('a'), indexer('b')] as never,
      leases: LeaseStore.create(knex, { owner: 'me', ttlMs: 1_000 }),
    });
  });

  afterEach(async () => {
    await knex.destroy();
  });

  const refused = new GitError('Fetching a', 'unreachable', 'refused');

  it('names the repository that is no longer configured', () => {
    expect(() => registry.get('z')).toThrow(NotFoundError);
    expect(() => registry.get('z')).toThrow(
      "The repository 'z' is no longer among delivery.repositories.",
    );
  });

  it('finds repositories by their address', () => {
    expect(registry.matching(url => url.endsWith('b'))).toEqual(['b']);
    expect(registry.matching(() => false)).toEqual([]);
  });

  it('tells what an indexing changed, and nothing when it changed nothing', async () => {
    await registry.refresh('a');
    expect(onIndexed).not.toHaveBeenCalled();
    expect(changes.deploymentsChanged).not.toHaveBeenCalled();

    index.mockResolvedValue({ deployments: [{ id: 'd-1' }, { id: 'd-2' }] });
    await registry.refresh('a');
    expect(onIndexed).toHaveBeenCalledTimes(1);
    expect(changes.deploymentsChanged).toHaveBeenCalledWith(['d-1', 'd-2']);
  });

  it('matches anew before it tells pages of the change', async () => {
    const order: string[] = [];
    onIndexed.mockImplementation(async () => {
      order.push('matched');
    });
    changes.deploymentsChanged.mockImplementation(async () => {
      order.push('told');
    });
    index.mockResolvedValue({ deployments: [{ id: 'd-1' }] });
    await registry.refresh('a');
    expect(order).toEqual(['matched', 'told']);
  });

  it('tells of the first answer and of each turn, once', async () => {
    const told = async (result: 'ok' | Error) => {
      index.mockReset();
      if (result instanceof Error) {
        index.mockRejectedValue(result);
      } else {
        index.mockResolvedValue({ deployments: [] });
      }
      await registry.refresh('a').catch(() => {});
      return changes.sourcesChanged.mock.calls.length;
    };
    const missing = new GitError('Fetching a', 'not-found', '');
    expect(await told('ok')).toBe(1);
    expect(await told('ok')).toBe(1);
    expect(await told(refused)).toBe(2);
    expect(await told(refused)).toBe(2);
    expect(await told(missing)).toBe(3);
    expect(await told('ok')).toBe(4);
  });

  it('keeps on record why a repository is silent, and rejects with it', async () => {
    index.mockRejectedValue(refused);
    await expect(registry.refresh('a')).rejects.toBe(refused);
    expect(await repositories.get('a')).toMatchObject({
      cause: 'Fetching a: it cannot be reached; it is tried again by itself',
    });
    expect((await repositories.get('a'))!.silent_since).toBeTruthy();
    expect((await repositories.get('b'))!.silent_since).toBeNull();
  });

  it('does not blame a remote for a fetch that was called off', async () => {
    const stop = new AbortController();
    index.mockImplementation(async signal => {
      stop.abort();
      signal.throwIfAborted();
      return { deployments: [] };
    });
    await expect(registry.refresh('a', stop.signal)).rejects.toThrow();
    expect((await repositories.get('a'))!.silent_since).toBeNull();
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('follows each repository, also after one failed', async () => {
    const stop = new AbortController();
    const asked: string[] = [];
    index.mockImplementation(async () => {
      asked.push('x');
      if (asked.length % 2) {
        throw refused;
      }
      return { deployments: [] };
    });
    const running = registry.run(stop.signal);
    await eventually(
      async () => (asked.length >= 6 ? true : undefined),
      'six looks',
    );
    stop.abort();
    await running;
    expect(logger.warn).toHaveBeenCalledWith(
      'A GitOps repository could not be read',
      expect.objectContaining({ cause: refused.message }),
    );
  });

  it('ends every refresh with the stop of the backend, whoever asked for it', async () => {
    const stop = new AbortController();
    const running = registry.run(stop.signal);
    let ended = false;
    index.mockImplementation(
      signal =>
        new Promise((_, reject) => {
          const end = () => {
            ended = true;
            reject(new Error('it was broken off'));
          };
          signal.addEventListener('abort', end);
        }),
    );
    const asked = registry.refresh('b').catch(error => error);
    await eventually(
      async () => (index.mock.calls.length ? true : undefined),
      'the fetch',
    );
    stop.abort();
    await running;
    expect((await asked).message).toBe('it was broken off');
    expect(ended).toBe(true);
  });
});
