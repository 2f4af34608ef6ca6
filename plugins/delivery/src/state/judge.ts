import type {
  Ban,
  Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { isMeasuredBad, type SeenDeployment } from '../health/SeenDeployment';

/**
 * True when measurements or a runtime say now that something is wrong; never
 * of an old value. A silent runtime does not silence what is measured.
 */
export function isInTrouble(deployment: SeenDeployment): boolean {
  const { health, live } = deployment;
  return (
    isMeasuredBad(deployment) ||
    (!live.stale &&
      (health.status === 'degraded' || health.status === 'missing'))
  );
}

/** True when the runtime runs another version than Git wants. */
export function hasVersionDrift(deployment: Deployment): boolean {
  const { live, desired } = deployment;
  return (
    live.version !== undefined &&
    desired.version !== undefined &&
    live.version !== desired.version
  );
}

const MINUTE_MS = 60_000;
/** So long a runtime may take to hear of a change, and to begin with it. */
const HEARS_MS = 5 * MINUTE_MS;
/** So long it may be at it, as long as it says so. */
const BRINGS_MS = 15 * MINUTE_MS;

/**
 * True when Git wants another version since moments, and the runtime is still
 * bringing it. Nothing is wrong with that yet.
 */
export function isRollingOut(deployment: Deployment, now: number): boolean {
  const { desired, live, health, sync } = deployment;
  // What the runtime says of it is why it does not go on.
  if (live.stale || sync.message || !hasVersionDrift(deployment)) return false;
  const age = now - Date.parse(desired.since);
  const most = health.status === 'progressing' ? BRINGS_MS : HEARS_MS;
  // A time to come is a slip, or a clock that is wrong.
  return age >= -MINUTE_MS && age < most;
}

/**
 * Degraded with nothing of the wanted version at work is another word than
 * degraded with something.
 */
export function isNotStarting(deployment: Deployment): boolean {
  const { health, live } = deployment;
  const { replicas } = live;
  const noneReady =
    replicas !== undefined && replicas.desired > 0 && replicas.ready === 0;
  return (
    health.status === 'degraded' && (noneReady || hasVersionDrift(deployment))
  );
}

/**
 * Bans that say something of what runs now: of its version, of the one just
 * rolled back, or set together with the hold. All others are history.
 */
export function pressingBans(deployment: Deployment): Ban[] {
  const { bans, desired, live, hold, lastOperation } = deployment;
  const takenBack =
    lastOperation?.type === 'rollback' &&
    lastOperation.toVersion === desired.version
      ? lastOperation.fromVersion
      : undefined;
  const near = new Set([desired.version, live.version, takenBack]);
  return bans.filter(
    ({ version, since }) =>
      near.has(version) || (since !== undefined && since === hold?.since),
  );
}

/** Git has gone on since its newest operation, whose end is history then. */
export function isPassedOver({ desired, lastOperation }: Deployment): boolean {
  return (
    lastOperation !== undefined &&
    desired.version !== lastOperation.toVersion &&
    Date.parse(desired.since) > Date.parse(lastOperation.requestedAt)
  );
}

/**
 * Whether a person should look at it, and how urgently: lower is worse.
 *
 * @param now - given, what is rolling out since moments needs nobody
 */
export function attentionRank(
  deployment: SeenDeployment,
  now?: number,
): number | undefined {
  const last = deployment.lastOperation?.state;
  if (deployment.suspended) {
    // Nothing of it is meant to run.
    return deployment.problems.length ? 2 : undefined;
  }
  if (isInTrouble(deployment)) {
    return 0;
  }
  const bad = last === 'stuck' || last === 'failed';
  if (!deployment.operation && bad && !isPassedOver(deployment)) {
    return 1;
  }
  if (deployment.problems.length) {
    return 2;
  }
  if (deployment.live.stale) {
    return 4;
  }
  const isNew = now !== undefined && isRollingOut(deployment, now);
  if (deployment.operation || isNew) {
    // It is being changed: on the way both differ, and somebody is at it.
    return undefined;
  }
  return hasVersionDrift(deployment) || deployment.sync.status === 'out-of-sync'
    ? 3
    : undefined;
}
