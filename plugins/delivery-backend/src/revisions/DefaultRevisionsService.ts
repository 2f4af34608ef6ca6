import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { RevisionsPage } from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { RevisionStore } from '../database/RevisionStore';
import { decodeCursor, encodeCursor } from '../deployments/cursor';
import {
  type DefaultDeploymentsService,
  commitLink,
} from '../deployments/DefaultDeploymentsService';
import { toRevision } from './toRevision';

/** Answers how a deployment got where it is. */
export class DefaultRevisionsService {
  readonly #repositories: readonly RepositoryConfig[];
  readonly #deployments: DefaultDeploymentsService;
  readonly #revisions: RevisionStore;

  private constructor(options: {
    repositories: readonly RepositoryConfig[];
    deployments: DefaultDeploymentsService;
    revisions: RevisionStore;
  }) {
    this.#repositories = options.repositories;
    this.#deployments = options.deployments;
    this.#revisions = options.revisions;
  }

  static create(options: {
    repositories: readonly RepositoryConfig[];
    deployments: DefaultDeploymentsService;
    revisions: RevisionStore;
  }) {
    return new DefaultRevisionsService(options);
  }

  /**
   * Newest first.
   *
   * @throws NotFoundError, NotAllowedError, InputError for a foreign cursor
   */
  async list(
    deploymentId: string,
    request: { cursor?: string; limit: number },
    caller: { credentials: BackstageCredentials },
  ): Promise<RevisionsPage> {
    const { repository } = await this.#deployments.row(deploymentId, caller);
    const after = decodeCursor<{ before: number }>(request.cursor, {
      before: 'number',
    });
    const [rows, totalItems] = await Promise.all([
      this.#revisions.page(deploymentId, {
        before: after?.before,
        limit: request.limit + 1,
      }),
      this.#revisions.count(deploymentId),
    ]);
    const page = rows.slice(0, request.limit);
    const last =
      rows.length > request.limit ? page[page.length - 1] : undefined;
    return {
      items: page.map(row =>
        toRevision(row, commitLink(this.#repositories, repository, row.commit)),
      ),
      totalItems,
      nextCursor: last && encodeCursor({ before: Number(last.position) }),
    };
  }
}
