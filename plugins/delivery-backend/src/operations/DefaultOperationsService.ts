import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  CheckResult,
  Deployment,
  Operation,
  OperationRequest,
  OperationsPage,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import type { Request } from 'express';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { OperationRow } from '../database/rows';
import { decodeCursor, encodeCursor } from '../deployments/cursor';
import {
  type DefaultDeploymentsService,
  commitLink,
} from '../deployments/DefaultDeploymentsService';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { DefaultPreflightService } from '../preflight/DefaultPreflightService';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { PersonResolver } from './PersonResolver';
import type {
  OperationCursor,
  OperationFilter,
  OperationStore,
} from './OperationStore';
import type { OperationWorker } from './OperationWorker';
import { audited } from './audited';
import { toOneLine } from './commitMessage';
import { contextOf, requestOf, toOperation } from './toOperation';

/** What the service works with. */
export interface OperationsServiceOptions {
  operations: OperationStore;
  deployments: DefaultDeploymentsService;
  preflight: DefaultPreflightService;
  repositoryStore: RepositoryStore;
  deploymentStore: DeploymentStore;
  repositories: readonly RepositoryConfig[];
  authorizer: EntityAuthorizer;
  people: PersonResolver;
  worker: OperationWorker;
  changes: ChangePublisher;
  auditor: AuditorService;
}

interface Caller {
  credentials: BackstageCredentials;
  /** The request it came by, for the audit log. */
  request?: Request;
}

/** A list request. */
export interface ListOperations extends OperationFilter {
  cursor?: string;
  limit: number;
}

const CURSOR = { requestedAt: 'string', id: 'string' } as const;
const MAX_REASON = 500;

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
    return audited(event, () => this.#start(asked, idempotencyKey, caller));
  }

  async #start(
    asked: OperationRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<Operation> {
    const { operations, deployments, authorizer, people, worker } =
      this.#options;
    const request = normalise(asked);
    const who = people.refOf(caller.credentials);
    const deployment = await deployments.get(request.deploymentId, caller);
    await authorizer.assertRollbackable(
      deployment.entityRef,
      caller.credentials,
    );
    const known = await operations.byKey(who, idempotencyKey);
    if (known) {
      return this.#repeat(known, request, caller);
    }
    await this.#assertUndo(request);
    const preflight = await this.#options.preflight.run(
      request.deploymentId,
      request,
      { ...caller, refresh: false },
    );
    // The same request may have come twice at once; then it is its twin that
    // the checks found at work.
    const twin = await operations.byKey(who, idempotencyKey);
    if (twin) {
      return this.#repeat(twin, request, caller);
    }
    assertPasses(preflight, request.accept ?? []);
    const row = await this.#newRow({
      request,
      idempotencyKey,
      who,
      deployment,
      preflight,
    });
    const conflict = await operations.insert(row, {
      ...{ status: 'done', attempt: 1 },
      started_at: row.requested_at,
      ended_at: new Date().toISOString(),
      message: summarise(preflight.checks),
    });
    if (conflict?.reason === 'key') {
      return this.#repeat(conflict.existing, request, caller);
    }
    if (conflict) {
      throw busy(conflict.existing);
    }
    worker.take(row.id);
    await this.#options.changes.deploymentsChanged([row.deployment_id]);
    return this.get(row.id, caller);
  }

  /** The same key must mean the same request. */
  async #repeat(row: OperationRow, request: OperationRequest, caller: Caller) {
    if (JSON.stringify(requestOf(row)) !== JSON.stringify(request)) {
      throw new ConflictError(
        'This Idempotency-Key was used for another request; use a new one.',
      );
    }
    return this.get(row.id, caller);
  }

  async #assertUndo(request: OperationRequest) {
    if (request.type !== 'undo') {
      return;
    }
    const undone =
      request.undoes && (await this.#options.operations.get(request.undoes));
    if (!undone || undone.deployment_id !== request.deploymentId) {
      throw new InputError(
        'An undo must name, as undoes, an operation of the same deployment.',
      );
    }
    if (undone.from_version !== request.version) {
      throw new InputError(
        `Undoing this operation puts ${undone.from_version} back, not ${request.version}.`,
      );
    }
  }

  async #newRow(input: {
    request: OperationRequest;
    idempotencyKey: string;
    who: string;
    deployment: Deployment;
    preflight: Preflight;
  }): Promise<OperationRow> {
    const { request, idempotencyKey, who, deployment, preflight } = input;
    const { component, environment, tenant, repository, path } = deployment;
    const indexed = await this.#options.repositoryStore.get(repository);
    const author = await this.#options.people.personOf(who);
    const context = {
      component,
      environment,
      tenant,
      repository,
      path,
      author,
    };
    return {
      id: randomUUID(),
      type: request.type,
      state: 'authorised',
      deployment_id: deployment.id,
      entity_ref: deployment.entityRef,
      idempotency_key: idempotencyKey,
      requested_by: who,
      requested_at: new Date().toISOString(),
      ended_at: null,
      from_version: request.expected.version,
      to_version: request.version,
      request: JSON.stringify(request),
      checks: JSON.stringify(preflight.checks),
      changes: JSON.stringify(preflight.changes),
      context: JSON.stringify({ ...context, head: indexed?.head ?? undefined }),
      commit: null,
      message: `Goes from ${request.expected.version} to ${request.version}.`,
      next_acts: '[]',
      stop_requested: false,
    };
  }

  /** @throws NotFoundError, NotAllowedError */
  async get(id: string, caller: Caller): Promise<Operation> {
    const { operations, authorizer, repositories } = this.#options;
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
    return toOperation(row, steps, {
      commitUrl: row.commit
        ? commitLink(repositories, repository, row.commit)
        : undefined,
      mayAct: allowed.has(row.entity_ref),
      passedOver: await this.#isPassedOver(row),
    });
  }

  /** Whether Git has gone on to another version since. */
  async #isPassedOver(row: OperationRow): Promise<boolean> {
    const now = await this.#options.deploymentStore.get(row.deployment_id);
    // The ledger may not have read the operation's own commit yet.
    const isBefore = now?.commit === requestOf(row).expected.commit;
    return now?.version !== row.to_version && !isBefore;
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

