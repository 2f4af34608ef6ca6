import {
  OPERATION_STEPS,
  type Operation,
  type OperationRequest,
  type OperationState,
  type OperationStep,
  type OperationSummary,
  type OperationType,
  type PassedOver,
  isOperationEnded,
} from '@slipway/backstage-plugin-delivery-common';
import type { OperationRow, OperationStepRow } from '../database/rows';

/** What stays true of the deployment while an operation works on it. */
export interface OperationContext {
  component: string;
  environment: string;
  tenant?: string;
  repository: string;
  path: string;
  /** Person who becomes the author of the commit. */
  author: { name: string; email: string };
  /** Indexed commit when it was asked: the operation's own commit is newer. */
  head?: string;
}

export function contextOf(row: OperationRow): OperationContext {
  return JSON.parse(row.context) as OperationContext;
}

export function requestOf(row: OperationRow): OperationRequest {
  return JSON.parse(row.request) as OperationRequest;
}

function toStep(row: OperationStepRow): OperationStep {
  return {
    name: row.name as OperationStep['name'],
    status: row.status as OperationStep['status'],
    attempt: row.attempt,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    message: row.message ?? undefined,
  };
}

/** Number of the step at work: the first that is neither done nor skipped. */
function stepNumber(steps: OperationStepRow[]): number {
  const at = steps.findIndex(
    step => step.status !== 'done' && step.status !== 'skipped',
  );
  return at < 0 ? steps.length : at + 1;
}

export function toSummary(
  row: OperationRow,
  steps: OperationStepRow[],
): OperationSummary {
  const context = contextOf(row);
  return {
    id: row.id,
    type: row.type as OperationType,
    state: row.state as OperationState,
    deploymentId: row.deployment_id,
    entityRef: row.entity_ref,
    environment: context.environment,
    tenant: context.tenant,
    fromVersion: row.from_version,
    toVersion: row.to_version,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    endedAt: row.ended_at ?? undefined,
    step: stepNumber(steps),
    steps: OPERATION_STEPS.length,
    message: row.message,
  };
}

/** The public form of an operation with all its steps. */
export function toOperation(
  row: OperationRow,
  steps: OperationStepRow[],
  options: {
    commitUrl?: string;
    mayAct: boolean;
    /** What signals call its entity. */
    topic: string;
    /** What Git wants instead since. */
    passedOverBy?: PassedOver;
  },
): Operation {
  const context = contextOf(row);
  const request = requestOf(row);
  const ended = isOperationEnded(row.state as OperationState);
  const committed = Boolean(
    steps.find(step => step.name === 'committed' && step.status === 'done'),
  );
  return {
    ...toSummary(row, steps),
    topic: options.topic,
    component: context.component,
    reason: request.reason,
    incident: request.incident,
    expected: request.expected,
    checks: JSON.parse(row.checks),
    changes: JSON.parse(row.changes),
    repository: context.repository,
    path: context.path,
    commit: committed ? (row.commit ?? undefined) : undefined,
    commitUrl: committed ? options.commitUrl : undefined,
    stepDetails: steps.map(toStep),
    nextActs: JSON.parse(row.next_acts),
    undoes: request.undoes,
    passedOverBy: committed ? options.passedOverBy : undefined,
    can: {
      stop: options.mayAct && !ended && !committed && !row.stop_requested,
      // Once another version is there, it has been undone or passed over.
      undo: options.mayAct && committed && !options.passedOverBy,
    },
  };
}
