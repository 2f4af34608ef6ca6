import type { Environment } from '@slipway/backstage-plugin-delivery-common';

/**
 * Whether customers are there: the stage nearest to them, or one that bears
 * the name. One that nobody knows is taken for it, so that nothing there
 * happens by a slip of the hand.
 */
export function isProduction(
  name: string,
  environments: readonly Environment[] = [],
): boolean {
  const own = environments.find(each => each.name === name);
  if (!own) return true;
  if (own.life) return false;
  const stages = environments.filter(({ life }) => !life);
  const nearest = Math.max(...stages.map(({ order }) => order));
  return own.order === nearest || /^prod/i.test(name);
}
