import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Detected } from '../detection/ProfileDetector';

/**
 * Two deployments that the same labels select have the same figures, and at
 * most one of them really has them: neither is measured then.
 */
export function leaveOutAmbiguous(
  detected: readonly Detected[],
  logger: LoggerService,
): Detected[] {
  const owners = new Map<string, string[]>();
  for (const each of detected) {
    const key = keyOf(each);
    if (key) {
      const ids = owners.get(key) ?? [];
      owners.set(key, [...ids, each.target.deploymentId]);
    }
  }
  const shared = new Set(
    [...owners].filter(([, ids]) => new Set(ids).size > 1).map(([key]) => key),
  );
  if (!shared.size) {
    return [...detected];
  }
  const isShared = (each: Detected) => shared.has(keyOf(each) ?? '');
  logger.warn(
    'Deployments that the same labels select are not measured: let labels tell them apart',
    {
      deployments: [...shared]
        .slice(0, 3)
        .map(key => owners.get(key)?.join(', '))
        .join('; '),
    },
  );
  return detected.map(each =>
    isShared(each) ? { ...each, requests: undefined } : each,
  );
}

function keyOf({ requests }: Detected): string | undefined {
  return (
    requests &&
    JSON.stringify([
      requests.profile.id,
      requests.metrics.metric,
      requests.selection,
    ])
  );
}
