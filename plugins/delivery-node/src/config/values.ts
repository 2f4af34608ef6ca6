import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

const ID = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A duration in milliseconds. @public */
export function readDuration(
  config: Config,
  key: string,
  fallback: HumanDuration,
) {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

/** A name of lower-case letters, digits and hyphens. */
export function readId(config: Config, key: string): string {
  const id = config.getString(key);
  if (!ID.test(id)) {
    throw new InputError(
      `delivery: '${id}' is no valid ${key}; use lower-case letters, digits and hyphens`,
    );
  }
  return id;
}
