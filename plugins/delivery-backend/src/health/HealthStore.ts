import type {
  DeployComparison,
  DeploymentHealth,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  HealthTarget,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import type { DeployComparisonRow, HealthSnapshotRow } from '../database/rows';

/** The newest figures of a deployment, and where they come from. */
export interface HealthSnapshot {
  source: string;
  target: HealthTarget;
  health: DeploymentHealth;
}

/** What was measured around a version that went live. */
export interface StoredComparison {
  commit: string;
  comparison: DeployComparison;
  beforeParts: (RequestCounts | null)[];
  /** What was counted in the whole stay, once it ended. */
  stay?: RequestCounts;
  final: boolean;
}

const ROWS_PER_WRITE = 100;
const IDS_PER_QUERY = 500;

/** JSON knows no infinity, which is the last bound of every histogram. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    item === Infinity ? '+Inf' : item,
  );
}

function read<T>(text: string): T {
  return JSON.parse(text, (_, item) => (item === '+Inf' ? Infinity : item));
}

function toSnapshot(row: HealthSnapshotRow): HealthSnapshot {
  return {
    source: row.source,
    target: JSON.parse(row.target),
    health: JSON.parse(row.health),
  };
}

function toStored(row: DeployComparisonRow): StoredComparison {
  return {
    commit: row.commit,
    comparison: JSON.parse(row.comparison),
    beforeParts: read(row.before_parts),
    stay: row.stay ? read(row.stay) : undefined,
    final: Boolean(row.final),
  };
}

/** What sources of health measured. */
export class HealthStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new HealthStore(knex);
  }

  /**
   * Stores the newest figures.
   *
   * @returns ids of the deployments whose status is another one now
   */
  async putSnapshots(snapshots: readonly HealthSnapshot[]): Promise<string[]> {
    const rows = snapshots.map(({ source, target, health }) => ({
      deployment_id: health.deploymentId,
      ...{ source, status: health.status },
      target: JSON.stringify(target),
      health: JSON.stringify(health),
      measured_at: health.measuredAt!,
    }));
    const before = await this.#statuses(rows.map(row => row.deployment_id));
    await this.#knex.transaction(async transaction => {
      for (let at = 0; at < rows.length; at += ROWS_PER_WRITE) {
        await transaction<HealthSnapshotRow>('health_snapshots')
          .insert(rows.slice(at, at + ROWS_PER_WRITE))
          .onConflict('deployment_id')
          .merge();
      }
    });
    return rows
      .filter(row => before.get(row.deployment_id) !== row.status)
      .map(row => row.deployment_id);
  }

  async #statuses(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.#byIds<HealthSnapshotRow>('health_snapshots', ids);
    return new Map(rows.map(row => [row.deployment_id, row.status]));
  }

  async #byIds<T extends { deployment_id: string }>(
    table: string,
    ids: readonly string[],
  ): Promise<T[]> {
    const found: T[] = [];
    for (let at = 0; at < ids.length; at += IDS_PER_QUERY) {
      const rows = await this.#knex(table).whereIn(
        'deployment_id',
        ids.slice(at, at + IDS_PER_QUERY),
      );
      found.push(...(rows as T[]));
    }
    return found;
  }

  /** By deployment id. */
  async snapshots(
    ids: readonly string[],
  ): Promise<Map<string, HealthSnapshot>> {
    const rows = await this.#byIds<HealthSnapshotRow>('health_snapshots', ids);
    return new Map(rows.map(row => [row.deployment_id, toSnapshot(row)]));
  }

  /** Forgets figures of deployments that no source speaks for any more. */
  async keepSnapshots(ids: ReadonlySet<string>): Promise<void> {
    const rows =
      await this.#knex<HealthSnapshotRow>('health_snapshots').select(
        'deployment_id',
      );
    const gone = rows.map(row => row.deployment_id).filter(id => !ids.has(id));
    for (let at = 0; at < gone.length; at += IDS_PER_QUERY) {
      await this.#knex<HealthSnapshotRow>('health_snapshots')
        .whereIn('deployment_id', gone.slice(at, at + IDS_PER_QUERY))
        .delete();
    }
  }

  async putComparison(stored: StoredComparison): Promise<void> {
    const { commit, comparison, beforeParts, stay, final } = stored;
    const row: DeployComparisonRow = {
      deployment_id: comparison.deploymentId,
      ...{ commit, version: comparison.version, at: comparison.at, final },
      comparison: JSON.stringify(comparison),
      before_parts: write(beforeParts),
      stay: stay ? write(stay) : null,
    };
    await this.#knex<DeployComparisonRow>('deploy_comparisons')
      .insert(row)
      .onConflict(['deployment_id', 'commit'])
      .merge();
  }

  /** By deployment id, newest first. */
  async comparisons(
    ids: readonly string[],
  ): Promise<Map<string, StoredComparison[]>> {
    const rows = await this.#byIds<DeployComparisonRow>(
      'deploy_comparisons',
      ids,
    );
    rows.sort((a, b) => (a.at < b.at ? 1 : -1));
    const result = new Map<string, StoredComparison[]>();
    for (const row of rows) {
      const known = result.get(row.deployment_id) ?? [];
      known.push(toStored(row));
      result.set(row.deployment_id, known);
    }
    return result;
  }
}
