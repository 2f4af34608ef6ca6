import type { OperationRow } from '../database/rows';
import type { OperationContext } from '../operations/toOperation';

const context: OperationContext = {
  component: 'payments',
  environment: 'prod',
  tenant: 'acme',
  repository: 'gitops',
  path: 'prod/acme/payments',
  author: { name: 'oncall-1', email: 'oncall-1@example.org' },
};

const request = {
  type: 'rollback',
  deploymentId: 'd-1',
  version: '2.3.1',
  expected: { version: '2.4.0', commit: 'c'.repeat(40) },
  reason: 'It fails',
};

/** A rollback that was just asked for, with what a test changes. */
export function operationRow(change: Partial<OperationRow> = {}): OperationRow {
  return {
    id: 'op-1',
    type: 'rollback',
    state: 'authorised',
    deployment_id: 'd-1',
    entity_ref: 'component:default/payments',
    idempotency_key: 'key',
    requested_by: 'user:default/oncall-1',
    requested_at: '2026-11-21T10:00:00.000Z',
    ended_at: null,
    from_version: '2.4.0',
    to_version: '2.3.1',
    request: JSON.stringify(request),
    checks: '[]',
    changes: '[]',
    context: JSON.stringify(context),
    commit: null,
    message: 'Goes from 2.4.0 to 2.3.1.',
    next_acts: '[]',
    stop_requested: false,
    notified_at: null,
    ...change,
  };
}
