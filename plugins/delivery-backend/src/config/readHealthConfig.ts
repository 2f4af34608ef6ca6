import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';

/** How health is measured and judged, as configured. */
export interface HealthConfig {
  /** Pause between two rounds over all deployments. */
  intervalMs: number;
  /** Error ratio above which a deployment without an objective fails, 0 to 1. */
  errorLimit: number;
  /** With fewer requests nothing is called healthy or recovered. */
  minRequests: number;
  /** How many times slower the 95th percentile must be to count as slow. */
  slowFactor: number;
  /** How far back versions that went live are compared. */
  historyMs: number;
  /** After so long without recovery an operation ends as `not-recovered`. */
  verifyTimeoutMs: number;
  /** Sooner nothing is called recovered: requests of the version before would still count. */
  verifyAfterMs: number;
  /** So long a source may be silent before an operation ends as `not-verified`. */
  patienceMs: number;
}

/** Less would be a loop without a rest. */
const SHORTEST_MS = 50;
const DAYS_14 = 14 * 86_400_000;

/** What holds where nothing is configured. */
export const HEALTH_DEFAULTS: HealthConfig = {
  intervalMs: 30_000,
  errorLimit: 0.01,
  minRequests: 50,
  slowFactor: 1.5,
  historyMs: DAYS_14,
  verifyTimeoutMs: 600_000,
  verifyAfterMs: 30_000,
  patienceMs: 60_000,
};

function readNumber(
  config: Config | undefined,
  key: string,
  fallback: number,
  range: { above: number; below: number },
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!(value > range.above && value < range.below)) {
    throw new InputError(
      `delivery.health.${key} must lie between ${range.above} and ${range.below}, without these`,
    );
  }
  return value;
}

function readSpan(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const ms = config?.has(key)
    ? durationToMilliseconds(
        readDurationFromConfig(config, { key }) as HumanDuration,
      )
    : fallback;
  if (!(ms >= SHORTEST_MS)) {
    throw new InputError(
      `delivery.health.${key} must be at least ${SHORTEST_MS} milliseconds`,
    );
  }
  return ms;
}

/**
 * Reads what stands under `delivery.health`.
 *
 * @throws InputError with a sentence that names the key
 */
export function readHealthConfig(config: Config | undefined): HealthConfig {
  const fallback = HEALTH_DEFAULTS;
  const share = { above: 0, below: 1 };
  return {
    intervalMs: readSpan(config, 'interval', fallback.intervalMs),
    errorLimit: readNumber(config, 'errorLimit', fallback.errorLimit, share),
    minRequests: readNumber(config, 'minRequests', fallback.minRequests, {
      ...{ above: 0, below: 1_000_000 },
    }),
    slowFactor: readNumber(config, 'slowFactor', fallback.slowFactor, {
      ...{ above: 1, below: 1000 },
    }),
    historyMs: readSpan(config, 'history', fallback.historyMs),
    verifyTimeoutMs: readSpan(
      config,
      'verifyTimeout',
      fallback.verifyTimeoutMs,
    ),
    verifyAfterMs: readSpan(config, 'verifyAfter', fallback.verifyAfterMs),
    patienceMs: readSpan(config, 'patience', fallback.patienceMs),
  };
}
