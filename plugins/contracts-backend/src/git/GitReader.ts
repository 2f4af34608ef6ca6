import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import type { DefaultNeedsService } from '../needs/DefaultNeedsService';
import type { DefaultPublishingService } from '../versions/DefaultPublishingService';
import { type ContractMirror, type GitReference } from './ContractMirror';
import { findReleases, readTag, type Release } from './findReleases';
import type { GitReadingStore } from './GitReadingStore';
import type { ContractRepository } from './readRepositories';

/** What the reader works with. */
export interface GitReaderOptions {
  repository: ContractRepository;
  mirror: Pick<ContractMirror, 'fetch' | 'references' | 'files' | 'read'>;
  readings: GitReadingStore;
  publishing: Pick<DefaultPublishingService, 'fromGit'>;
  needs: Pick<DefaultNeedsService, 'publish'>;
  logger: LoggerService;
}

const entityRef = (kind: string, name: string) =>
  stringifyEntityRef({ kind, namespace: 'default', name });

/** Takes the versions that a repository holds, each once. */
export class GitReader {
  readonly #options: GitReaderOptions;

  private constructor(options: GitReaderOptions) {
    this.#options = options;
  }

  static create(options: GitReaderOptions) {
    return new GitReader(options);
  }

  /**
   * @returns whether nothing has to wait for the catalog
   * @throws GitError when the repository cannot be read
   */
  async refresh(signal?: AbortSignal): Promise<boolean> {
    const { repository, mirror, readings } = this.#options;
    await mirror.fetch(signal);
    const taken = await readings.taken(repository.id);
    let complete = true;
    for (const reference of await mirror.references()) {
      if (signal?.aborted) return false;
      const { name, commit } = reference;
      if (taken.get(name) === commit) continue;
      if (await this.#take(reference)) {
        await readings.put({
          ...{ repository: repository.id, reference: name, commit },
          read_at: new Date().toISOString(),
        });
      } else {
        complete = false;
      }
    }
    return complete;
  }

  /** False when something of it has to wait, for example for the catalog. */
  async #take(reference: GitReference): Promise<boolean> {
    const { repository, mirror } = this.#options;
    const tag = readTag(repository, reference.name);
    if (!tag) return true;
    const paths = await mirror.files(reference.commit);
    const results: boolean[] = [];
    for (const release of findReleases(repository, tag, paths)) {
      results.push(await this.#publish(release, reference));
    }
    return results.every(Boolean);
  }

  async #publish(release: Release, reference: GitReference) {
    const { logger, repository } = this.#options;
    try {
      await (release.kind === 'contract'
        ? this.#contract(release, reference)
        : this.#needs(release, reference));
      return true;
    } catch (error) {
      const { name, version } = release;
      // An API may be registered later; all else stays wrong as long as the commit does.
      const waits = error instanceof NotFoundError;
      logger[waits ? 'debug' : 'warn']('A version in Git could not be taken', {
        ...{ repository: repository.id, reference: reference.name },
        ...{ name, version, cause: String(error) },
      });
      return !waits;
    }
  }

  async #contract(release: Release, { commit, at }: GitReference) {
    const { publishing, repository } = this.#options;
    const texts = await this.#texts(release.files, commit);
    const [first, ...more] = Object.values(texts);
    const document: ContractDocument = more.length ? texts : first;
    await publishing.fromGit(entityRef('api', release.name), {
      ...{ version: release.version, document, commit, releasedAt: at },
      ...(release.component && {
        provider: {
          component: entityRef('component', release.component),
          version: release.version,
        },
      }),
      publishedBy: `git:${repository.id}`,
    });
  }

  async #needs(
    { name, version, files, pacts }: Release,
    reference: GitReference,
  ) {
    const { commit } = reference;
    const needs = Object.values(await this.#texts(files, commit));
    await this.#options.needs.publish(entityRef('component', name), {
      ...{ version, commit },
      ...(needs.length && { needs: needs[0] }),
      pacts: Object.values(await this.#texts(pacts, commit)),
    });
  }

  async #texts(paths: readonly string[], commit: string) {
    const { mirror } = this.#options;
    const pairs = await Promise.all(
      paths.map(async path => [path, await mirror.read(commit, path)] as const),
    );
    return Object.fromEntries(pairs);
  }
}
