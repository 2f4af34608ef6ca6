import type {
  ContractException,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { Knex } from 'knex';
import type { ExceptionRow } from '../database/rows';

function toException(row: ExceptionRow): ContractException {
  return {
    ...{ id: row.id, kind: row.kind, owner: row.owner, reason: row.reason },
    ...(row.rule && { rule: row.rule }),
    ...(row.verdict && { verdict: row.verdict as ContractVerdict }),
    ...(row.scope && { scope: row.scope }),
    ...(row.consumer && { consumer: row.consumer }),
    ...(row.environment && { environment: row.environment }),
    ...{ expiresAt: row.expires_at, createdBy: row.created_by },
    createdAt: row.created_at,
  };
}

/** Who judges otherwise than the rules, why, and until when. */
export class ExceptionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new ExceptionStore(knex);
  }

  async add(exception: ContractException): Promise<void> {
    const { id, kind, owner, reason } = exception;
    await this.#knex<ExceptionRow>('exceptions').insert({
      ...{ id, kind, owner, reason, ended_at: null },
      rule: exception.rule ?? null,
      verdict: exception.verdict ?? null,
      scope: exception.scope ?? null,
      consumer: exception.consumer ?? null,
      environment: exception.environment ?? null,
      expires_at: exception.expiresAt,
      created_by: exception.createdBy,
      created_at: exception.createdAt,
    });
  }

  /** False when there is none that still holds. */
  async end(id: string, at: string): Promise<boolean> {
    const ended = await this.#knex<ExceptionRow>('exceptions')
      .where({ id })
      .whereNull('ended_at')
      .update({ ended_at: at });
    return ended > 0;
  }

  /** Those that hold at a time, oldest first. */
  async holding(at: string): Promise<ContractException[]> {
    const rows = await this.#knex<ExceptionRow>('exceptions')
      .whereNull('ended_at')
      .where('expires_at', '>', at)
      .orderBy('created_at');
    return rows.map(toException);
  }
}
