import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type EnvironmentConfig,
  type EnvironmentKindConfig,
  readCacheDirectory,
  readEnvironmentKinds,
  readEnvironments,
  readRepositories,
  type RepositoryConfig,
} from '@slipway/backstage-plugin-delivery-node';

/** What decides how folders become entities. */
export interface EntityOptions {
  /** Of entities that name none. */
  namespace: string;
  /** Of components whose folders name none. */
  defaultOwner: string;
  /** Whether a folder that no file describes is a component, too. */
  components: 'all' | 'described';
  /** Kinds that a file may bring, in lower case. */
  allowKinds: ReadonlySet<string>;
  /** Keys below which a chart's values stand; empty for the top. */
  valuesAt: readonly string[];
  /** First stage first. */
  environments: readonly EnvironmentConfig[];
  /** Kinds of environments that exist only in Git. */
  environmentKinds?: readonly EnvironmentKindConfig[];
}

/** All that the module is configured by. */
export interface GitopsCatalogConfig extends EntityOptions {
  repositories: RepositoryConfig[];
  cacheDirectory: string;
}

const KEY = 'catalog.providers.gitops';
const KINDS = ['Component', 'API', 'Resource', 'System'];

function chosen(
  all: readonly RepositoryConfig[],
  ids: readonly string[] | undefined,
): RepositoryConfig[] {
  if (!ids) return [...all];
  return ids.map(id => {
    const found = all.find(repository => repository.id === id);
    if (!found) {
      throw new InputError(
        `${KEY}.repositories: '${id}' is not among delivery.repositories.`,
      );
    }
    return found;
  });
}

function readComponents(text = 'all'): 'all' | 'described' {
  if (text === 'all' || text === 'described') return text;
  throw new InputError(
    `${KEY}.components: '${text}' is neither 'all' nor 'described'.`,
  );
}

/**
 * Reads `catalog.providers.gitops`, and the repositories under `delivery`.
 *
 * @returns undefined when it is not configured
 * @throws InputError with a sentence that names the key
 */
export function readGitopsCatalogConfig(
  root: Config,
): GitopsCatalogConfig | undefined {
  if (!root.has(KEY)) return undefined;
  const config = root.getOptionalConfig(KEY);
  const kinds = config?.getOptionalStringArray('allowKinds') ?? KINDS;
  return {
    repositories: chosen(
      readRepositories(root),
      config?.getOptionalStringArray('repositories'),
    ),
    cacheDirectory: readCacheDirectory(root),
    environments: readEnvironments(root),
    environmentKinds: readEnvironmentKinds(root),
    namespace: config?.getOptionalString('namespace') ?? 'default',
    defaultOwner: config?.getOptionalString('defaultOwner') ?? 'unknown',
    components: readComponents(config?.getOptionalString('components')),
    allowKinds: new Set(kinds.map(kind => kind.toLowerCase())),
    valuesAt: config?.getOptionalStringArray('valuesAt') ?? ['', 'service'],
  };
}
