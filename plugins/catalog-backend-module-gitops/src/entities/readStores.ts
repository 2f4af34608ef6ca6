import { CORE_SCHEMA, load } from 'js-yaml';
import type { EntityOptions } from '../config/readGitopsCatalogConfig';
import type { RepositoryFolder } from './RepositoryFolder';

/** A database or bus that a deployment brings along. */
export interface Store {
  type: 'database' | 'message-bus';
  /** For example `postgresql`. */
  engine: 'postgresql' | 'rabbitmq';
}

const ENGINES: Readonly<Record<Store['engine'], Store['type']>> = {
  ...{ postgresql: 'database', rabbitmq: 'message-bus' },
};

type Values = Record<string, unknown>;

function asValues(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Values)
    : undefined;
}

function at(values: Values, path: string): Values | undefined {
  let found: Values | undefined = values;
  for (const part of path.split('.').filter(Boolean)) {
    found = asValues(found?.[part]);
  }
  return found;
}

function valuesOf(folder: RepositoryFolder): Values | undefined {
  const text = folder.files.get('values.yaml');
  try {
    return text === undefined
      ? undefined
      : asValues(load(text, { schema: CORE_SCHEMA }));
  } catch {
    // Who reads the version says that it cannot be read.
    return undefined;
  }
}

/** The databases and buses that a chart's values switch on. */
export function readStores(
  folder: RepositoryFolder,
  { valuesAt }: Pick<EntityOptions, 'valuesAt'>,
): Store[] {
  const values = valuesOf(folder);
  if (!values) return [];
  const parts = valuesAt
    .map(path => at(values, path))
    .filter(part => part !== undefined);
  const engines = Object.keys(ENGINES) as Store['engine'][];
  return engines
    .filter(engine =>
      parts.some(part => asValues(part[engine])?.enabled === true),
    )
    .map(engine => ({ type: ENGINES[engine], engine }));
}
