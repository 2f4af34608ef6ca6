import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  Deployment,
  OperationRequest,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import type { Request } from 'express';
import type { RepositoryStore } from '../database/RepositoryStore';
import type { OperationRow } from '../database/rows';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { DefaultPreflightService } from '../preflight/DefaultPreflightService';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { OperationStore } from './OperationStore';
import type { OperationWorker } from './OperationWorker';
import type { PersonResolver } from './PersonResolver';
import {
  assertPasses,
  normaliseRequest,
  summariseChecks,
} from './operationRequest';
import { type OperationContext, requestOf } from './toOperation';

/** What a starter works with. */
export interface OperationStarterOptions {
  operations: OperationStore;
  deployments: DefaultDeploymentsService;
  preflight: DefaultPreflightService;
  repositoryStore: RepositoryStore;
  authorizer: EntityAuthorizer;
  people: PersonResolver;
  worker: OperationWorker;
  changes: ChangePublisher;
}

/** Who asks. */
export interface Caller {
  credentials: BackstageCredentials;
  /** The request it came by, for the audit log. */
  request?: Request;
}

/** A request that may be begun, as far as its person goes. */
interface Asked {
  request: OperationRequest;
  idempotencyKey: string;
  who: string;
  deployment: Deployment;
}

/** Begins operations, once for each key. */
export class OperationStarter {
  readonly #options: OperationStarterOptions;

  private constructor(options: OperationStarterOptions) {
    this.#options = options;
  }

  static create(options: OperationStarterOptions) {
    return new OperationStarter(options);
  }

  /**
   * Begins an operation, or finds the one that the same key began before.
   *
   * @returns its id
   * @throws NotAllowedError, NotFoundError, InputError, ConflictError
   */
  async start(
    wanted: OperationRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<string> {
    const { deployments, authorizer, people } = this.#options;
    const who = people.refOf(caller.credentials);
    const deployment = await deployments.get(wanted.deploymentId, caller);
    await authorizer.assertRollbackable(
      deployment.entityRef,
      caller.credentials,
    );
    return this.startFor(who, wanted, idempotencyKey, caller);
  }

  /**
   * The same for somebody who was allowed to before, and is not there any more.
   *
   * @param caller - with whose credentials the checks are asked
   */
  async startFor(
    who: string,
    wanted: OperationRequest,
    idempotencyKey: string,
    caller: Caller,
  ): Promise<string> {
    const request = normaliseRequest(wanted);
    const deployment = await this.#options.deployments.get(
      request.deploymentId,
      caller,
    );
    const asked = { request, idempotencyKey, who, deployment };
    return (await this.#known(asked)) ?? this.#begin(asked, caller);
  }

  async #begin(asked: Asked, caller: Caller): Promise<string> {
    const { request } = asked;
    await this.#assertUndo(request);
    const preflight = await this.#options.preflight.run(
      request.deploymentId,
      request,
      { ...caller, refresh: false },
    );
    // The same request may have come twice at once; then it is its twin that
    // the checks found at work.
    const twin = await this.#known(asked);
    if (twin) {
      return twin;
    }
    assertPasses(preflight, request.accept ?? []);
    return this.#insert(await this.#newRow(asked, preflight), asked, preflight);
  }

  async #insert(
    row: OperationRow,
    { request }: Asked,
    preflight: Preflight,
  ): Promise<string> {
    const { operations, worker, changes } = this.#options;
    const conflict = await operations.insert(row, {
      ...{ status: 'done', attempt: 1 },
      started_at: row.requested_at,
      ended_at: new Date().toISOString(),
      message: summariseChecks(preflight.checks),
    });
    if (conflict?.reason === 'key') {
      return assertSame(conflict.existing, request);
    }
    if (conflict) {
      throw busy(conflict.existing);
    }
    worker.take(row.id);
    await changes.deploymentsChanged([row.deployment_id]);
    return row.id;
  }

  /** Id of the operation that the same person began with the same key. */
  async #known({ who, idempotencyKey, request }: Asked) {
    const row = await this.#options.operations.byKey(who, idempotencyKey);
    return row && assertSame(row, request);
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

  async #newRow(
    { request, idempotencyKey, who, deployment }: Asked,
    preflight: Preflight,
  ): Promise<OperationRow> {
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
      context: JSON.stringify(await this.#context(deployment, who)),
      commit: null,
      message: `Goes from ${request.expected.version} to ${request.version}.`,
      next_acts: '[]',
      stop_requested: false,
      notified_at: null,
    };
  }

  async #context(
    deployment: Deployment,
    who: string,
  ): Promise<OperationContext> {
    const { component, environment, tenant, repository, path } = deployment;
    const indexed = await this.#options.repositoryStore.get(repository);
    return {
      ...{ component, environment, tenant, repository, path },
      author: await this.#options.people.personOf(who),
      head: indexed?.head ?? undefined,
    };
  }
}

/**
 * The same key must mean the same request.
 *
 * @returns the operation's id
 */
function assertSame(row: OperationRow, request: OperationRequest): string {
  if (JSON.stringify(requestOf(row)) !== JSON.stringify(request)) {
    throw new ConflictError(
      'This Idempotency-Key was used for another request; use a new one.',
    );
  }
  return row.id;
}

function busy(existing: OperationRow | undefined): ConflictError {
  return new ConflictError(
    existing
      ? `${existing.requested_by} asked for ${existing.to_version} at ${existing.requested_at} and that is still at work; follow operation ${existing.id}.`
      : 'Another operation works on this deployment; try again in a moment.',
  );
}
