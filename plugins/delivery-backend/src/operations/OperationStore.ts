import {
  OPERATION_END_STATES,
  OPERATION_STEPS,
  type OperationState,
  type OperationStep,
  type OperationSummary,
} from '@slipway/backstage-plugin-delivery-common';
import type { Knex } from 'knex';
import type { Lease } from '../leases/LeaseStore';
import type { OperationRow, OperationStepRow } from '../database/rows';
import { toSummary } from './toOperation';

/** What a list of operations can be narrowed to. */
export interface OperationFilter {
  deploymentId?: string;
  entityRefs?: string[];
  /** `running` or `ended`, or one state. */
  state?: OperationState | 'running' | 'ended';
}

/** Where a page begins. */
export interface OperationCursor {
  requestedAt: string;
  id: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** An operation exists already: for the same key, or on the same deployment. */
export type InsertConflict =
  | { reason: 'key'; existing: OperationRow }
  | { reason: 'busy'; existing?: OperationRow };

/** Operations, their steps, and which deployment each one occupies. */
export class OperationStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new OperationStore(knex);
  }

  async get(id: string): Promise<OperationRow | undefined> {
    return this.#knex<OperationRow>('operations').where({ id }).first();
  }

  async byKey(
    requestedBy: string,
    key: string,
  ): Promise<OperationRow | undefined> {
    return this.#knex<OperationRow>('operations')
      .where({ requested_by: requestedBy, idempotency_key: key })
      .first();
  }

  /** The operation that made a commit in a deployment. */
  async byCommit(
    deploymentId: string,
    commit: string,
  ): Promise<OperationRow | undefined> {
    return this.#knex<OperationRow>('operations')
      .where({ deployment_id: deploymentId, commit })
      .first();
  }

  async steps(ids: string[]): Promise<OperationStepRow[]> {
    return this.#knex<OperationStepRow>('operation_steps')
      .whereIn('operation_id', ids)
      .orderBy([{ column: 'operation_id' }, { column: 'position' }]);
  }

  /**
   * Stores a new operation and occupies its deployment, both or neither.
   *
   * @param asked - what its first step has to say already
   *
   * @returns the conflict, when there is one
   */
  async insert(
    row: OperationRow,
    asked: Partial<OperationStepRow> = {},
  ): Promise<InsertConflict | undefined> {
    try {
      await this.#knex.transaction(async transaction => {
        await transaction('operation_locks').insert({
          deployment_id: row.deployment_id,
          operation_id: row.id,
        });
        await transaction<OperationRow>('operations').insert(row);
        await transaction<OperationStepRow>('operation_steps').insert(
          OPERATION_STEPS.map((name, position) => ({
            operation_id: row.id,
            position,
            name,
            status: 'waiting',
            attempt: 0,
            started_at: null,
            ended_at: null,
            message: null,
            ...(name === 'asked' ? asked : {}),
          })),
        );
      });
      return undefined;
    } catch (error) {
      const conflict = await this.#findConflict(row);
      if (conflict) {
        return conflict;
      }
      throw error;
    }
  }

  async #findConflict(row: OperationRow): Promise<InsertConflict | undefined> {
    const same = await this.byKey(row.requested_by, row.idempotency_key);
    if (same) {
      return { reason: 'key', existing: same };
    }
    const lock = await this.#knex('operation_locks')
      .where({ deployment_id: row.deployment_id })
      .first();
    return (
      lock && { reason: 'busy', existing: await this.get(lock.operation_id) }
    );
  }

  /** Only while the lease is held, so that a process that was stalled writes nothing. */
  #fenced(query: Knex.QueryBuilder, lease: Lease) {
    const { name, owner, fence } = lease;
    return query.whereExists(
      this.#knex('leases')
        .select(this.#knex.raw('1'))
        .where({ name, owner, fence }),
    );
  }

  /** @returns false when the lease was lost */
  async update(
    id: string,
    change: Partial<OperationRow>,
    lease: Lease,
  ): Promise<boolean> {
    const query = this.#knex<OperationRow>('operations').where({ id });
    return (await this.#fenced(query, lease).update(change)) === 1;
  }

  /** Notes that a person wants it to stop; whoever works on it looks. */
  async requestStop(id: string) {
    await this.#knex<OperationRow>('operations')
      .where({ id })
      .update({ stop_requested: true });
  }

  /**
   * Ends an operation and frees its deployment, both or neither.
   *
   * @returns false when the lease was lost; nothing is changed then
   */
  async end(
    row: Pick<OperationRow, 'id' | 'deployment_id'>,
    change: Partial<OperationRow>,
    lease: Lease,
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const query = transaction<OperationRow>('operations')
        .where({ id: row.id })
        .whereNull('ended_at');
      const ended = await this.#fenced(query, lease).update({
        ...change,
        ended_at: new Date().toISOString(),
      });
      if (ended !== 1) {
        return false;
      }
      await transaction('operation_locks')
        .where({ deployment_id: row.deployment_id, operation_id: row.id })
        .delete();
      return true;
    });
  }

  async updateStep(
    operationId: string,
    name: OperationStep['name'],
    change: Partial<OperationStepRow>,
    lease: Lease,
  ): Promise<boolean> {
    const query = this.#knex<OperationStepRow>('operation_steps').where({
      operation_id: operationId,
      name,
    });
    return (await this.#fenced(query, lease).update(change)) === 1;
  }

  /** Operations that have not ended, oldest first. */
  async unfinished(): Promise<OperationRow[]> {
    return this.#knex<OperationRow>('operations')
      .whereNotIn('state', [...OPERATION_END_STATES])
      .orderBy('requested_at');
  }

  /** Operations whose end nobody was told yet, oldest first. */
  async unnotified(endedAfter: string): Promise<OperationRow[]> {
    return this.#knex<OperationRow>('operations')
      .whereNull('notified_at')
      .where('ended_at', '>', endedAfter)
      .orderBy('ended_at');
  }

  async #summaries(rows: OperationRow[]): Promise<OperationSummary[]> {
    const steps = await this.steps(rows.map(row => row.id));
    return rows.map(row =>
      toSummary(
        row,
        steps.filter(step => step.operation_id === row.id),
      ),
    );
  }

  /** The operation at work on each deployment. */
  async running(
    deploymentIds: string[],
  ): Promise<Map<string, OperationSummary>> {
    const rows = await this.#knex<OperationRow>('operations')
      .whereIn('deployment_id', deploymentIds)
      .whereNotIn('state', [...OPERATION_END_STATES]);
    const summaries = await this.#summaries(rows);
    return new Map(summaries.map(item => [item.deploymentId, item]));
  }

  /** The newest operation of each deployment that ended within the last day. */
  async lastEnded(
    deploymentIds: string[],
  ): Promise<Map<string, OperationSummary>> {
    const rows = await this.#knex<OperationRow>('operations')
      .whereIn('deployment_id', deploymentIds)
      .whereIn('state', [...OPERATION_END_STATES])
      .where('ended_at', '>', new Date(Date.now() - DAY_MS).toISOString())
      .orderBy('requested_at', 'asc');
    const summaries = await this.#summaries(rows);
    return new Map(summaries.map(item => [item.deploymentId, item]));
  }

  #matching(filter: OperationFilter): Knex.QueryBuilder<OperationRow> {
    return this.#knex<OperationRow>('operations').modify(query => {
      if (filter.deploymentId) {
        query.where('deployment_id', filter.deploymentId);
      }
      if (filter.entityRefs) {
        query.whereIn('entity_ref', filter.entityRefs);
      }
      if (filter.state === 'running') {
        query.whereNotIn('state', [...OPERATION_END_STATES]);
      } else if (filter.state === 'ended') {
        query.whereIn('state', [...OPERATION_END_STATES]);
      } else if (filter.state) {
        query.where('state', filter.state);
      }
    });
  }

  async page(
    filter: OperationFilter,
    options: { after?: OperationCursor; limit: number },
  ): Promise<OperationSummary[]> {
    const rows = await this.#matching(filter)
      .select<OperationRow[]>('*')
      .modify(query => {
        if (options.after) {
          query.whereRaw('(requested_at, id) < (?, ?)', [
            options.after.requestedAt,
            options.after.id,
          ]);
        }
      })
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    return this.#summaries(rows);
  }

  async count(filter: OperationFilter): Promise<number> {
    const row = await this.#matching(filter).count({ total: '*' }).first();
    return Number((row as { total?: number | string } | undefined)?.total ?? 0);
  }

  /** Entities that have operations, to narrow a list to what a person may see. */
  async entityRefs(): Promise<string[]> {
    const rows =
      await this.#knex<OperationRow>('operations').distinct('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  /** When a deployment was last rolled back with success. */
  async lastRollback(
    deploymentId: string,
    since: string,
  ): Promise<OperationRow | undefined> {
    return this.#knex<OperationRow>('operations')
      .where({ deployment_id: deploymentId, type: 'rollback' })
      .whereIn('state', ['completed', 'recovered', 'not-recovered'])
      .where('requested_at', '>', since)
      .orderBy('requested_at', 'desc')
      .first();
  }
}
