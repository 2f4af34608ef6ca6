import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Operation,
  OperationRequest,
  OperationsPage,
  PassedOver,
} from '@slipway/backstage-plugin-delivery-common';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { OperationRow } from '../database/rows';
import { decodeCursor, encodeCursor } from '../deployments/cursor';
import { commitLink } from '../deployments/DefaultDeploymentsService';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { Topics } from '../runtime/Topics';
import type {
  OperationCursor,
  OperationFilter,
  OperationStore,
} from './OperationStore';
import type { OperationWorker } from './OperationWorker';
import type { Caller, OperationStarter } from './OperationStarter';
import { audited } from './audited';
import { visibleChecks } from './visibleChecks';
import { contextOf, requestOf, toOperation } from './toOperation';

/** What the service works with. */
export interface OperationsServiceOptions {
  starter: OperationStarter;
  operations: OperationStore;
  deploymentStore: DeploymentStore;
  repositories: readonly RepositoryConfig[];
  authorizer: EntityAuthorizer;
  topics: Topics;
  worker: OperationWorker;
  auditor: AuditorService;
}

/** A list request. */
export interface ListOperations extends OperationFilter {
  cursor?: string;
  limit: number;
}

const CURSOR = { requestedAt: 'string', id: 'string' } as const;

/** Takes requests for operations, once each, and tells how they are going. */
export class DefaultOperationsService {
  readonly #options: OperationsServiceOptions;

  private constructor(options: OperationsServiceOptions) {
    this.#options = options;
  }

  static create(options: OperationsServiceOptions) {
    return new DefaultOperationsService(options);
  }

  /**
   * Begins an operation, or gives the one that the same key began before.
   *
   * @throws NotAllowedError, NotFoundError, InputError, ConflictError
   */
  async start(
    asked: OperationRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<Operation> {
    const event = {
      auditor: this.#options.auditor,
      request: caller.request,
      eventId: 'operation-start',
      meta: { ...asked, expected: { ...asked.expected } },
    };
    const { starter } = this.#options;
    return audited(event, async () =>
      this.get(await starter.start(asked, idempotencyKey, caller), caller),
    );
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(id: string, caller: Caller): Promise<Operation> {
    const { operations, authorizer, repositories, topics } = this.#options;
    const row = await operations.get(id);
    if (!row) {
      throw new NotFoundError(`There is no operation '${id}'.`);
    }
    await authorizer.assertReadable(row.entity_ref, caller.credentials);
    const [steps, allowed] = await Promise.all([
      operations.steps([id]),
      authorizer.rollbackable([row.entity_ref], caller.credentials),
    ]);
    const { repository } = contextOf(row);
    const operation = toOperation(row, steps, {
      commitUrl: row.commit
        ? commitLink(repositories, repository, row.commit)
        : undefined,
      mayAct: allowed.has(row.entity_ref),
      topic: topics.of(row.entity_ref),
      passedOverBy: await this.#passedOverBy(row),
    });
    const named = operation.checks.flatMap(({ about = [] }) => about);
    const readable = await authorizer.readable(named, caller.credentials);
    return { ...operation, checks: visibleChecks(operation.checks, readable) };
  }

  /** What Git wants instead, where it has gone on since. */
  async #passedOverBy(row: OperationRow): Promise<PassedOver | undefined> {
    const { operations, deploymentStore, repositories } = this.#options;
    const now = await deploymentStore.get(row.deployment_id);
    if (!now) {
      return undefined;
    }
    if (now.removed_at) {
      return { at: now.removed_at, undone: false };
    }
    // The ledger may not have read the operation's own commit yet.
    const isBefore = now.commit === requestOf(row).expected.commit;
    if (isBefore || now.version === row.to_version) {
      return undefined;
    }
    const commit = now.version_commit;
    const by = await operations.byCommit(row.deployment_id, commit);
    return {
      version: now.version ?? undefined,
      at: now.since,
      commit,
      commitUrl: commitLink(repositories, now.repository, commit),
      author: now.author,
      operationId: by?.id,
      undone: by !== undefined && requestOf(by).undoes === row.id,
    };
  }

  async list(request: ListOperations, caller: Caller): Promise<OperationsPage> {
    const { operations, authorizer } = this.#options;
    const { cursor, limit, ...asked } = request;
    const all = await authorizer.readsAll(caller.credentials);
    const filter = all
      ? asked
      : {
          ...asked,
          entityRefs: [
            ...(await authorizer.readable(
              asked.entityRefs ?? (await operations.entityRefs()),
              caller.credentials,
            )),
          ],
        };
    const after = decodeCursor<{ requestedAt: string; id: string }>(
      cursor,
      CURSOR,
    );
    const [items, totalItems] = await Promise.all([
      operations.page(filter, {
        after: after as OperationCursor | undefined,
        limit: limit + 1,
      }),
      operations.count(filter),
    ]);
    const page = items.slice(0, limit);
    const last = items.length > limit ? page[page.length - 1] : undefined;
    return {
      items: page,
      totalItems,
      nextCursor:
        last && encodeCursor({ requestedAt: last.requestedAt, id: last.id }),
    };
  }

  /**
   * Asks an operation to stop before its commit.
   *
   * @throws ConflictError when it has been committed or has ended
   */
  async stop(id: string, caller: Caller): Promise<Operation> {
    const event = {
      auditor: this.#options.auditor,
      request: caller.request,
      eventId: 'operation-stop',
      meta: { operationId: id },
    };
    return audited(event, () => this.#stop(id, caller));
  }

  async #stop(id: string, caller: Caller): Promise<Operation> {
    const { operations, authorizer, worker } = this.#options;
    const operation = await this.get(id, caller);
    await authorizer.assertRollbackable(
      operation.entityRef,
      caller.credentials,
    );
    if (operation.endedAt || operation.commit) {
      throw new ConflictError(
        operation.commit
          ? 'The commit is in Git already; undo it instead.'
          : 'It has ended already.',
      );
    }
    await operations.requestStop(id);
    worker.take(id);
    return this.get(id, caller);
  }
}
