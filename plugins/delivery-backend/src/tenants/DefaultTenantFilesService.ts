import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  TenantFiles,
  TenantRepositoryFiles,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import { readTexts, toFile } from '../files/readTexts';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import { TenantPlaces } from './TenantPlaces';
import { readTenantFile, tenantPaths } from './readTenantFile';
import type { TenantStore } from './TenantStore';

/** What the service works with. */
export interface TenantFilesServiceOptions {
  store: Pick<TenantStore, 'files'>;
  deployments: Pick<DeploymentStore, 'page'>;
  repositories: RepositoryRegistry;
  authorizer: EntityAuthorizer;
}

const MOST_ROWS = 10_000;

function hostsIn(path: string, tenant: string, text: string | undefined) {
  return readTenantFile(path, tenant, text).described.hosts;
}

/** Reads what belongs to a tenant beside its deployments. */
export class DefaultTenantFilesService {
  readonly #options: TenantFilesServiceOptions;

  private constructor(options: TenantFilesServiceOptions) {
    this.#options = options;
  }

  static create(options: TenantFilesServiceOptions) {
    return new DefaultTenantFilesService(options);
  }

  /**
   * The file that describes a tenant, and those in its folders or under its
   * name that belong to no deployment.
   *
   * @throws NotFoundError, NotAllowedError
   */
  async get(
    tenant: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<TenantFiles> {
    const [described, deployed] = await Promise.all([
      this.#options.store.files(tenant),
      this.#repositories(tenant, credentials),
    ]);
    const ids = new Set([
      ...deployed,
      ...described.map(({ repository }) => repository),
    ]);
    if (!ids.size) throw new NotFoundError(`There is no tenant '${tenant}'.`);
    const items = [...ids].sort().map(id => this.#read(tenant, id));
    return { tenant, items: await Promise.all(items) };
  }

  /** Where it is deployed, all of which the caller has to see. */
  async #repositories(tenant: string, credentials: BackstageCredentials) {
    const { deployments, authorizer } = this.#options;
    const rows = await deployments.page(
      { tenants: [tenant] },
      { sort: 'default', limit: MOST_ROWS },
    );
    const refs = rows.map(row => row.entity_ref);
    const readable = await authorizer.readable(refs, credentials);
    const hidden = refs.filter(ref => !readable.has(ref)).length;
    const mayRead = rows.length || (await authorizer.readsAll(credentials));
    if (hidden || !mayRead) {
      throw new NotAllowedError(
        `What belongs to the tenant ${tenant} is shown only to who may see all of its deployments${hidden ? `, and ${hidden} of them you may not see` : ''}; ask their owners for the permission delivery.deployment.read.`,
      );
    }
    return rows.map(({ repository }) => repository);
  }

  /** All at one commit: what was indexed may be of another one. */
  async #read(
    tenant: string,
    repository: string,
  ): Promise<TenantRepositoryFiles> {
    const { repositories } = this.#options;
    const { mirror, matcher } = repositories.get(repository);
    const commit = await repositories.head(repository);
    const places = TenantPlaces.of(matcher, mirror.repository);
    const all = await mirror.listFiles(commit);
    const paths = tenantPaths(mirror.repository.tenantsFolder, tenant);
    const description = all.find(({ path }) => paths.includes(path));
    const entries = all.filter(
      entry =>
        entry !== description && places.placeOf(entry.path)?.tenant === tenant,
    );
    const read = description ? [...entries, description] : entries;
    const blobs = await readTexts(mirror, read, `the tenant ${tenant}`);
    return {
      ...{ repository, commit },
      ...(description && { description: description.path }),
      hosts: description
        ? hostsIn(description.path, tenant, blobs.get(description.sha)?.text)
        : [],
      files: entries.map(({ path, sha }) => toFile(path, blobs.get(sha))),
    };
  }
}
