import { InputError } from '@backstage/errors';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { Duration } from 'luxon';
import type { PlannedFiles } from '../changes/planChange';
import type { EnvironmentKindConfig } from '../config/readDeliveryConfig';
import { readDeliveryFile } from '../observer/readDeliveryFile';
import { readExpiry } from '../observer/readExpiry';
import type { Stages } from './Stages';

/** Clocks differ a little, and times are rounded to the minute. */
const SLACK_MS = 60_000;
const DELIVERY_FILE = /^delivery\.ya?ml$/;

/** A duration as people say it: `14 days`. */
export function inWords(milliseconds: number): string {
  return Duration.fromMillis(milliseconds)
    .rescale()
    .toHuman({ unitDisplay: 'long' });
}

/**
 * Refuses an end that is over already or later than the kind permits.
 *
 * @throws InputError
 */
export function assertLife(
  expires: string,
  kind: EnvironmentKindConfig | undefined,
  name: string,
  now = Date.now(),
) {
  const left = Date.parse(expires) - now;
  if (left <= 0) {
    throw new InputError(
      `The end of ${name} would be ${expires}, which is over; choose a later one.`,
    );
  }
  const longest = kind?.timeToLive.longestMs;
  if (longest !== undefined && left > longest + SLACK_MS) {
    throw new InputError(
      `The end of ${name} would be ${expires}; environments of the kind ${kind!.kind} live ${inWords(longest)} from now at most.`,
    );
  }
}

function expiresIn(name: string, text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : readDeliveryFile([{ name, text }]).expires;
}

/**
 * Holds what a change says of ends against what their kinds permit. What was
 * there before and stays is left alone.
 *
 * @throws InputError
 */
export function assertLives(
  {
    files,
    touched,
    emptied,
  }: Pick<PlannedFiles, 'files' | 'touched' | 'emptied'>,
  matcher: LayoutMatcher,
  stages: Stages,
) {
  const there = new Set(touched);
  const said = new Set<string>();
  const created = new Map<string, EnvironmentKindConfig>();
  for (const { path, status, before, after } of files) {
    const place = matcher.placeOfFile(path);
    const kind = stages.kindOf(place?.environmentKind);
    if (!place || !kind || emptied.includes(place.path)) continue;
    const name = path.slice(place.path.length + 1);
    const text = DELIVERY_FILE.test(name) ? expiresIn(name, after) : undefined;
    const had = DELIVERY_FILE.test(name) && expiresIn(name, before);
    if (had && text === undefined && kind.timeToLive.required) {
      throw new InputError(
        `${path} would no longer say when it ends, which each folder of the kind ${kind.kind} has to; move the end instead.`,
      );
    }
    if (status === 'removed') continue;
    if (!there.has(place.path)) created.set(place.path, kind);
    if (text === undefined || text === expiresIn(name, before)) continue;
    const { expires, problem } = readExpiry(text);
    if (!expires) throw new InputError(`${path}: ${problem}`);
    assertLife(expires, kind, place.environment);
    said.add(place.path);
  }
  for (const [path, { kind, timeToLive }] of created) {
    if (timeToLive.required && !said.has(path)) {
      throw new InputError(
        `${path} does not say when it ends, which each folder of the kind ${kind} has to; write expires into its delivery.yaml.`,
      );
    }
  }
}
