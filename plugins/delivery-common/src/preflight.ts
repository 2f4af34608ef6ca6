import type { OperationType } from './operations';

/**
 * Result of one preflight check. `unknown` means that the check could not
 * tell, which is not a pass.
 *
 * @public
 */
export type CheckStatus = 'ok' | 'warn' | 'block' | 'unknown';

/** @public */
export interface CheckResult {
  /** Stable id, for example `still-what-you-saw`. */
  id: string;
  /** Two or three words, for example `Still what you saw`. */
  title: string;
  status: CheckStatus;
  /** One sentence. */
  message: string;
  /** Lines a person may ask for. */
  evidence?: string[];
  /** A value that shows what is the matter, and what it shows. */
  example?: CheckExample;
  /** Pages that show more, or where something can be done about it. */
  links?: CheckLink[];
  /** Entity refs that it names; who may not see one of them is not shown its words. */
  about?: string[];
  /** Milliseconds the check took. */
  tookMs: number;
}

/** @public */
export interface CheckExample {
  /** One sentence. */
  caption: string;
  /** As it would stand in a file. */
  text: string;
}

/**
 * A page that belongs to what a check says.
 *
 * @public
 */
export interface CheckLink {
  /** `evidence`: shows why; `way-out`: something can be done about it there. */
  kind: 'evidence' | 'way-out';
  /** Words of the link, for example `Ask for an exception`. */
  title: string;
  /** A path in the portal that begins with a slash, or a whole address. */
  url: string;
}

/**
 * One file as it would change.
 *
 * @public
 */
export interface FileChange {
  path: string;
  lines: LineChange[];
}

/** @public */
export interface LineChange {
  /** 1-based. */
  line: number;
  before: string;
  after: string;
}

/** @public */
export interface PreflightRequest {
  /** What the version is brought by; `rollback` when absent. */
  type?: OperationType;
  /** Version to go to. */
  version: string;
  /** What was on the person's screen. */
  expected: ExpectedState;
}

/**
 * What the person saw when deciding: a write happens only while both still
 * hold.
 *
 * @public
 */
export interface ExpectedState {
  version: string;
  commit: string;
}

/** @public */
export interface Preflight {
  deploymentId: string;
  version: string;
  expected: ExpectedState;
  /** ISO 8601 in UTC. */
  checkedAt: string;
  tookMs: number;
  /** The worst of the checks, in the order block, unknown, warn, ok. */
  status: CheckStatus;
  checks: CheckResult[];
  /** Exactly what the commit would change. */
  changes: FileChange[];
  /** What going back leaves as it is, in words. */
  notRolledBack: string[];
  /** The deployment as it is now, when it is no longer what the person saw. */
  current?: ExpectedState & { author: string; at: string; subject: string };
}
