import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../translation';
import { hasVersionDrift } from '../state/judge';
import { shortName } from '../state/place';

/** The second line of a lane: what Git and the runtime agree on. */
export function syncLine(deployment: Deployment, t: DeliveryWords): string {
  const { operation, live, sync } = deployment;
  if (operation) {
    return t('say.askedBy', {
      message: operation.message,
      who: shortName(operation.requestedBy),
    });
  }
  if (live.stale) {
    return live.staleCause ?? t('say.syncUnknown');
  }
  const words = {
    // Argo CD compares manifests: they agree long before the version runs.
    'in-sync': hasVersionDrift(deployment)
      ? t('say.applied', { version: String(deployment.desired.version) })
      : t('say.inSync'),
    'out-of-sync': t('say.outOfSync'),
    unknown: t('say.syncUnknown'),
  };
  const { replicas } = live;
  return [
    words[sync.status],
    replicas &&
      t('say.replicas', {
        ready: String(replicas.ready),
        desired: String(replicas.desired),
      }),
  ]
    .filter(Boolean)
    .join(' · ');
}
