import type { CheckResult, ExpectedState, FileChange } from './preflight';

/**
 * Where an operation is. The last nine are ends.
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
  | 'not-verified'
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
  'not-verified',
  'stuck',
  'failed',
  'cancelled',
] as const satisfies readonly OperationState[];

/** True when nothing more happens by itself. @public */
export function isOperationEnded(state: OperationState): boolean {
  return (OPERATION_END_STATES as readonly OperationState[]).includes(state);
}

/** @public */
export type OperationType = 'rollback' | 'undo' | 'upgrade';

/** @public */
export type StepName =
  | 'asked'
  | 'committed'
  | 'seen'
  | 'syncing'
  | 'replicas'
  | 'healthy'
  | 'verifying';

/** Steps in the order they happen. @public */
export const OPERATION_STEPS = [
  'asked',
  'committed',
  'seen',
  'syncing',
  'replicas',
  'healthy',
  'verifying',
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

/**
 * What took the place of an operation's version in Git.
 *
 * @public
 */
export interface PassedOver {
  /** Version that Git wants now; absent when the folder is gone, or names none. */
  version?: string;
  /** When Git went on, ISO 8601 in UTC. */
  at: string;
  /** Commit that brought the version, and who wrote it; absent when the folder is gone. */
  commit?: string;
  commitUrl?: string;
  author?: string;
  /** Operation that did it; absent when it was done without one. */
  operationId?: string;
  /** True when that operation is the undo of this one. */
  undone: boolean;
}

/** @public */
export interface Operation extends OperationSummary {
  /** What a {@link DeliverySignal} calls its entity. */
  topic: string;
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
  /** What Git wants instead since; absent while it wants what this operation brought. */
  passedOverBy?: PassedOver;
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
