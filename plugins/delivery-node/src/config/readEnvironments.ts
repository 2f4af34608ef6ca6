import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readDuration, readId } from './values';

/** One stage, as configured. @public */
export interface EnvironmentConfig {
  name: string;
  title: string;
  order: number;
  rollback: 'allow' | 'roll-forward-only';
  /** Who answers for it in the catalog: a group, or a full entity reference. */
  owner?: string;
}

/** Environments that exist only in Git: what is true of all of a kind. @public */
export interface EnvironmentKindConfig {
  kind: string;
  /** With `{name}`. */
  title: string;
  /** Position among the configured ones. */
  order: number;
  rollback: 'allow' | 'roll-forward-only';
  /** Who answers for them in the catalog. */
  owner?: string;
  /** Regular expression that names match as a whole. */
  names?: string;
  reserved: string[];
  timeToLive: { required: boolean; usualMs?: number; longestMs?: number };
}

const KEY = 'delivery.environments';
const OWNER =
  /^(?:(?:group|user):)?(?:[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]{0,62}$/i;
const TITLE_NAME = '{name}';

function readRollback(config: Config, name: string) {
  const rollback = config.getOptionalString('rollback') ?? 'allow';
  if (rollback !== 'allow' && rollback !== 'roll-forward-only') {
    throw new InputError(
      `${KEY}: rollback of '${name}' must be 'allow' or 'roll-forward-only'`,
    );
  }
  return rollback;
}

/**
 * Whether a text can name who answers for something: a group, or a reference
 * of a group or user.
 *
 * @public
 */
export function isOwnerName(text: string): boolean {
  return OWNER.test(text);
}

function readOwner(config: Config, name: string): { owner?: string } {
  const owner = config.getOptionalString('owner');
  if (owner !== undefined && !isOwnerName(owner)) {
    throw new InputError(
      `${KEY}: owner of '${name}' is '${owner}', and must be a group, or a reference of a group or user such as group:default/team-a`,
    );
  }
  return owner === undefined ? {} : { owner };
}

function readEnvironment(config: Config, order: number): EnvironmentConfig {
  const name = readId(config, 'name');
  return {
    ...{ name, order },
    title: config.getOptionalString('title') ?? name,
    rollback: readRollback(config, name),
    ...readOwner(config, name),
  };
}

function optionalDuration(config: Config, key: string): number | undefined {
  return config.has(key) ? readDuration(config, key, {}) : undefined;
}

function readTimeToLive(config: Config | undefined, kind: string) {
  const usualMs = config && optionalDuration(config, 'usual');
  const longestMs = config && optionalDuration(config, 'longest');
  for (const milliseconds of [usualMs, longestMs]) {
    if (milliseconds !== undefined && milliseconds <= 0) {
      throw new InputError(
        `${KEY}: timeToLive of '${kind}' must be longer than nothing`,
      );
    }
  }
  if (usualMs && longestMs && usualMs > longestMs) {
    throw new InputError(
      `${KEY}: the usual timeToLive of '${kind}' is longer than the longest`,
    );
  }
  return {
    required: config?.getOptionalBoolean('required') ?? true,
    ...{ usualMs, longestMs },
  };
}

function assertPattern(names: string | undefined, kind: string) {
  try {
    if (names) RegExp(names);
  } catch (error) {
    throw new InputError(
      `${KEY}: names of '${kind}' is no regular expression: ${(error as Error).message}`,
    );
  }
}

function readKind(config: Config, order: number): EnvironmentKindConfig {
  const kind = readId(config, 'kind');
  const names = config.getOptionalString('names');
  assertPattern(names, kind);
  return {
    ...{ kind, order, names },
    title: config.getOptionalString('title') ?? TITLE_NAME,
    rollback: readRollback(config, kind),
    ...readOwner(config, kind),
    reserved: config.getOptionalStringArray('reserved') ?? [],
    timeToLive: readTimeToLive(config.getOptionalConfig('timeToLive'), kind),
  };
}

/** What stands under the key, each with its place in the list. */
function entriesOf(root: Config) {
  const configs = root.getOptionalConfigArray(KEY) ?? [];
  const entries = configs.map((config, order) => ({
    ...{ config, order, isKind: config.has('kind') },
  }));
  const both = entries.find(({ config, isKind }) => {
    return isKind && config.has('name');
  });
  if (both) {
    throw new InputError(
      `${KEY}: '${both.config.getString('name')}' has a name and a kind; an entry is one environment or one kind of them`,
    );
  }
  return entries;
}

function assertUnique(names: string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`${KEY}: '${twice}' stands there twice`);
  }
}

/**
 * The stages under `delivery.environments`, in their order.
 *
 * @throws InputError with a sentence that names the key
 * @public
 */
export function readEnvironments(root: Config): EnvironmentConfig[] {
  const environments = entriesOf(root)
    .filter(({ isKind }) => !isKind)
    .map(({ config, order }) => readEnvironment(config, order));
  assertUnique(environments.map(({ name }) => name));
  return environments;
}

/**
 * The kinds of environments under `delivery.environments` that exist only in
 * Git, in their order.
 *
 * @throws InputError with a sentence that names the key
 * @public
 */
export function readEnvironmentKinds(root: Config): EnvironmentKindConfig[] {
  const kinds = entriesOf(root)
    .filter(({ isKind }) => isKind)
    .map(({ config, order }) => readKind(config, order));
  assertUnique(kinds.map(({ kind }) => kind));
  return kinds;
}
