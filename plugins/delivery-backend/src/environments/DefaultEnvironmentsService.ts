import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Environment,
  EnvironmentDetails,
  EnvironmentsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  EnvironmentConfig,
  RepositoryConfig,
} from '../config/readDeliveryConfig';
import type { EnvironmentStore } from '../database/EnvironmentStore';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { ExpiryStore } from '../database/ExpiryStore';
import type { DeploymentRow } from '../database/rows';
import { commitLink } from '../deployments/DefaultDeploymentsService';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import { birthsOf } from './births';
import type { Stages } from './Stages';
import {
  type FolderRow,
  toEnvironment,
  toFolder,
  toKind,
  toLife,
} from './toEnvironment';

/** What the service works with. */
export interface EnvironmentsServiceOptions {
  stages: Stages;
  repositories: readonly RepositoryConfig[];
  deployments: DeploymentStore;
  store: EnvironmentStore;
  expiries: ExpiryStore;
  authorizer: EntityAuthorizer;
}

/** All environments, and what new ones may be. */
export type EnvironmentList = Required<EnvironmentsResponse>;

interface Asking {
  credentials: BackstageCredentials;
}

type Place = Pick<
  DeploymentRow,
  'environment' | 'environment_kind' | 'tenant' | 'entity_ref'
>;

function grouped<T extends Pick<Place, 'environment'>>(rows: readonly T[]) {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.environment);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.environment, [row]);
    }
  }
  return groups;
}

/** Answers which environments there are, and what the caller may see in each. */
export class DefaultEnvironmentsService {
  readonly #options: EnvironmentsServiceOptions;

  private constructor(options: EnvironmentsServiceOptions) {
    this.#options = options;
  }

  static create(options: EnvironmentsServiceOptions) {
    return new DefaultEnvironmentsService(options);
  }

  /** First stage first. */
  async list({ credentials }: Asking): Promise<EnvironmentList> {
    const { stages, deployments, store, authorizer } = this.#options;
    const places = await this.#visible(await deployments.places(), credentials);
    const byName = grouped(places);
    const configured = stages.configured.map(each =>
      toEnvironment(each, byName.get(each.name) ?? []),
    );
    const ofGit = await this.#ofGit(credentials);
    const items = [...configured, ...ofGit].sort(
      (a, b) => a.order - b.order || a.name.localeCompare(b.name),
    );
    // A path names a component, and nothing says whose it is.
    const seesAll = await authorizer.readsAll(credentials);
    return {
      items,
      kinds: stages.kinds.map(toKind),
      refused: seesAll ? await store.refused() : [],
    };
  }

  /** @throws NotFoundError */
  async get(
    name: string,
    { credentials }: Asking,
  ): Promise<Omit<EnvironmentDetails, 'can'>> {
    const { stages, store } = this.#options;
    const rows = await this.#visible(await store.folders(name), credentials);
    const folders = rows.map(toFolder);
    const configured = stages.configured.find(each => each.name === name);
    if (configured) return { ...toEnvironment(configured, rows), folders };
    const [environment] = await this.#ofGit(credentials, rows);
    if (!environment) {
      throw new NotFoundError(
        `There is no environment '${name.slice(0, 80)}'; one that exists only in Git is gone with its last folder.`,
      );
    }
    return { ...environment, folders };
  }

  /** Those that exist only in Git, as far as the caller may see one of their folders. */
  async #ofGit(
    credentials: BackstageCredentials,
    known?: readonly DeploymentRow[],
  ): Promise<Environment[]> {
    const { store, expiries, repositories } = this.#options;
    const all =
      known ?? (await this.#visible(await store.folders(), credentials));
    const byName = grouped(all.filter(row => row.environment_kind));
    const names = [...byName.keys()];
    const [passages, problems] = await Promise.all([
      store.passages(names),
      names.length ? expiries.problems() : [],
    ]);
    const births = birthsOf(passages);
    return names.flatMap(name => {
      const rows = byName.get(name)!;
      const stage = this.#stageOf(rows);
      const birth = births.get(name);
      if (!stage || !birth) return [];
      const own = problems.filter(({ environment }) => environment === name);
      const life = toLife(rows, birth, {
        problems: own.flatMap(({ problem }) => problem ?? []),
        commitUrl: commitLink(repositories, birth.repository, birth.commit),
      });
      return [toEnvironment(stage, rows, life)];
    });
  }

  #stageOf([{ environment, environment_kind: kind }]: readonly FolderRow[]):
    EnvironmentConfig | undefined {
    return this.#options.stages.of({ environment, environmentKind: kind });
  }

  async #visible<T extends Pick<Place, 'entity_ref'>>(
    rows: T[],
    credentials: BackstageCredentials,
  ): Promise<T[]> {
    const { authorizer } = this.#options;
    const all = await authorizer.readsAll(credentials);
    if (all !== undefined) return all ? rows : [];
    const refs = rows.map(row => row.entity_ref);
    const readable = await authorizer.readable(refs, credentials);
    return rows.filter(row => readable.has(row.entity_ref));
  }
}
