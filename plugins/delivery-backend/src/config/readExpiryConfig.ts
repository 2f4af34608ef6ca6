import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readDuration } from '@slipway/backstage-plugin-delivery-node';
import { Duration } from 'luxon';

/** How ends of environments are followed. */
export interface ExpiryConfig {
  /** Pause between two rounds. */
  intervalMs: number;
  /** How long before the end people are told, longest first. */
  announceMs: number[];
}

const USUAL = ['P1D', 'PT1H'];

function toMilliseconds(text: string): number {
  const duration = Duration.fromISO(text);
  if (!duration.isValid || duration.toMillis() <= 0) {
    throw new InputError(
      `delivery.expiry.announce: '${text}' is no duration; write P1D for a day, PT1H for an hour.`,
    );
  }
  return duration.toMillis();
}

/**
 * Reads `delivery.expiry`.
 *
 * @throws InputError with a sentence that names the key
 */
export function readExpiryConfig(config: Config | undefined): ExpiryConfig {
  const announce = config?.getOptionalStringArray('announce') ?? USUAL;
  const intervalMs = config
    ? readDuration(config, 'interval', { minutes: 1 })
    : 60_000;
  if (intervalMs < 100) {
    throw new InputError(
      'delivery.expiry.interval must be at least 100 milliseconds.',
    );
  }
  return {
    intervalMs,
    announceMs: announce.map(toMilliseconds).sort((a, b) => b - a),
  };
}
