import { InputError } from '@backstage/errors';
import type { RepositorySummary } from '@slipway/backstage-plugin-delivery-common';
import { type InlineFile } from '../files/readSources';
import { setValue } from '../yaml/setValue';
import { findFolder } from './findFolder';

/** A service that a tenant gets. */
export interface TenantService {
  component: string;
  environments: string[];
  version?: string;
  cluster?: string;
  files: InlineFile[];
}

/** Where the version of a service stands. */
export interface VersionPlace {
  file: string;
  path: string;
}

/** A folder to add, and the folder that is the tenant's alone. */
export interface TenantFolder {
  repository: string;
  folder: string;
  root: string;
  files: InlineFile[];
}

const VERSION = /^\w[\w.+-]{0,127}$/;

function rootOf(folder: string, tenant: string): string {
  const parts = folder.split('/');
  const own = parts.indexOf(tenant);
  return own < 0 ? folder : parts.slice(0, own + 1).join('/');
}

/** Puts a version where the files of a service hold one. */
export function withVersion(
  {
    component,
    version,
    files,
  }: Pick<TenantService, 'component' | 'version' | 'files'>,
  { file, path }: VersionPlace,
): InlineFile[] {
  if (!version) return files;
  if (!VERSION.test(version)) {
    throw new InputError(
      `'${version.slice(0, 80)}' cannot be a version of ${component}; use letters, digits, '.', '-', '_' and '+'.`,
    );
  }
  if (!files.some(each => each.path === file)) {
    throw new InputError(
      `${component} has no ${file} that its version ${version} could be set in.`,
    );
  }
  return files.map(each =>
    each.path === file
      ? {
          ...each,
          text: setValue(`${file} of ${component}`, each.text, {
            ...{ path, value: version },
          }),
        }
      : each,
  );
}

/**
 * The folders of a tenant's services, which must all be in one repository.
 *
 * @throws InputError
 */
export function tenantFolders(
  repositories: readonly RepositorySummary[],
  tenant: { name: string; repository?: string; versionAt: VersionPlace },
  services: readonly TenantService[],
): TenantFolder[] {
  const folders = services.flatMap(service => {
    const files = withVersion(service, tenant.versionAt);
    if (!files.length) {
      throw new InputError(
        `${service.component} has no files; name a sourcePath or files.`,
      );
    }
    return service.environments.map(environment => {
      const { component, cluster } = service;
      const place = { environment, component, tenant: tenant.name, cluster };
      const found = findFolder(repositories, place, tenant.repository);
      return { ...found, root: rootOf(found.folder, tenant.name), files };
    });
  });
  const ids = new Set(folders.map(({ repository }) => repository));
  if (ids.size > 1) {
    throw new InputError(
      `The services of ${tenant.name} stand in several repositories: ${[...ids].join(', ')}. Create it once for each, by naming the repository.`,
    );
  }
  return folders;
}
