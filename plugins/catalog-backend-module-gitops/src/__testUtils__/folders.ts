import type { Entity } from '@backstage/catalog-model';
import type { EntityOptions } from '../config/readGitopsCatalogConfig';
import { describeFolders } from '../entities/describeFolders';
import type { RepositoryFolder } from '../entities/RepositoryFolder';

/** As an installation has them that configures nothing. */
export const OPTIONS: EntityOptions = {
  ...{
    namespace: 'default',
    defaultOwner: 'unknown',
    valuesAt: ['', 'service'],
  },
  components: 'all',
  allowKinds: new Set(['component', 'api', 'resource', 'system']),
  environments: ['dev', 'qa', 'prod'].map((name, order) => ({
    ...{ name, title: name, order, rollback: 'allow' as const },
  })),
};

/** A folder at a path such as `dev/orders` or `prod/acme/orders`. */
export function folder(
  path: string,
  files: Record<string, string | undefined> = { 'values.yaml': '' },
  more: Partial<RepositoryFolder> = {},
): RepositoryFolder {
  const parts = path.split('/');
  const [environment, tenant] = parts;
  return {
    place: {
      ...{ path, environment, component: parts.at(-1)! },
      ...(parts.length === 3 && { tenant }),
    },
    files: new Map(Object.entries(files)),
    ...more,
  };
}

/** Entities of some folders, by their reference. */
export async function described(...folders: RepositoryFolder[]) {
  return describedBy(OPTIONS, folders);
}

/** The same with other options. */
export async function describedBy(
  options: EntityOptions,
  folders: RepositoryFolder[],
) {
  const { entities, problems } = await describeFolders(folders, options);
  const get = (ref: string) => entities.get(ref) as Entity;
  return { get, refs: [...entities.keys()].sort(), problems };
}