function normalise(request: OperationRequest): OperationRequest {
  const reason = toOneLine(request.reason);
  if (!reason) {
    throw new InputError('Say why: the reason is empty.');
  }
  if (reason.length > MAX_REASON) {
    throw new InputError(`The reason is longer than ${MAX_REASON} characters.`);
  }
  const incident = request.incident && toOneLine(request.incident);
  const { type, deploymentId, version, expected, accept, undoes } = request;
  // Always in the same order, so that equal requests are equal texts.
  return {
    ...{ type, deploymentId, version, reason },
    expected: { version: expected.version, commit: expected.commit },
    incident: incident || undefined,
    accept: accept?.length ? [...accept].sort() : undefined,
    undoes,
  };
}

function assertPasses(preflight: Preflight, accepted: string[]) {
  const blocks = preflight.checks.filter(check => check.status === 'block');
  if (blocks.length) {
    throw new ConflictError(blocks.map(check => check.message).join(' '));
  }
  const open = preflight.checks.filter(
    check => check.status === 'unknown' && !accepted.includes(check.id),
  );
  if (open.length) {
    throw new ConflictError(
      `Some checks could not tell: ${open
        .map(check => `${check.message} (${check.id})`)
        .join(' ')} Name them under accept to go on.`,
    );
  }
}

function busy(existing: OperationRow | undefined): ConflictError {
  return new ConflictError(
    existing
      ? `${existing.requested_by} asked for ${existing.to_version} at ${existing.requested_at} and that is still at work; follow operation ${existing.id}.`
      : 'Another operation works on this deployment; try again in a moment.',
  );
}

function summarise(checks: readonly CheckResult[]): string {
  const count = (status: CheckResult['status']) =>
    checks.filter(check => check.status === status).length;
  const warnings = count('warn');
  const unknown = count('unknown');
  return [
    `All checks ran again: ${count('ok')} ok`,
    warnings && `${warnings} warning${warnings === 1 ? '' : 's'}`,
    unknown && `${unknown} accepted that could not tell`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}
