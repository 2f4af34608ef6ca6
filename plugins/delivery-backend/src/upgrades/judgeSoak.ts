import type {
  Deployment,
  DeploymentHealth,
} from '@slipway/backstage-plugin-delivery-common';
import { describeSeconds } from '../versions/describeDuration';

/** What is known of a deployment that is watched. */
export interface SoakEvidence {
  version: string;
  deployment: Deployment;
  /** Absent where nobody measures. */
  measured?: DeploymentHealth;
  /** Since when it is live and healthy without a break; absent before. */
  since?: string;
  soakSeconds: number;
  now: number;
}

/** What it means. */
export type SoakVerdict =
  | { failed: string }
  /** Not known to be healthy: the time begins anew. */
  | { unclear: string }
  | { soaking: string; since: string }
  | { done: string };

/** A soak time in words, for example `30 min`. */
export function describeSoak(seconds: number): string {
  return seconds && seconds % 60 === 0
    ? `${seconds / 60} min`
    : describeSeconds(seconds);
}

const BAD = new Set(['burning', 'over-limit']);

/** Why it is not well; undefined when nothing says so. */
export function trouble({
  version,
  deployment,
  measured,
}: Pick<SoakEvidence, 'version' | 'deployment' | 'measured'>):
  string | undefined {
  const { live, health, desired } = deployment;
  if (desired.version !== version) {
    return `Git wants ${desired.version ?? 'no version'} by now, by ${desired.author}.`;
  }
  // Figures may still be of the version before.
  const isOfVersion = !measured?.version || measured.version === version;
  if (measured && isOfVersion && BAD.has(measured.status)) {
    return measured.message;
  }
  const isBad = health.status === 'degraded' || health.status === 'missing';
  return isBad && !live.stale
    ? (health.message ?? `The runtime calls it ${health.status}.`)
    : undefined;
}

function doubt({ version, deployment }: SoakEvidence): string | undefined {
  const { live, health, suspended } = deployment;
  if (suspended) return 'Its tenant was suspended meanwhile.';
  if (live.stale) {
    return `Not known how it is: ${live.staleCause ?? 'its runtime is silent.'}`;
  }
  if (live.version !== version) {
    return `${live.version ?? 'Not known what'} runs, and not yet ${version}.`;
  }
  return health.status === 'healthy'
    ? undefined
    : (health.message ?? `The runtime calls it ${health.status}.`);
}

function evidenceWords({ measured }: SoakEvidence): string {
  if (measured?.status === 'healthy') return measured.message;
  return measured
    ? `The runtime calls it healthy. ${measured.message}`
    : 'The runtime calls it healthy; its requests are not measured.';
}

/**
 * Whether a deployment has been live and healthy for long enough. What is not
 * known is not healthy.
 */
export function judgeSoak(evidence: SoakEvidence): SoakVerdict {
  const { since, soakSeconds, now } = evidence;
  const failed = trouble(evidence);
  if (failed) return { failed };
  const unclear = doubt(evidence);
  if (unclear) return { unclear };
  const begun = since ?? new Date(now).toISOString();
  const seconds = Math.floor((now - Date.parse(begun)) / 1000);
  if (seconds >= soakSeconds) {
    const time = soakSeconds ? ` for ${describeSoak(soakSeconds)}` : '';
    return { done: `Live and healthy${time}. ${evidenceWords(evidence)}` };
  }
  return {
    soaking: `Live and healthy; watched for ${describeSoak(soakSeconds)}.`,
    since: begun,
  };
}
