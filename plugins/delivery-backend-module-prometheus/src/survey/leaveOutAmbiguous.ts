import type { Detected } from '../detection/ProfileDetector';

const MOST_TOLD = 3;

/**
 * Two deployments that the same labels select have the same figures, and at
 * most one of them really has them: neither is measured then.
 *
 * @param tell - hears whom this concerns; nobody, when the text is empty
 */
export function leaveOutAmbiguous(
  detected: readonly Detected[],
  tell: (deployments: string) => void,
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
  const isShared = (each: Detected) => shared.has(keyOf(each) ?? '');
  const named = [...shared].slice(0, MOST_TOLD);
  tell(named.map(key => owners.get(key)?.join(', ')).join('; '));
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
