import {
  DELIVERY_ANNOTATIONS,
  type HealthState,
  type HealthStatus,
  type SyncState,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  RuntimeHistoryEntry,
  RuntimeObservation,
  RuntimeOperation,
} from '@slipway/backstage-plugin-delivery-node';
import {
  Application,
  type ArgoCdApplication,
  ApplicationHead,
  type ApplicationStatus,
} from './Application';
import { gitSources, sourcesOf } from './gitSources';
import { liveChartVersion, splitHistory, splitRevisions } from './revisions';

/** What the mapping must know of the cluster that holds the Applications. */
export interface ApplicationContext {
  cluster: string;
  clusterNames: Readonly<Record<string, string>>;
  argocdUrl?: string;
}

const HEALTH: Record<string, HealthStatus> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Degraded: 'degraded',
  Suspended: 'suspended',
  Missing: 'missing',
};
const SYNC: Record<string, SyncState['status']> = {
  Synced: 'in-sync',
  OutOfSync: 'out-of-sync',
};
const PHASE: Record<string, RuntimeOperation['phase']> = {
  Running: 'running',
  Terminating: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
};
const OWN_CLUSTER = new Set(['https://kubernetes.default.svc', 'in-cluster']);
/** Argo CD's warnings share the list with what really stops a sync. */
const ERROR_CONDITION = /Error$/;

/** The key of an ArgoCdApplication: `namespace/name`. */
export function keyOf(value: unknown): string | undefined {
  const head = ApplicationHead.safeParse(value);
  return head.success
    ? `${head.data.metadata.namespace}/${head.data.metadata.name}`
    : undefined;
}

/**
 * Turns what the API server holds into an observation.
 *
 * @returns undefined when the object has not even a name
 */
export function mapApplication(
  value: unknown,
  context: ApplicationContext,
): RuntimeObservation | undefined {
  const key = keyOf(value);
  if (!key) {
    return undefined;
  }
  const parsed = Application.safeParse(value);
  return parsed.success
    ? mapReadable(key, parsed.data, context)
    : unreadable(key, parsed.error.issues[0].path.join('.'), context);
}

function unreadable(
  key: string,
  place: string,
  context: ApplicationContext,
): RuntimeObservation {
  const message = `The Application ${key} cannot be read: its field ${place} has not the form that Argo CD gives it.`;
  return {
    key,
    locator: { sources: [], name: key.split('/')[1], labels: {} },
    images: [],
    sync: { status: 'unknown', message },
    health: { status: 'unknown', message },
    history: [],
    url: urlOf(key, context),
  };
}

function mapReadable(
  key: string,
  application: ArgoCdApplication,
  context: ApplicationContext,
): RuntimeObservation {
  const { metadata, spec, status } = application;
  return {
    key,
    locator: {
      sources: gitSources(application),
      entityRef: metadata.annotations?.[DELIVERY_ANNOTATIONS.entityRef],
      name: metadata.name,
      labels: metadata.labels ?? {},
    },
    cluster: clusterOf(application, context),
    namespace: spec.destination?.namespace ?? undefined,
    images: status?.summary?.images ?? [],
    chartVersion: liveChartVersion(application),
    sync: syncOf(application),
    health: healthOf(status),
    operation: operationOf(application),
    history: historyOf(application),
    url: urlOf(key, context),
    reconciledAt: status?.reconciledAt ?? undefined,
  };
}

function clusterOf(
  { spec }: ArgoCdApplication,
  context: ApplicationContext,
): string | undefined {
  const { server, name } = spec.destination ?? {};
  for (const address of [server, name]) {
    const configured = address && context.clusterNames[address];
    if (configured) {
      return configured;
    }
    if (address && OWN_CLUSTER.has(address)) {
      return context.cluster;
    }
  }
  return name ?? undefined;
}

function syncOf(application: ArgoCdApplication): SyncState {
  const { metadata, spec, status } = application;
  const split = splitRevisions(status?.sync ?? {}, sourcesOf(spec));
  const errors = (status?.conditions ?? [])
    .filter(({ type, message }) => ERROR_CONDITION.test(type) && message)
    .map(({ message }) => message);
  const message = metadata.deletionTimestamp
    ? 'The Application is being deleted.'
    : errors.join('; ');
  return {
    status: SYNC[status?.sync?.status ?? ''] ?? 'unknown',
    message: message || undefined,
    revision: split.commits[0],
  };
}

function healthOf(status: ArgoCdApplication['status']): HealthState {
  const health = status?.health;
  if (!health?.status) {
    return {
      status: 'unknown',
      message: 'Argo CD has not judged the health yet.',
    };
  }
  const mapped = HEALTH[health.status] ?? 'unknown';
  const message = health.message || messageOfResources(health.status, status);
  return {
    status: mapped,
    message: message || undefined,
    since: health.lastTransitionTime ?? undefined,
  };
}

/** Argo CD often says the cause only on the resource that gave the Application its health. */
function messageOfResources(
  health: string,
  status: ArgoCdApplication['status'],
): string {
  return (status?.resources ?? [])
    .filter(resource => resource.health?.status === health)
    .flatMap(({ health: own }) => (own?.message ? [own.message] : []))
    .join('; ');
}

function operationOf(
  application: ArgoCdApplication,
): RuntimeOperation | undefined {
  const state = application.status?.operationState;
  const phase = state && PHASE[state.phase];
  if (!phase) {
    return undefined;
  }
  const revisions = state.syncResult ?? state.operation?.sync ?? {};
  return {
    phase,
    message: state.message || undefined,
    revisions: splitRevisions(revisions, sourcesOf(application.spec)).commits,
    startedAt: state.startedAt ?? undefined,
    finishedAt: state.finishedAt ?? undefined,
  };
}

function historyOf(application: ArgoCdApplication): RuntimeHistoryEntry[] {
  const entries: NonNullable<ApplicationStatus['history']> =
    application.status?.history ?? [];
  return entries
    .flatMap(entry =>
      entry.deployedAt
        ? {
            revisions: splitHistory(entry, application).commits,
            deployedAt: entry.deployedAt,
            initiatedBy:
              entry.initiatedBy?.username ||
              (entry.initiatedBy?.automated ? 'automated sync' : undefined),
          }
        : [],
    )
    .reverse();
}

function urlOf(
  key: string,
  { argocdUrl }: ApplicationContext,
): string | undefined {
  return argocdUrl
    ? `${argocdUrl}/applications/${key.split('/').map(encodeURIComponent).join('/')}`
    : undefined;
}
