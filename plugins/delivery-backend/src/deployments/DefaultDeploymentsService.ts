import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Capability,
  Deployment,
  DeploymentsPage,
  HealthStatus,
  NamedKind,
  NameHolder,
} from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type {
  DeploymentCursor,
  DeploymentFilter,
  DeploymentSort,
  DeploymentStore,
} from '../database/DeploymentStore';
import {
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import type {
  DeploymentRow,
  ObservationRow,
  SourceRow,
} from '../database/rows';
import type { Stages } from '../environments/Stages';
import type { OperationStore } from '../operations/OperationStore';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { Topics } from '../runtime/Topics';
import type { TenantSuspensions } from '../tenants/TenantSuspensions';
import { decodeCursor, encodeCursor } from './cursor';
import { silence, toDeployment } from './toDeployment';

/** What the service works with. */
export interface DeploymentsServiceOptions {
  stages: Stages;
  repositories: readonly RepositoryConfig[];
  deployments: DeploymentStore;
  observations: ObservationStore;
  operations: OperationStore;
  authorizer: EntityAuthorizer;
  suspensions: Pick<TenantSuspensions, 'ofRows'>;
  topics: Topics;
}

/** A list request. */
export interface ListDeployments extends DeploymentFilter {
  sort?: DeploymentSort;
  cursor?: string;
  limit: number;
}

const MOST_ROWS = 100_000;
const CURSOR = { value: 'string', id: 'string' } as const;

/** Link to a commit, by the pattern of its repository. */
export function commitLink(
  repositories: readonly RepositoryConfig[],
  repository: string,
  commit: string,
): string | undefined {
  return repositories
    .find(({ id }) => id === repository)
    ?.commitUrl?.replace('{commit}', commit);
}

/** Answers what runs where, from the database alone. */
export class DefaultDeploymentsService {
  readonly #options: DeploymentsServiceOptions;

  private constructor(options: DeploymentsServiceOptions) {
    this.#options = options;
  }

  static create(options: DeploymentsServiceOptions) {
    return new DefaultDeploymentsService(options);
  }

  /** @throws NotAllowedError when the caller may see none at all */
  async list(
    request: ListDeployments,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DeploymentsPage> {
    const { deployments, authorizer } = this.#options;
    const { sort = 'default', limit, cursor, ...asked } = request;
    const filter = await this.#visible(asked, authorizer, credentials);
    const after = decodeCursor<{ value: string; id: string }>(cursor, CURSOR);
    const [rows, totalItems] = await Promise.all([
      deployments.page(filter, {
        sort,
        after: after as DeploymentCursor | undefined,
        limit: limit + 1,
      }),
      deployments.count(filter),
    ]);
    // It is the same on each page, and counted with the first.
    const hiddenItems = cursor
      ? undefined
      : await this.#hidden(asked, filter, totalItems);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page[page.length - 1] : undefined;
    return {
      items: await this.present(page, credentials),
      totalItems,
      ...(hiddenItems !== undefined && { hiddenItems }),
      nextCursor:
        last &&
        encodeCursor({
          value: sort === 'since' ? last.since : last.sort_key,
          id: last.id,
        }),
    };
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Deployment> {
    const row = await this.row(id, { credentials });
    const [deployment] = await this.present([row], credentials);
    return deployment;
  }

  /** @throws NotFoundError, NotAllowedError */
  async row(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DeploymentRow> {
    const row = await this.#options.deployments.get(id);
    if (!row) {
      throw new NotFoundError(`There is no deployment '${id}'.`);
    }
    await this.#options.authorizer.assertReadable(row.entity_ref, credentials);
    if (row.removed_at) {
      throw new NotFoundError(
        `${row.path} was removed from Git; nothing is deployed from it any more.`,
      );
    }
    return row;
  }

  /**
   * All that match and may be seen, without what runtimes say of them.
   *
   * @throws NotAllowedError when the caller may see none at all
   */
  async rows(
    asked: DeploymentFilter,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<DeploymentRow[]> {
    const { deployments, authorizer } = this.#options;
    const filter = await this.#visible(asked, authorizer, credentials);
    return deployments.page(filter, { sort: 'default', limit: MOST_ROWS });
  }

  /**
   * The names of components, tenants or environments that are deployed, each
   * once, as far as the caller may see them.
   *
   * @throws NotAllowedError when the caller may see none at all
   */
  async names(
    kind: NamedKind,
    caller: { credentials: BackstageCredentials },
  ): Promise<NameHolder[]> {
    const rows = await this.rows({}, caller);
    const holders = new Map<string, NameHolder>();
    for (const row of rows) {
      const name = row[kind];
      if (name && !holders.has(name)) {
        holders.set(name, { name, where: row.path });
      }
    }
    return [...holders.values()];
  }

  /** How many match and may not be seen; nobody finds a hidden name by asking for it. */
  async #hidden(
    asked: DeploymentFilter,
    visible: DeploymentFilter,
    seen: number,
  ): Promise<number | undefined> {
    const { component, search, entityRefs } = asked;
    if (component || search || entityRefs) return undefined;
    if (asked === visible) return 0;
    // Of a tenant or an environment nothing of which may be seen not even this.
    if (!seen) return undefined;
    const all = await this.#options.deployments.count(asked);
    // A commit between the two counts makes nothing less than hidden.
    return Math.max(0, all - seen);
  }

  /** Narrows a filter to what the caller may see. */
  async #visible(
    filter: DeploymentFilter,
    authorizer: EntityAuthorizer,
    credentials: BackstageCredentials,
  ): Promise<DeploymentFilter> {
    const all = await authorizer.readsAll(credentials);
    if (all) {
      return filter;
    }
    const refs =
      filter.entityRefs ??
      (await this.#options.deployments.places()).map(place => place.entity_ref);
    const readable =
      all === false
        ? new Set<string>()
        : await authorizer.readable(refs, credentials);
    if (!readable.size && (all === false || filter.entityRefs)) {
      throw new NotAllowedError(
        'You may not see these deployments; ask the owner for the permission delivery.deployment.read.',
      );
    }
    return { ...filter, entityRefs: [...readable] };
  }

  /** Rows as the API gives them. Whoever calls has checked that they may be read. */
  async present(
    rows: DeploymentRow[],
    credentials: BackstageCredentials,
  ): Promise<Deployment[]> {
    const { observations, deployments, operations, authorizer } = this.#options;
    const ids = rows.map(row => row.id);
    const refs = rows.map(row => row.entity_ref);
    const [seen, sources, duplicates, running, ended, allowed, suspended] =
      await Promise.all([
        observations.forDeployments(ids),
        observations.sources(),
        deployments.duplicates(rows),
        operations.running(ids),
        operations.lastEnded(ids),
        authorizer.rollbackable(refs, credentials),
        this.#options.suspensions.ofRows(rows),
      ]);
    const byDeployment = speaking(seen);
    const now = Date.now();
    const unheard = firstSilence(sources, now);
    return rows.map(row => {
      const observation = byDeployment.get(row.id);
      return toDeployment({
        row,
        topic: this.#options.topics.of(row.entity_ref),
        observation,
        source: observation && sources.get(observation.source),
        unheard,
        duplicates: duplicates.get(row.id),
        suspended: suspended.get(row.id),
        operation: running.get(row.id),
        lastOperation: ended.get(row.id),
        commitUrl: commitLink(
          this.#options.repositories,
          row.repository,
          row.version_commit,
        ),
        canRollback: this.#capability(row, allowed.has(row.entity_ref)),
        now,
      });
    });
  }

  #capability(row: DeploymentRow, allowed: boolean): Capability {
    const environment = this.#options.stages.of({
      environment: row.environment,
      environmentKind: row.environment_kind,
    });
    if (!allowed) {
      return {
        allowed: false,
        reason: 'Only its owner and those on call may roll back here.',
      };
    }
    if (environment?.rollback === 'roll-forward-only') {
      return {
        allowed: false,
        reason: `${environment.title} only rolls forward: release the earlier version again under a new number.`,
      };
    }
    if (!row.version) {
      return {
        allowed: false,
        reason:
          'Git names no version that Slipway could change; see the problem of this folder.',
      };
    }
    return { allowed: true };
  }
}

const HEALTH_ORDER: HealthStatus[] = [
  ...(['degraded', 'missing', 'unknown', 'progressing'] as const),
  ...(['suspended', 'healthy'] as const),
];

/** Of several observations of one deployment the worst speaks, then the newest. */
function speaking(rows: ObservationRow[]) {
  const rank = (row: ObservationRow) =>
    HEALTH_ORDER.indexOf(observedState(row).health.status);
  const result = new Map<string, ObservationRow>();
  for (const row of rows) {
    const known = result.get(row.deployment_id!);
    const worse = known ? rank(row) - rank(known) : -1;
    if (
      !known ||
      worse < 0 ||
      (worse === 0 && row.observed_at > known.observed_at)
    ) {
      result.set(row.deployment_id!, row);
    }
  }
  return result;
}

/** Why one of the sources is silent, if one is. */
function firstSilence(
  sources: ReadonlyMap<string, SourceRow>,
  now: number,
): string | undefined {
  for (const source of sources.values()) {
    const silent = silence(source, now);
    if (silent) {
      return silent.cause;
    }
  }
  return undefined;
}
