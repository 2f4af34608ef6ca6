import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type GitCredentials,
  readGitCredentials,
  readGitUrl,
} from '@slipway/backstage-plugin-git-node';
import { type LayoutConfig, readLayouts } from '../layouts/readLayouts';
import { readEnvironmentKinds, readEnvironments } from './readEnvironments';
import { readDuration, readId } from './values';

/** One GitOps repository, as configured. @public */
export interface RepositoryConfig {
  id: string;
  url: string;
  branch: string;
  commitUrl?: string;
  refreshMs: number;
  /** Longest wait for one fetch or push. */
  timeoutMs: number;
  credentials?: GitCredentials;
  layouts: LayoutConfig[];
  /** Other folders that changes may write. */
  writableFolders: string[];
  /** Folder of the files that describe tenants; it may be written, too. */
  tenantsFolder?: string;
  /** Files elsewhere that belong to one tenant, with `{tenant}` in their paths. */
  tenantFiles: string[];
}

interface KnownEnvironments {
  environments: string[];
  kinds: string[];
}

function readFolder(path: string, key: string): string {
  const folder = path.replace(/\/+$/, '');
  const isPlain = folder
    .split('/')
    .every(part => part && !['.', '..', '.git'].includes(part.toLowerCase()));
  if (!isPlain) {
    throw new InputError(
      `delivery.repositories: '${path}' of ${key} must be a relative path without empty, '.' or '..' parts`,
    );
  }
  return folder;
}

function readTenantFiles(config: Config): string[] {
  const patterns = config.getOptionalStringArray('tenantFiles') ?? [];
  return patterns.map(pattern => {
    const path = readFolder(pattern, 'tenantFiles');
    const fields = path.match(/\{[^}]*\}/g) ?? [];
    if (fields.length !== 1 || fields[0] !== '{tenant}') {
      throw new InputError(
        `delivery.repositories: '${pattern}' of tenantFiles must name {tenant} once, and nothing else in braces`,
      );
    }
    return path;
  });
}

function readRepository(
  config: Config,
  known: KnownEnvironments,
): RepositoryConfig {
  const tenants = config.getOptionalString('tenantsFolder');
  const tenantsFolder = tenants && readFolder(tenants, 'tenantsFolder');
  const writable = (config.getOptionalStringArray('writableFolders') ?? []).map(
    path => readFolder(path, 'writableFolders'),
  );
  return {
    id: readId(config, 'id'),
    url: readGitUrl(config, 'delivery.repositories'),
    branch: config.getOptionalString('branch') ?? 'main',
    commitUrl: config.getOptionalString('commitUrl'),
    refreshMs: readDuration(config, 'refresh', { seconds: 30 }),
    timeoutMs: readDuration(config, 'timeout', { seconds: 60 }),
    credentials: readGitCredentials(config.getOptionalConfig('credentials')),
    layouts: readLayouts(
      config.getConfigArray('layouts'),
      known.environments,
      known.kinds,
    ),
    writableFolders: [
      ...new Set([...writable, ...(tenantsFolder ? [tenantsFolder] : [])]),
    ],
    ...(tenantsFolder && { tenantsFolder }),
    tenantFiles: readTenantFiles(config),
  };
}

function assertUnique(ids: string[]) {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(
      `delivery.repositories: '${twice}' stands there twice`,
    );
  }
}

/**
 * The GitOps repositories under `delivery.repositories`.
 *
 * @throws InputError with a sentence that names the key
 * @public
 */
export function readRepositories(root: Config): RepositoryConfig[] {
  const known = {
    environments: readEnvironments(root).map(({ name }) => name),
    kinds: readEnvironmentKinds(root).map(({ kind }) => kind),
  };
  const repositories = (
    root.getOptionalConfigArray('delivery.repositories') ?? []
  ).map(repository => readRepository(repository, known));
  assertUnique(repositories.map(repository => repository.id));
  return repositories;
}

/**
 * Where copies of repositories are kept; they can be lost.
 *
 * @public
 */
export function readCacheDirectory(root: Config): string {
  return (
    root.getOptionalString('delivery.cacheDirectory') ??
    join(
      root.getOptionalString('backend.workingDirectory') ?? tmpdir(),
      `slipway-mirrors-${userInfo().uid}`,
    )
  );
}
