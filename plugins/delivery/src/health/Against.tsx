import type { DeploymentHealth } from '@slipway/backstage-plugin-delivery-common';
import { formatAge, secondsSince } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { formatSample } from './figures';

const HOUR = 3600;

/** What was compared with what, with the number of requests of both. */
export function againstText(
  { now, before, version, since }: DeploymentHealth,
  t: DeliveryWords,
): string | undefined {
  if (!now) {
    return undefined;
  }
  const words = {
    version: version ?? t('health.thisVersion'),
    age: formatAge(secondsSince(now.from, now.to), t),
    sample: formatSample(now.requests, t),
    sampleBefore: before ? formatSample(before.requests, t) : '',
  };
  const fresh = since !== undefined && secondsSince(since, now.to) < HOUR;
  if (before) {
    return fresh ? t('health.against', words) : t('health.hourAgainst', words);
  }
  return fresh ? t('health.alone', words) : t('health.hourAlone', words);
}

/** The same as a line of the card. */
export function Against(props: { health: DeploymentHealth }) {
  const text = againstText(props.health, useWords());
  return text ? <div>{text}</div> : null;
}
