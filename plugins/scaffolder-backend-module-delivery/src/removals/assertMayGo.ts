import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  RemovalConsumer,
  RemovalPreview,
} from '@slipway/backstage-plugin-delivery-common';

/** Nothing goes that somebody did not name. @throws InputError */
export function assertConfirmed(
  kind: 'component' | 'tenant' | 'environment',
  name: string,
  confirmation: string,
) {
  if (confirmation !== name) {
    throw new InputError(
      `Nothing was removed: '${confirmation.slice(0, 63)}' was typed to confirm, and the ${kind} is ${name}.`,
    );
  }
}

const MOST_NAMED = 5;

function inWords(consumers: readonly RemovalConsumer[]): string {
  const named = consumers
    .slice(0, MOST_NAMED)
    .map(
      ({ entityRef, version, places }) =>
        `${entityRef} ${version} in ${places.join(', ')}`,
    );
  const more = consumers.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/**
 * Refuses to take from others what they need, unless it is said that they
 * shall do without.
 *
 * @throws NotAllowedError for folders that the person may not see
 * @throws ConflictError that names who needs it
 */
export function assertMayGo(
  preview: RemovalPreview,
  acceptConsumers: boolean,
): string[] {
  const { hidden, consumers, hiddenConsumers } = preview;
  const { consumersProblem, consumersUntold } = preview;
  if (hidden) {
    throw new NotAllowedError(
      `Nothing was removed: ${hidden} of its folders you may not see. Ask their owners for the permission delivery.deployment.read.`,
    );
  }
  const words = [
    ...(consumers.length ? [`It is needed by ${inWords(consumers)}.`] : []),
    ...(hiddenConsumers
      ? [`It may be needed by ${hiddenConsumers} that you may not see.`]
      : []),
    ...(consumersUntold && consumersProblem ? [consumersProblem] : []),
  ];
  if (words.length && !acceptConsumers) {
    throw new ConflictError(
      `Nothing was removed. ${words.join(' ')} Let them go on without it first, or choose that it is taken from them, too.`,
    );
  }
  const isSaid = !consumersProblem || words.includes(consumersProblem);
  return isSaid ? words : [...words, consumersProblem];
}
