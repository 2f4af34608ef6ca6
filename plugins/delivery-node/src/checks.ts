import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CheckExample,
  CheckLink,
  CheckStatus,
  Deployment,
  DeployedVersion,
  FileChange,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * What a preflight check may look at.
 *
 * @public
 */
export interface PreflightSubject {
  deployment: Deployment;
  /** Version to go to. */
  version: string;
  /** What is known of that version here; absent when it never was here. */
  target?: DeployedVersion;
  /** Exactly what the commit would change. */
  changes: readonly FileChange[];
}

/** @public */
export interface PreflightAnswer {
  /** Tells the answers of one check apart; the same again for the same subject. */
  id?: string;
  /** In place of the title of the check. */
  title?: string;
  status: CheckStatus;
  /** One sentence: subject, verb, cause. */
  message: string;
  evidence?: string[];
  /** A value that shows what is the matter. */
  example?: CheckExample;
  /** Pages that show more, or where something can be done about it. */
  links?: CheckLink[];
  /** Entity refs that it names beside the deployment's own, so that its words are kept from who may not see one of them. */
  about?: string[];
}

/**
 * One question asked before a write. Registered through
 * `deliveryPreflightChecksExtensionPoint`.
 *
 * @public
 */
export interface PreflightCheck {
  /** For example `contracts`. */
  readonly id: string;
  /** Two or three words for the list. */
  readonly title: string;
  /**
   * Answers within the time the signal gives; an error or a time-out counts
   * as `unknown`.
   *
   * @returns one answer, or several that stand for themselves; undefined when
   * the question does not apply here
   */
  check(
    subject: PreflightSubject,
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): Promise<PreflightAnswer | readonly PreflightAnswer[] | undefined>;
}
