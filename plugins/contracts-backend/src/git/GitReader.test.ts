import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { GitRepository } from '../__testUtils__/GitRepository';
import { ContractMirror } from './ContractMirror';
import { GitReader } from './GitReader';
import { readRepositories } from './readRepositories';

describe('GitReader', () => {
  let repository: GitRepository;
  let cache: string;
  const fromGit = jest.fn();
  const publish = jest.fn();
  const taken = new Map<string, string>();
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    repository = new GitRepository();
    cache = mkdtempSync(join(tmpdir(), 'contracts-cache-'));
    jest.resetAllMocks();
    taken.clear();
  });

  afterEach(() => {
    repository.remove();
    rmSync(cache, { recursive: true, force: true });
  });

  async function refresh(settings: object) {
    const [configured] = readRepositories(
      new ConfigReader({
        repositories: [{ id: 'sources', url: repository.url, ...settings }],
      }),
    );
    const reader = GitReader.create({
      ...{ repository: configured, logger },
      mirror: await ContractMirror.open(configured, cache),
      readings: {
        taken: async () => new Map(taken),
        put: async ({ reference, commit }: never) => {
          taken.set(reference, commit);
        },
      } as never,
      ...{ publishing: { fromGit }, needs: { publish } },
    });
    await reader.refresh();
  }

  const MANY = {
    tags: '{component}-{version}',
    contracts: ['{component}/contracts/{contract}.*'],
    needs: ['{component}/needs.yaml'],
    pacts: ['{component}/pacts/*.json'],
  };

  it('takes each tag once, for the component that it names', async () => {
    repository.release('payments-2.3.0', {
      'payments/contracts/payments-api.yaml': 'openapi: 3.0.0',
      'invoices/needs.yaml': 'needs: []',
      'invoices/pacts/payments.json': '{}',
    });
    repository.release('invoices-3.8.0', {}, true);
    repository.release('of-nobody', {});
    await refresh(MANY);
    await refresh(MANY);

    expect(fromGit).toHaveBeenCalledTimes(1);
    expect(fromGit).toHaveBeenCalledWith('api:default/payments-api', {
      ...{ version: '2.3.0', document: 'openapi: 3.0.0' },
      commit: repository.git('rev-parse', 'payments-2.3.0').trim(),
      releasedAt: expect.stringMatching(/Z$/),
      provider: { component: 'component:default/payments', version: '2.3.0' },
      publishedBy: 'git:sources',
    });
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith('component:default/invoices', {
      ...{ version: '3.8.0', needs: 'needs: []', pacts: ['{}'] },
      commit: repository.git('rev-parse', 'invoices-3.8.0^{commit}').trim(),
    });
  });

  it('takes several files as one document', async () => {
    repository.release('v1.0.0', {
      'proto/a.proto': 'a',
      'proto/b.proto': 'b',
    });
    await refresh({ tags: 'v{version}', contracts: ['{contract}/**'] });

    expect(fromGit).toHaveBeenCalledWith(
      'api:default/proto',
      expect.objectContaining({
        document: { 'proto/a.proto': 'a', 'proto/b.proto': 'b' },
      }),
    );
  });

  it('reads versions from the paths of a branch when there are no tags', async () => {
    repository.release('x', { 'contracts/orders/1.2.0.yaml': 'type: object' });
    await refresh({ contracts: ['contracts/{contract}/{version}.yaml'] });

    expect(fromGit).toHaveBeenCalledWith(
      'api:default/orders',
      expect.objectContaining({ version: '1.2.0', document: 'type: object' }),
    );
    expect(fromGit.mock.calls[0][1]).not.toHaveProperty('provider');
  });

  it('comes back to an API that is not in the catalog yet, and not to what stays wrong', async () => {
    repository.release('payments-1.0.0', {
      'payments/contracts/payments-api.yaml': 'a',
    });
    fromGit.mockRejectedValueOnce(new NotFoundError('not yet'));
    await refresh(MANY);
    fromGit.mockRejectedValueOnce(new ConflictError('another document'));
    await refresh(MANY);
    await refresh(MANY);

    expect(fromGit).toHaveBeenCalledTimes(2);
    expect(logger.debug).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('says which repository cannot be read', async () => {
    repository.remove();
    await expect(refresh(MANY)).rejects.toThrow(/^Fetching sources: /);
  });
});

describe('readRepositories', () => {
  const read = (...repositories: object[]) =>
    readRepositories(new ConfigReader({ repositories: repositories as never }));
  const plain = { id: 'a', url: 'https://git.example.org/a.git' };

  it('has none without configuration', () => {
    expect(readRepositories(undefined)).toEqual([]);
  });

  it.each([
    [[plain], "'a' names no files"],
    [
      [
        { ...plain, needs: ['x'] },
        { ...plain, needs: ['y'] },
      ],
      "two have the id 'a'",
    ],
    [[{ ...plain, tags: '{tenant}', needs: ['x'] }], 'and not {tenant}'],
  ])('refuses %j', (repositories, message) => {
    expect(() => read(...repositories)).toThrow(message);
  });
});
