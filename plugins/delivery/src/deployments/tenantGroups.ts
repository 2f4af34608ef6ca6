import type { SeenDeployment } from '../health/SeenDeployment';
import { attentionRank } from '../state/judge';

/** More tenants than this in one environment share a row that opens. */
export const MOST_TENANTS = 6;

/** A lane, or a row that stands for tenants of whom nothing needs attention. */
export type LaneEntry =
  | { kind: 'lane'; deployment: SeenDeployment }
  | { kind: 'more'; environment: string; deployments: SeenDeployment[] };

function needsOwnRow(deployment: SeenDeployment, chosen?: string): boolean {
  const { measured } = deployment;
  return (
    attentionRank(deployment) !== undefined ||
    deployment.operation !== undefined ||
    deployment.hold !== undefined ||
    deployment.health.status !== 'healthy' ||
    (measured !== undefined && measured.status !== 'healthy') ||
    deployment.id === chosen
  );
}

/** Folds the fine tenants of an environment with many of them. */
export function groupTenants(
  sorted: readonly SeenDeployment[],
  opened: ReadonlySet<string>,
  chosen?: string,
): LaneEntry[] {
  const entries: LaneEntry[] = [];
  const environments = [...new Set(sorted.map(d => d.environment))];
  for (const environment of environments) {
    const lanes = sorted.filter(d => d.environment === environment);
    const fold = lanes.length > MOST_TENANTS && !opened.has(environment);
    const shown = fold ? lanes.filter(d => needsOwnRow(d, chosen)) : lanes;
    const folded = lanes.filter(d => !shown.includes(d));
    for (const deployment of shown) {
      entries.push({ kind: 'lane', deployment });
    }
    if (folded.length) {
      entries.push({ kind: 'more', environment, deployments: folded });
    }
  }
  return entries;
}
