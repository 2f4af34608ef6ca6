import type { Deployment } from '@slipway/backstage-plugin-delivery-common';

/** What is missing until a version is live and healthy; nothing when it is. */
export function describeWait(
  deployment: Deployment,
  wanted: string,
): string | undefined {
  const { desired, live, health, sync } = deployment;
  if (desired.version !== wanted) {
    return `Git wants ${desired.version ?? 'no version'}, not ${wanted} yet`;
  }
  if (!live.source) return 'no runtime has said anything of it yet';
  if (live.stale) {
    return `the runtime is silent: ${live.staleCause ?? 'no cause is known'}`;
  }
  if (live.version !== wanted) {
    const state = sync.status === 'in-sync' ? '' : `, ${sync.status}`;
    return `${wanted} is to go live; ${live.version ?? 'an unknown version'} runs${state}`;
  }
  if (health.status !== 'healthy') {
    const { replicas } = live;
    const ready = replicas
      ? ` (${replicas.ready} of ${replicas.desired} replicas are ready)`
      : '';
    return `${wanted} is live and ${health.status}${ready}`;
  }
  if (sync.status === 'out-of-sync') {
    // The version is the same; what else was asked for is still to come.
    return `${wanted} is live, and the runtime has not applied all of its folder yet`;
  }
  return undefined;
}

/** What the runtime last said of it, as far as it said anything. */
export function lastWords({ health, sync }: Deployment): string {
  const words = health.message ?? sync.message;
  return words
    ? `The runtime said last: ${words}`
    : 'The runtime gave no message.';
}
