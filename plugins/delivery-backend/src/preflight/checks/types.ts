import type {
  DeployedVersion,
  Deployment,
  ExpectedState,
  FileChange,
  OperationType,
} from '@slipway/backstage-plugin-delivery-common';
import type { PreflightAnswer } from '@slipway/backstage-plugin-delivery-node';
import type { EnvironmentConfig } from '../../config/readDeliveryConfig';
import type { OperationRow, RevisionRow } from '../../database/rows';

/** What the checks that Git and the ledger can answer look at. */
export interface LedgerSubject {
  /** What the version is brought by. */
  type: OperationType;
  /** Other places where Git wants the version; only looked for before an upgrade. */
  elsewhere: readonly string[];
  deployment: Deployment;
  version: string;
  expected: ExpectedState;
  target?: DeployedVersion;
  /** Newest first: rows since the target was last desired. */
  since: readonly RevisionRow[];
  /** Whether `since` reaches back to the target. */
  complete: boolean;
  /** What the commit would change, or why it cannot be made. */
  plan: { changes: readonly FileChange[] } | { error: string };
  environment?: EnvironmentConfig;
  lastRollback?: OperationRow;
  now: number;
}

/** A check without a call to the outside. */
export interface LedgerCheck {
  id: string;
  title: string;
  answer(subject: LedgerSubject): PreflightAnswer | undefined;
}
