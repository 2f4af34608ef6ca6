import type { CheckResult, ExpectedState, FileChange } from './preflight';

/**
 * Where an operation is. The last eight are ends.
 *
 * @public
 */
export type OperationState =
  | 'requested'
  | 'authorised'
  | 'committing'
  | 'committed'
  | 'syncing'
  | 'converged'
  | 'verifying'
  | 'recovered'
  | 'completed'
  | 'refused'
  | 'superseded'
  | 'not-recovered'
  | 'stuck'
  | 'failed'
  | 'cancelled';

/** @public */
export const OPERATION_END_STATES = [
  'recovered',
  'completed',
  'refused',
  'superseded',
  'not-recovered',
  'stuck',
  'failed',
  'cancelled',
] as const satisfies readonly OperationState[];

/** True when nothing more happens by itself. @public */
export function isOperationEnded(state: OperationState): boolean {
  return (OPERATION_END_STATES as readonly OperationState[]).includes(state);
}

/** @public */
export type OperationType = 'rollback' | 'undo';

/** @public */
export type StepName =
  'asked' | 'committed' | 'seen' | 'syncing' | 'replicas' | 'healthy';

/** Steps in the order they happen. @public */
export const OPERATION_STEPS = [
  'asked',
  'committed',
  'seen',
  'syncing',
  'replicas',
  'healthy',
] as const satisfies readonly StepName[];

/** @public */
export type StepStatus = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** @public */
export interface OperationStep {
  name: StepName;
  status: StepStatus;
  /** 1 for the first try. */
  attempt: number;
  /** ISO 8601 in UTC. */
  startedAt?: string;
  endedAt?: string;
  /** One sentence about what happened, or what is waited for. */
  message?: string;
}

/** @public */
export interface OperationSummary {
  id: string;
  type: OperationType;
  state: OperationState;
  deploymentId: string;
  entityRef: string;
  environment: string;
  tenant?: string;
  fromVersion: string;
  toVersion: string;
  /** Entity ref of who asked. */
  requestedBy: string;
  /** ISO 8601 in UTC. */
  requestedAt: string;
  endedAt?: string;
  /** Step at work, or the one that failed, 1-based, and how many there are. */
  step: number;
  steps: number;
  /** One sentence: the state, with the figure or cause that matters. */
  message: string;
}

/** @public */
export interface Operation extends OperationSummary {
  component: string;
  reason: string;
  incident?: string;
  expected: ExpectedState;
  checks: CheckResult[];
  changes: FileChange[];
  repository: string;
  path: string;
  commit?: string;
  commitUrl?: string;
  stepDetails: OperationStep[];
  /** What a person can do next when it is stuck, refused or failed: exact commands or acts. */
  nextActs: string[];
  /** Operation that this one undoes. */
  undoes?: string;
  /** Until the commit it can be stopped; after it, undone. */
  can: { stop: boolean; undo: boolean };
}

/** @public */
export interface OperationsPage {
  items: OperationSummary[];
  nextCursor?: string;
  totalItems: number;
}

/** @public */
export interface OperationRequest {
  type: OperationType;
  deploymentId: string;
  /** Version to go to. */
  version: string;
  expected: ExpectedState;
  /** One line; line breaks and control characters become spaces. */
  reason: string;
  /** Number or URL of an incident. */
  incident?: string;
  /** Checks that answered `unknown` and that the person accepts, by id. */
  accept?: string[];
  /** For `undo`: the operation to undo. */
  undoes?: string;
}
