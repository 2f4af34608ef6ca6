import type { Detected } from '../detection/ProfileDetector';
import { agreement } from '../selection/selectLabels';
import type { DeclaredSlo } from './declaredSlos';

const ENVIRONMENT_LABELS = ['environment', 'env', 'stage'];

/**
 * Finds whose objectives these are. One that could be of several deployments
 * is given to none: production's budget is not that of a test.
 */
export function matchSlos(
  slos: readonly DeclaredSlo[],
  deployments: readonly Detected[],
): Map<string, DeclaredSlo[]> {
  const byComponent = new Map<string, Detected[]>();
  for (const deployment of deployments) {
    const { component } = deployment.target;
    const some = byComponent.get(component) ?? [];
    byComponent.set(component, [...some, deployment]);
  }
  const found = new Map<string, DeclaredSlo[]>();
  for (const slo of slos) {
    const owner = ownerOf(slo, byComponent.get(slo.service ?? '') ?? []);
    if (owner) {
      const { deploymentId } = owner.target;
      found.set(deploymentId, [...(found.get(deploymentId) ?? []), slo]);
    }
  }
  return found;
}

function ownerOf(
  { labels }: DeclaredSlo,
  deployments: readonly Detected[],
): Detected | undefined {
  const scored = deployments
    .map(deployment => ({ deployment, score: scoreOf(deployment, labels) }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && best.score !== second?.score ? best.deployment : undefined;
}

/** @returns -1 when a label says that it is of another deployment */
function scoreOf(
  { target, requests, candidates }: Detected,
  labels: Record<string, string>,
): number {
  const { namespace, environment, cluster, tenant } = target;
  const named = ENVIRONMENT_LABELS.find(name => labels[name] !== undefined);
  const facts: [string | undefined, string | undefined][] = [
    [labels.namespace, namespace],
    [named && labels[named], environment],
    [labels.cluster, cluster],
    [labels.tenant, tenant],
  ];
  let score = 0;
  for (const [said, known] of facts) {
    if (said !== undefined && known !== undefined) {
      if (said !== known) {
        return -1;
      }
      score++;
    }
  }
  const selection = (requests ?? candidates[0])?.selection ?? [];
  const { contradicts, shared } = agreement(selection, labels);
  return contradicts ? -1 : score + shared;
}
