import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  componentInfo,
  GitRepository,
  gitopsConfig,
} from '../__testUtils__/GitRepository';
import { readGitopsCatalogConfig } from '../config/readGitopsCatalogConfig';
import { PROBLEM_ANNOTATION } from '../entities/describeFolders';
import { GitopsEntityProvider } from './GitopsEntityProvider';

jest.setTimeout(60_000);

describe('GitopsEntityProvider', () => {
  let repository: GitRepository;

  beforeEach(() => {
    repository = new GitRepository();
    repository.commit({
      'dev/orders/values.yaml': 'image: { tag: 1.0.0 }\n',
      'dev/orders/catalog-info.yaml': componentInfo('orders'),
      'prod/acme/cart/values.yaml': 'image: { tag: 2.0.0 }\n',
      'README.md': 'Not a deployment\n',
    });
  });

  afterEach(() => repository.remove());

  /** A provider whose runs a test begins, and what it tells the catalog. */
  async function provide() {
    const config = new ConfigReader(gitopsConfig(repository.url));
    const own = readGitopsCatalogConfig(config)!;
    const mutations: EntityProviderMutation[] = [];
    let run = async () => {};
    const logger = mockServices.logger.mock();
    const provider = GitopsEntityProvider.create({
      repository: { ...own.repositories[0], tenantsFolder: 'tenants' },
      ...{ entities: own, logger },
      cacheDirectory: own.cacheDirectory,
      runner: {
        run: async task => {
          run = () => task.fn(new AbortController().signal) as Promise<void>;
        },
      },
    });
    await provider.connect({
      applyMutation: async mutation => void mutations.push(mutation),
      refresh: async () => {},
    });
    return { provider, mutations, logger, run: () => run() };
  }

  const names = (
    entities: readonly { entity: { metadata: { name: string } } }[],
  ) => entities.map(({ entity }) => entity.metadata.name).sort();

  it('names who answers for a tenant, as the file of the tenant says', async () => {
    repository.commit({
      'tenants/acme.yaml': 'owner: team-care-1\n',
      'tenants/more/acme.yaml': 'owner: team-care-2\n',
    });
    const { run, mutations } = await provide();
    await run();
    const [mutation] = mutations;
    if (mutation.type !== 'full') throw new Error('It was no full mutation');
    const acme = mutation.entities.find(
      ({ entity }) => entity.metadata.name === 'tenant-acme',
    );

    expect(acme?.entity.spec).toMatchObject({ owner: 'team-care-1' });
  });

  it('tells all at first, with where each comes from, and nothing again', async () => {
    const { run, mutations, provider } = await provide();
    await run();
    await run();

    expect(provider.getProviderName()).toBe('gitops:gitops');
    expect(mutations).toHaveLength(1);
    const [mutation] = mutations;
    if (mutation.type !== 'full') throw new Error('It was no full mutation');
    expect(names(mutation.entities)).toEqual([
      ...['cart', 'environment-dev', 'environment-prod'],
      ...['orders', 'tenant-acme'],
    ]);
    const orders = mutation.entities.find(
      ({ entity }) => entity.metadata.name === 'orders',
    );
    expect(orders).toMatchObject({
      locationKey: 'gitops:gitops',
      entity: {
        metadata: {
          annotations: {
            'backstage.io/managed-by-location': 'gitops:gitops/dev/orders',
            'backstage.io/managed-by-origin-location':
              'gitops:gitops/dev/orders',
          },
        },
      },
    });
  });

  it('tells of each commit only what it changed; a folder that goes takes its entities along', async () => {
    const { run, mutations } = await provide();
    await run();
    repository.commit({
      'dev/mails/values.yaml': 'image: { tag: 1.0.0 }\n',
      'prod/acme': undefined,
    });
    await run();
    repository.commit({ 'README.md': 'Something else\n' });
    await run();

    expect(mutations).toHaveLength(2);
    const [, delta] = mutations;
    if (delta.type !== 'delta') throw new Error('It was no delta');
    expect(names(delta.added as never)).toEqual(['environment-dev', 'mails']);
    expect(names(delta.removed as never)).toEqual([
      ...['cart', 'environment-prod', 'tenant-acme'],
    ]);
  });

  it('ends with what Git says, whichever replica told what in which order', async () => {
    const [one, two] = [await provide(), await provide()];
    const catalog = new Set<string>();
    let told = [0, 0];
    /** What both have told since, in the order of the replicas. */
    const take = () => {
      const fresh = [one, two].flatMap((replica, index) =>
        replica.mutations.slice(told[index]),
      );
      told = [one.mutations.length, two.mutations.length];
      for (const mutation of fresh) {
        if (mutation.type === 'full') catalog.clear();
        const { added, removed } =
          mutation.type === 'full'
            ? { added: mutation.entities, removed: [] }
            : mutation;
        for (const name of names(removed as never)) catalog.delete(name);
        for (const name of names(added as never)) catalog.add(name);
      }
    };
    await one.run();
    await two.run();
    take();
    repository.commit({ 'prod/acme': undefined });
    await two.run();
    take();
    repository.commit({ 'prod/acme/cart/values.yaml': 'image: {}\n' });
    await one.run();
    await two.run();
    take();

    expect([...catalog].sort()).toEqual([
      ...['cart', 'environment-dev', 'environment-prod'],
      ...['orders', 'tenant-acme'],
    ]);
  });

  it('keeps what a file said before it was broken, also in a new process', async () => {
    repository.commit({
      'dev/orders/catalog-info.yaml': 'kind: [unclosed',
      'dev/mails/values.yaml': '',
    });
    const { run, mutations, logger } = await provide();
    await run();

    const [mutation] = mutations;
    if (mutation.type !== 'full') throw new Error('It was no full mutation');
    const orders = mutation.entities.find(
      ({ entity }) => entity.metadata.name === 'orders',
    )!.entity;
    expect(orders.spec?.owner).toBe('team-a');
    expect(orders.metadata.annotations).toHaveProperty([PROBLEM_ANNOTATION]);
    expect(names(mutation.entities)).toContain('mails');
    expect(logger.warn).toHaveBeenCalledWith(
      'A description could not be read',
      expect.objectContaining({ path: 'dev/orders/catalog-info.yaml' }),
    );
  });

  it('removes nothing when the remote is gone, and says so in the log', async () => {
    const { run, mutations, logger } = await provide();
    await run();
    repository.remove();
    await run();

    expect(mutations).toHaveLength(1);
    expect(logger.error).toHaveBeenCalledWith(
      'Entities of a GitOps repository could not be read',
      expect.objectContaining({ repository: 'gitops' }),
    );
  });
});
