import type {
  Capability,
  Deployment,
  DeploymentProblem,
  HealthState,
  LiveState,
  OperationSummary,
  Replicas,
  SyncState,
  TenantSuspension,
  VersionKind,
} from '@slipway/backstage-plugin-delivery-common';
import { classifyVersion } from '@slipway/backstage-plugin-delivery-common';
import {
  type ObservedState,
  UNKNOWN_HEALTH,
  UNKNOWN_SYNC,
  observedState,
} from '../database/ObservationStore';
import type {
  DeploymentRow,
  ObservationRow,
  SourceRow,
} from '../database/rows';
import { describeDuration } from '../versions/describeDuration';

/** All that is known of one deployment. */
export interface DeploymentParts {
  row: DeploymentRow;
  /** What signals call its entity. */
  topic: string;
  observation?: ObservationRow;
  source?: SourceRow;
  /** Why a source is silent that may speak for it, when none has. */
  unheard?: string;
  /** Paths of other folders that claim the same place. */
  duplicates?: string[];
  /** Present while its tenant is switched off. */
  suspended?: TenantSuspension;
  operation?: OperationSummary;
  lastOperation?: OperationSummary;
  commitUrl?: string;
  canRollback: Capability;
  now: number;
}

/** A source that was not heard for longer is silent, even if nobody said so. */
export const SOURCE_SILENT_AFTER_MS = 5 * 60_000;

/** Why what a source said is no longer current; undefined while it is. */
export function silence(
  source:
    Pick<SourceRow, 'last_seen_at' | 'silent_since' | 'cause'> | undefined,
  now: number,
  silentAfterMs = SOURCE_SILENT_AFTER_MS,
): { since?: string; cause: string } | undefined {
  if (!source?.last_seen_at) {
    return {
      since: source?.silent_since ?? undefined,
      cause: source?.cause ?? 'The source has not answered yet.',
    };
  }
  if (source.silent_since) {
    return { since: source.silent_since, cause: source.cause ?? '' };
  }
  if (now - Date.parse(source.last_seen_at) > silentAfterMs) {
    return {
      since: source.last_seen_at,
      cause: `Nothing was heard of the source for more than ${describeDuration(silentAfterMs / 1000)}.`,
    };
  }
  return undefined;
}

function describeUnheard(unheard: string | undefined): string {
  const nothing = 'No runtime has said anything of this deployment.';
  return unheard
    ? `${nothing} One that may know it does not answer: ${unheard}`
    : nothing;
}

function toLive(
  observation: ObservationRow | undefined,
  state: ObservedState | undefined,
  silent: ReturnType<typeof silence>,
  unheard: string | undefined,
): LiveState {
  if (!observation) {
    return { stale: true, staleCause: describeUnheard(unheard) };
  }
  return {
    version: observation.version ?? undefined,
    versionKind: observation.version
      ? classifyVersion(observation.version)
      : undefined,
    observedAt: observation.observed_at,
    source: observation.source,
    stale: Boolean(silent),
    staleSince: silent?.since,
    staleCause: silent?.cause,
    since: observation.version
      ? (observation.version_since ?? undefined)
      : undefined,
    replicas: state?.replicas,
    url: state?.url,
  };
}

function toHealth(
  observation: ObservationRow | undefined,
  state: ObservedState | undefined,
): HealthState {
  if (!observation || !state) {
    return UNKNOWN_HEALTH;
  }
  return { ...state.health, since: observation.health_since ?? undefined };
}

/** What is switched off on purpose is neither missing nor broken; what runs all the same is as it is. */
function suspendedHealth(
  suspended: TenantSuspension,
  health: HealthState,
  replicas: Replicas | undefined,
): HealthState {
  const stillRuns = describeLeftOn(suspended, replicas);
  if (stillRuns) return { ...health, message: stillRuns };
  return {
    status: 'suspended',
    message: describeSuspension(suspended),
    since: suspended.since,
  };
}

/** What runs although it was switched off; nothing when nothing does, or nobody says. */
export function describeLeftOn(
  suspended: TenantSuspension,
  replicas: Replicas | undefined,
): string | undefined {
  return replicas?.ready
    ? `${describeSuspension(suspended)} ${replicas.ready} of ${replicas.desired} replicas run all the same.`
    : undefined;
}

/** One sentence. */
export function describeSuspension({ by, reason }: TenantSuspension): string {
  // Of `user:default/lead` the name says enough.
  const who = by.slice(by.lastIndexOf('/') + 1);
  return `Its tenant was suspended by ${who}: ${reason}.`;
}

function toSync(
  state: ObservedState | undefined,
  silent: ReturnType<typeof silence>,
): SyncState {
  if (!state) {
    return UNKNOWN_SYNC;
  }
  return silent ? { ...state.sync, status: 'unknown' } : state.sync;
}

function toProblems(row: DeploymentRow, duplicates: string[] = []) {
  const problems = JSON.parse(row.problems) as DeploymentProblem[];
  if (duplicates.length) {
    problems.push({
      code: 'duplicate',
      message: `${[row.path, ...duplicates].join(' and ')} both claim ${row.component} in ${row.environment}; remove one, or name another component in its delivery.yaml.`,
    });
  }
  return problems;
}

/** Puts together what pages show of a deployment. */
export function toDeployment(parts: DeploymentParts): Deployment {
  const { row, observation } = parts;
  const state = observation && observedState(observation);
  const silent = observation && silence(parts.source, parts.now);
  return {
    id: row.id,
    topic: parts.topic,
    entityRef: row.entity_ref,
    component: row.component,
    environment: row.environment,
    environmentKind: row.environment_kind ?? undefined,
    expires: row.expires ?? undefined,
    tenant: row.tenant ?? undefined,
    cluster: state?.cluster ?? row.cluster ?? undefined,
    repository: row.repository,
    path: row.path,
    desired: {
      version: row.version ?? undefined,
      versionKind: (row.version_kind as VersionKind | null) ?? undefined,
      commit: row.commit,
      since: row.since,
      author: row.author,
      authorEmail: row.author_email ?? undefined,
      file: row.file ?? undefined,
      line: row.line ?? undefined,
      commitUrl: parts.commitUrl,
    },
    live: toLive(observation, state, silent, parts.unheard),
    sync: toSync(state, silent),
    // As last seen while the source is silent; `live.stale` says so, and a
    // page shows it as such.
    health: parts.suspended
      ? suspendedHealth(
          ...([parts.suspended, toHealth(observation, state)] as const),
          state?.replicas,
        )
      : toHealth(observation, state),
    suspended: parts.suspended,
    hold: row.hold ? JSON.parse(row.hold) : undefined,
    bans: JSON.parse(row.bans),
    problems: toProblems(row, parts.duplicates),
    operation: parts.operation,
    lastOperation: parts.lastOperation,
    can: { rollback: parts.canRollback },
  };
}
