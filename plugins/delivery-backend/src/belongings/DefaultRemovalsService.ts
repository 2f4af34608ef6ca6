import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  Belonging,
  RemovalPlan,
  RemovalRequest,
  RemovedFolder,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  DeploymentFilter,
  DeploymentStore,
} from '../database/DeploymentStore';
import type { DeploymentRow } from '../database/rows';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { readBelongings } from './readBelongings';
import { readFolders } from './readFolders';
import type { FolderFile } from './types';

/** What the service works with. */
export interface RemovalsServiceOptions {
  repositories: RepositoryRegistry;
  store: Pick<DeploymentStore, 'page'>;
  deployments: Pick<DefaultDeploymentsService, 'rows'>;
}

const MOST_FOLDERS = 500;

function filterOf(asked: RemovalRequest): DeploymentFilter {
  const { component, tenant, environments, repository } = asked;
  if (!component && !tenant && !environments?.length) {
    throw new InputError(
      'Name what shall go: a component, a tenant, or environments.',
    );
  }
  return {
    ...(component && { component }),
    ...(tenant && { tenants: [tenant] }),
    ...(environments?.length && { environments }),
    ...(repository && { repository }),
  };
}

function folderOf(
  row: DeploymentRow,
  files: readonly FolderFile[],
): RemovedFolder {
  const { tenant, cluster, version } = row;
  return {
    ...{ deploymentId: row.id, repository: row.repository, path: row.path },
    ...{ component: row.component, entityRef: row.entity_ref },
    environment: row.environment,
    ...(tenant && { tenant }),
    ...(cluster && { cluster }),
    ...(version && { version }),
    files: files.length,
  };
}

/** Tells what dies when folders go; nothing is removed here. */
export class DefaultRemovalsService {
  readonly #options: RemovalsServiceOptions;

  private constructor(options: RemovalsServiceOptions) {
    this.#options = options;
  }

  static create(options: RemovalsServiceOptions) {
    return new DefaultRemovalsService(options);
  }

  /**
   * What would die, as far as the manifests in Git tell.
   *
   * @throws InputError when it is not said what, or there is too much of it
   * @throws NotAllowedError when the caller may see none of it
   */
  async plan(
    asked: RemovalRequest,
    caller: { credentials: BackstageCredentials },
  ): Promise<RemovalPlan> {
    const filter = filterOf(asked);
    const limit = MOST_FOLDERS + 1;
    const [rows, all] = await Promise.all([
      this.#options.deployments.rows(filter, caller),
      this.#options.store.page(filter, { sort: 'default', limit }),
    ]);
    if (rows.length > MOST_FOLDERS) {
      throw new InputError(
        `More than ${MOST_FOLDERS} folders are meant; remove them by environment or tenant.`,
      );
    }
    const plan: RemovalPlan = {
      ...{ folders: [], belongings: [], untold: [] },
      hidden: Math.max(0, all.length - rows.length),
    };
    for (const repository of new Set(rows.map(row => row.repository))) {
      const own = rows.filter(row => row.repository === repository);
      await this.#read(repository, own, plan);
    }
    return plan;
  }

  async #read(
    repository: string,
    rows: readonly DeploymentRow[],
    plan: RemovalPlan,
  ) {
    const { repositories } = this.#options;
    const { mirror } = repositories.get(repository);
    const head = await repositories.head(repository);
    const paths = rows.map(({ path }) => path);
    const folders = await readFolders(mirror, head, paths);
    for (const row of rows) {
      const files = folders.get(row.path) ?? [];
      const { belongings, untold } = readBelongings(files);
      plan.folders.push(folderOf(row, files));
      plan.belongings.push(
        ...belongings.map((each): Belonging => ({ ...each, folder: row.path })),
      );
      plan.untold.push(...untold.map(words => `${row.path}: ${words}.`));
    }
  }
}
