import { formatFigure, formatSample } from '../health/figures';
import type { SeenDeployment } from '../health/SeenDeployment';
import type { DeliveryWords } from '../translation';
import { hasVersionDrift } from '../state/judge';
import { shortName } from '../state/place';

/** How the version fares that still runs while Git wants another. */
function stillServes(
  deployment: SeenDeployment,
  t: DeliveryWords,
): string | undefined {
  const { live, measured } = deployment;
  const { errorRatio, requests = 0 } = measured?.now ?? {};
  const known = measured?.status !== 'silent' && errorRatio !== undefined;
  return hasVersionDrift(deployment) && known
    ? t('measured.stillServes', {
        version: String(live.version),
        share: formatFigure(errorRatio, 'ratio', t),
        sample: formatSample(requests, t),
      })
    : undefined;
}

/** The second line of a lane: what Git and the runtime agree on. */
export function syncLine(deployment: SeenDeployment, t: DeliveryWords): string {
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
  const serves = stillServes(deployment, t);
  if (serves) {
    return serves;
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
