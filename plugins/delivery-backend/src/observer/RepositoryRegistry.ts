import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { describeTrouble } from '@slipway/backstage-plugin-git-node';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { LeaseStore } from '../leases/LeaseStore';
import { pause, runUnderLease } from '../leases/runUnderLease';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { TenantIndexer } from '../tenants/TenantIndexer';
import type { IndexResult, RepositoryIndexer } from './RepositoryIndexer';

/** What the registry works with. */
export interface RepositoryRegistryOptions {
  indexers: readonly RepositoryIndexer[];
  repositories: RepositoryStore;
  leases: LeaseStore;
  changes: ChangePublisher;
  /** Reads what a commit says of tenants. */
  tenants: TenantIndexer;
  /** Called after an indexing that changed something. */
  onIndexed: () => Promise<void>;
  logger: LoggerService;
}

/** All configured repositories: kept up to date, and brought up to date on demand. */
export class RepositoryRegistry {
  readonly #options: RepositoryRegistryOptions;
  readonly #byId: ReadonlyMap<string, RepositoryIndexer>;
  readonly #stop = new AbortController();

  private constructor(options: RepositoryRegistryOptions) {
    this.#options = options;
    this.#byId = new Map(
      options.indexers.map(indexer => [indexer.mirror.repository.id, indexer]),
    );
  }

  static create(options: RepositoryRegistryOptions) {
    return new RepositoryRegistry(options);
  }

  /** @throws NotFoundError */
  get(id: string): RepositoryIndexer {
    const indexer = this.#byId.get(id);
    if (!indexer) {
      throw new NotFoundError(
        `The repository '${id}' is no longer among delivery.repositories.`,
      );
    }
    return indexer;
  }

  /** Ids of the repositories whose address is one of these. */
  matching(test: (url: string) => boolean): string[] {
    return [...this.#byId.values()]
      .map(indexer => indexer.mirror.repository)
      .filter(repository => test(repository.url))
      .map(repository => repository.id);
  }

  /**
   * Fetches and indexes a repository now. A stop of the backend ends that,
   * whoever asked for it.
   *
   * @throws GitError when its remote does not answer
   */
  async refresh(id: string, signal?: AbortSignal): Promise<IndexResult> {
    const { repositories, changes, onIndexed, logger } = this.#options;
    const now = new Date().toISOString();
    const ends = AbortSignal.any([
      this.#stop.signal,
      ...(signal ? [signal] : []),
    ]);
    try {
      const before = await repositories.get(id);
      const result = await this.get(id).index(ends);
      const isOther = await this.#indexTenants(id, result);
      if (result.deployments.length) {
        await onIndexed();
        await changes.deploymentsChanged(result.deployments.map(row => row.id));
      }
      if (isOther) await changes.tenantsChanged();
      if (before?.silent_since || !before?.last_seen_at) {
        await changes.sourcesChanged();
      }
      return result;
    } catch (error) {
      if (ends.aborted) {
        throw error;
      }
      const cause = describeTrouble(error);
      if (await repositories.silent(id, now, cause)) {
        logger.error('A GitOps repository could not be brought up to date', {
          repository: id,
          cause: String(error),
        });
        await changes.sourcesChanged();
      }
      throw error;
    }
  }

  /**
   * The newest commit that any replica has read. The copy of this process is
   * brought up to date first where another replica was faster, so that nobody
   * is answered from yesterday.
   *
   * @throws ConflictError while the repository is empty
   * @throws GitError when it is behind and the remote does not answer
   */
  async head(id: string, signal?: AbortSignal): Promise<string> {
    const { mirror } = this.get(id);
    const [row, own] = await Promise.all([
      this.#options.repositories.get(id),
      mirror.head(),
    ]);
    const known = row?.head;
    if (own && (!known || known === own)) return own;
    // What is there came by a fetch, and a fetch moves the head as well.
    const isAhead = own && (await mirror.resolve(`${known}^{commit}`));
    if (isAhead) return own;
    const { head } = await this.refresh(id, signal);
    if (!head) {
      throw new ConflictError(`${id} has no commits on its branch.`);
    }
    return head;
  }

  async #indexTenants(id: string, { head }: IndexResult): Promise<boolean> {
    const { mirror, matcher } = this.get(id);
    return head !== undefined
      ? this.#options.tenants.index(mirror, matcher, head)
      : false;
  }

  /** Keeps all repositories up to date until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { leases, logger } = this.#options;
    signal.addEventListener('abort', () => this.#stop.abort(), { once: true });
    await Promise.all(
      [...this.#byId.keys()].map(id =>
        runUnderLease({
          leases,
          name: `index:${id}`,
          logger,
          signal,
          work: inner => this.#follow(id, inner),
        }),
      ),
    );
  }

  async #follow(id: string, signal: AbortSignal) {
    const { logger } = this.#options;
    const { refreshMs } = this.get(id).mirror.repository;
    while (!signal.aborted) {
      try {
        await this.refresh(id, signal);
      } catch (error) {
        if (!signal.aborted) {
          logger.warn('A GitOps repository could not be read', {
            repository: id,
            cause: (error as Error).message,
          });
        }
      }
      await pause(refreshMs, signal);
    }
  }
}
