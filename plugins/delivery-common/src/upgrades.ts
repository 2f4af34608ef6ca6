import type { CheckResult, ExpectedState } from './preflight';

/**
 * Where an upgrade in waves is. The last two are ends.
 *
 * - `planned`: waits for a person to start it
 * - `running`: works
 * - `stopped`: begins nothing more, by a person or by itself; can be started again
 *
 * @public
 */
export type UpgradeState =
  'planned' | 'running' | 'stopped' | 'completed' | 'abandoned';

/**
 * Where one deployment of an upgrade is.
 *
 * - `waiting`: its wave has not come
 * - `blocked`: a check is in its way; it is asked again
 * - `running`: its operation is at work
 * - `soaking`: live, and watched
 * - `done`: live and healthy for the soak time
 * - `failed`: did not start, or did not stay well
 * - `set-aside`: its tenant is suspended, or its folder is gone; nothing waits
 *   for it. It comes back when the tenant does before its wave is over.
 *
 * @public
 */
export type UpgradeItemState =
  | 'waiting'
  | 'blocked'
  | 'running'
  | 'soaking'
  | 'done'
  | 'failed'
  | 'set-aside';

/** A deployment that is to get a version. @public */
export interface UpgradeTarget {
  deploymentId: string;
  version: string;
  /** What was on the person's screen. */
  expected: ExpectedState;
}

/** Deployments that are upgraded together. @public */
export interface UpgradeWave {
  targets: UpgradeTarget[];
}

/** A version of a component. @public */
export interface UpgradeVersion {
  component: string;
  version: string;
}

/** @public */
export interface UpgradeRequest {
  /** In their order. */
  waves: UpgradeWave[];
  /** One line. */
  reason: string;
  /** So many seconds a wave must be live and healthy before the next begins; as configured when absent. */
  soakSeconds?: number;
  /** Checks that could not tell and that the person accepts, by id. */
  accept?: string[];
  /** Versions that nobody wants or runs anywhere yet, and that the person let pass all the same. */
  versionsLetPass?: UpgradeVersion[];
  /** When it begins by itself, ISO 8601 with an offset; without it a person starts it. */
  startsAt?: string;
}

/** How an upgrade is started. @public */
export interface UpgradeStart {
  /** Checks that could not tell and that the person accepts, by id; those of before when absent. */
  accept?: string[];
}

/** One deployment of an upgrade. @public */
export interface UpgradeItem {
  deploymentId: string;
  entityRef: string;
  component: string;
  environment: string;
  tenant?: string;
  fromVersion: string;
  toVersion: string;
  state: UpgradeItemState;
  /** One sentence. */
  message: string;
  /** The newest answers of the checks, worst first. */
  checks: CheckResult[];
  /** Since when it is watched, ISO 8601 in UTC. */
  soakingSince?: string;
  /** The operation that made its commit. */
  operationId?: string;
}

/** An upgrade of many deployments, wave by wave. @public */
export interface Upgrade {
  id: string;
  state: UpgradeState;
  reason: string;
  /** Entity ref of who asked. */
  requestedBy: string;
  /** ISO 8601 in UTC. */
  requestedAt: string;
  endedAt?: string;
  /** When it begins by itself, ISO 8601 in UTC; only while it is planned. */
  startsAt?: string;
  soakSeconds: number;
  /** Checks that are let pass although they could not tell, by id. */
  accepted: string[];
  /** Versions that stood nowhere when it was planned, and that who planned it let pass. */
  versionsLetPass?: UpgradeVersion[];
  /** One sentence. */
  message: string;
  /** 1 for the first; the one at work, or the next to begin. */
  wave: number;
  waves: { items: UpgradeItem[] }[];
  /** Deployments that the caller may not see. */
  hidden: number;
  can: { start: boolean; stop: boolean; abandon: boolean };
}

/** @public */
export interface UpgradesResponse {
  items: Upgrade[];
}

/** True when nothing more can become of it. @public */
export function isUpgradeEnded(state: UpgradeState): boolean {
  return state === 'completed' || state === 'abandoned';
}
