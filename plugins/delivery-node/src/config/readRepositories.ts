import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import {
  type GitCredentials,
  readGitCredentials,
  readGitUrl,
} from '@slipway/backstage-plugin-git-node';
import { type LayoutConfig, readLayouts } from '../layouts/readLayouts';

/** One stage, as configured. @public */
export interface EnvironmentConfig {
  name: string;
  title: string;
  order: number;
  rollback: 'allow' | 'roll-forward-only';
}

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
}

const ID = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A duration in milliseconds. @public */
export function readDuration(
  config: Config,
  key: string,
  fallback: HumanDuration,
) {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function readId(config: Config, key: string): string {
  const id = config.getString(key);
  if (!ID.test(id)) {
    throw new InputError(
      `delivery: '${id}' is no valid ${key}; use lower-case letters, digits and hyphens`,
    );
  }
  return id;
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

function readEnvironment(config: Config, order: number): EnvironmentConfig {
  const name = readId(config, 'name');
  const rollback = config.getOptionalString('rollback') ?? 'allow';
  if (rollback !== 'allow' && rollback !== 'roll-forward-only') {
    throw new InputError(
      `delivery.environments: rollback of '${name}' must be 'allow' or 'roll-forward-only'`,
    );
  }
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    order,
    rollback,
  };
}

function readRepository(
  config: Config,
  environments: EnvironmentConfig[],
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
      environments.map(environment => environment.name),
    ),
    writableFolders: [
      ...new Set([...writable, ...(tenantsFolder ? [tenantsFolder] : [])]),
    ],
    ...(tenantsFolder && { tenantsFolder }),
  };
}

function assertUnique(what: string, names: string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`delivery.${what}: '${twice}' stands there twice`);
  }
}

/**
 * The stages under `delivery.environments`, in their order.
 *
 * @throws InputError with a sentence that names the key
 * @public
 */
export function readEnvironments(root: Config): EnvironmentConfig[] {
  const environments = (
    root.getOptionalConfigArray('delivery.environments') ?? []
  ).map(readEnvironment);
  assertUnique(
    'environments',
    environments.map(environment => environment.name),
  );
  return environments;
}

/**
 * The GitOps repositories under `delivery.repositories`.
 *
 * @throws InputError with a sentence that names the key
 * @public
 */
export function readRepositories(root: Config): RepositoryConfig[] {
  const environments = readEnvironments(root);
  const repositories = (
    root.getOptionalConfigArray('delivery.repositories') ?? []
  ).map(repository => readRepository(repository, environments));
  assertUnique(
    'repositories',
    repositories.map(repository => repository.id),
  );
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
