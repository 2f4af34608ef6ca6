import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  LayoutMatcher,
  type RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';
import { BareCopy } from '@slipway/backstage-plugin-git-node';
import type { EntityOptions } from '../config/readGitopsCatalogConfig';
import {
  describeFolders,
  type EntitySet,
  FOLDER_ANNOTATION,
} from '../entities/describeFolders';
import { descriptionsOf } from '../entities/readEntities';
import type { RepositoryFolder } from '../entities/RepositoryFolder';
import { entityDelta } from './entityDelta';
import { readFolders } from './readFolders';

/** So far back a description is looked for that can be read. */
const MOST_EARLIER = 20;

/** What a provider works with. */
export interface GitopsEntityProviderOptions {
  repository: RepositoryConfig;
  cacheDirectory: string;
  entities: EntityOptions;
  runner: SchedulerServiceTaskRunner;
  logger: LoggerService;
}

/** Entities of one GitOps repository: all of them at first, then what each commit changed. */
export class GitopsEntityProvider implements EntityProvider {
  readonly #options: GitopsEntityProviderOptions;
  #connection?: EntityProviderConnection;
  #known?: { commit: string; entities: EntitySet };

  private constructor(options: GitopsEntityProviderOptions) {
    this.#options = options;
  }

  static create(options: GitopsEntityProviderOptions) {
    return new GitopsEntityProvider(options);
  }

  getProviderName(): string {
    return `gitops:${this.#options.repository.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { runner, logger, repository } = this.#options;
    await runner.run({
      id: `${this.getProviderName()}:refresh`,
      fn: async signal => {
        try {
          await this.refresh(signal as AbortSignal);
        } catch (error) {
          // What the catalog holds stays: a silent remote removes nothing.
          logger.error('Entities of a GitOps repository could not be read', {
            ...{ repository: repository.id, cause: String(error) },
          });
        }
      },
    });
  }

  /** Looks for a new commit, and tells the catalog what it changed. @throws GitError */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { repository, cacheDirectory, entities: options } = this.#options;
    const copy = await BareCopy.open(repository, {
      ...{ cacheDirectory, purpose: 'catalog' },
      timeoutMs: repository.timeoutMs,
    });
    const commit = await copy.fetch(signal);
    if (!commit || commit === this.#known?.commit) return;
    const matcher = LayoutMatcher.create(
      repository.layouts,
      options.environments.map(({ name }) => name),
      options.environmentKinds,
    );
    const { tenantsFolder } = repository;
    const folders = await readFolders(
      ...([copy, { matcher, tenantsFolder }, commit, signal] as const),
    );
    const { entities, problems } = await this.#describe(copy, commit, folders);
    for (const { path, message } of problems) {
      this.#options.logger.warn('A description could not be read', {
        ...{ repository: repository.id, path, cause: message },
      });
    }
    await this.#tell(entities);
    this.#known = { commit, entities };
  }

  /** Where a description cannot be read, what it said before is looked for. */
  async #describe(
    copy: BareCopy,
    commit: string,
    folders: RepositoryFolder[],
  ): ReturnType<typeof describeFolders> {
    const { entities: options } = this.#options;
    const first = await describeFolders(folders, options);
    if (!first.problems.length) return first;
    const broken = new Set(first.problems.map(({ path }) => path));
    const completed = await Promise.all(
      folders.map(async folder => {
        const names = descriptionsOf(folder).filter(name =>
          broken.has(`${folder.place.path}/${name}`),
        );
        return names.length
          ? {
              ...folder,
              earlier: await earlierTexts(copy, commit, folder, names),
            }
          : folder;
      }),
    );
    return describeFolders(completed, options);
  }

  async #tell(entities: EntitySet) {
    const connection = this.#connection;
    if (!connection) {
      throw new Error('The provider is not connected to the catalog yet');
    }
    const before = this.#known?.entities;
    if (!before) {
      const all = [...entities.values()].map(each => this.#deferred(each));
      await connection.applyMutation({ type: 'full', entities: all });
      return;
    }
    const { added, removed } = entityDelta(before, entities);
    if (!added.length && !removed.length) return;
    await connection.applyMutation({
      type: 'delta',
      added: added.map(each => this.#deferred(each)),
      removed: removed.map(each => this.#deferred(each)),
    });
  }

  #deferred(entity: Entity): DeferredEntity {
    const folder = entity.metadata.annotations?.[FOLDER_ANNOTATION] ?? '';
    const location = `${this.getProviderName()}/${folder}`;
    return {
      locationKey: this.getProviderName(),
      entity: {
        ...entity,
        metadata: {
          ...entity.metadata,
          annotations: {
            ...entity.metadata.annotations,
            [ANNOTATION_LOCATION]: location,
            [ANNOTATION_ORIGIN_LOCATION]: location,
          },
        },
      },
    };
  }
}

/** What files of a folder said before. */
async function earlierTexts(
  copy: BareCopy,
  commit: string,
  { place }: RepositoryFolder,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (const name of names) {
    const path = `${place.path}/${name}`;
    const shas = await copy.earlier(commit, path, MOST_EARLIER);
    const blobs = await copy.blobs(new Set(shas));
    texts.set(
      name,
      shas.flatMap(sha => blobs.get(sha)?.text ?? []),
    );
  }
  return texts;
}
