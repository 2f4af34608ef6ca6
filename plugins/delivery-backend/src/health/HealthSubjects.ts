import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import {
  type ObservationStore,
  observedState,
} from '../database/ObservationStore';
import type { DeploymentRow, ObservationRow } from '../database/rows';
import type { EntityAnnotationsReader } from './EntityAnnotationsReader';
import type { DeclaredSlo } from './slos';

/** A deployment whose health is to be measured. */
export interface HealthSubject {
  target: HealthTarget;
  /** What runs, or, where no runtime says so, what Git wants. */
  version?: string;
  /** Since when, Unix time in seconds; absent when it is not known. */
  since?: number;
  /** Commit that brought the version, when it is the one Git wants. */
  commit?: string;
  /** Objectives from files of its folder. */
  slos: DeclaredSlo[];
}

/** What subjects are made from. */
export interface HealthSubjectsOptions {
  deployments: DeploymentStore;
  observations: ObservationStore;
  annotations: EntityAnnotationsReader;
}

const ALL = 1_000_000;

function newest(rows: readonly ObservationRow[]): Map<string, ObservationRow> {
  const result = new Map<string, ObservationRow>();
  for (const row of rows) {
    const id = row.deployment_id;
    const known = id ? result.get(id) : undefined;
    if (id && (!known || known.observed_at < row.observed_at)) {
      result.set(id, row);
    }
  }
  return result;
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** Since when what runs has been running. */
function sinceOf(row: DeploymentRow, seen: ObservationRow | undefined) {
  if (seen?.version && seen.version_since) {
    return secondsOf(seen.version_since);
  }
  // It ran before anybody looked; it came with the commit that brought it.
  const isWanted = !seen?.version || seen.version === row.version;
  return row.version && isWanted ? secondsOf(row.since) : undefined;
}

/** Finds what is to be measured, from the database and the catalog's annotations. */
export class HealthSubjects {
  readonly #options: HealthSubjectsOptions;

  private constructor(options: HealthSubjectsOptions) {
    this.#options = options;
  }

  static create(options: HealthSubjectsOptions) {
    return new HealthSubjects(options);
  }

  /** Whether the catalog has answered, so that annotations are known. */
  async isReady(): Promise<boolean> {
    return Boolean(await this.#options.annotations.byRef());
  }

  /** One deployment; undefined when it is no longer in Git. */
  async one(deploymentId: string): Promise<HealthSubject | undefined> {
    const { deployments, observations, annotations } = this.#options;
    const row = await deployments.get(deploymentId);
    if (!row || row.removed_at) {
      return undefined;
    }
    const [seen, byRef] = await Promise.all([
      observations.forDeployments([deploymentId]),
      annotations.byRef(),
    ]);
    const observation = newest(seen).get(deploymentId);
    return this.#subject(row, observation, byRef?.get(row.entity_ref));
  }

  /** All deployments that are in Git; undefined while the catalog has yet to answer. */
  async all(): Promise<HealthSubject[] | undefined> {
    const { deployments, observations, annotations } = this.#options;
    const [rows, seen, byRef] = await Promise.all([
      deployments.page({}, { sort: 'default', limit: ALL }),
      observations.all(),
      annotations.byRef(),
    ]);
    const observed = newest(seen);
    return (
      byRef &&
      rows.map(row =>
        this.#subject(row, observed.get(row.id), byRef.get(row.entity_ref)),
      )
    );
  }

  #subject(
    row: DeploymentRow,
    seen: ObservationRow | undefined,
    annotations: Record<string, string> = {},
  ): HealthSubject {
    const state = seen && observedState(seen);
    const version = seen?.version ?? row.version ?? undefined;
    return {
      target: {
        deploymentId: row.id,
        entityRef: row.entity_ref,
        component: row.component,
        environment: row.environment,
        environmentKind: row.environment_kind ?? undefined,
        tenant: row.tenant ?? undefined,
        cluster: state?.cluster ?? row.cluster ?? undefined,
        namespace: state?.namespace,
        annotations,
      },
      version,
      since: sinceOf(row, seen),
      commit: version === row.version ? row.version_commit : undefined,
      slos: JSON.parse(row.slos),
    };
  }
}
