import { ConflictError } from '@backstage/errors';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { skeletonOf } from '../names/skeleton';

/**
 * Refuses to add to an environment of somebody else, or to make one that
 * people would take for it. What an earlier try of the same made is fine.
 *
 * @throws ConflictError
 */
export async function assertNewEnvironment(
  delivery: Pick<DeliveryClient, 'environments' | 'deployments'>,
  { name, folders }: { name: string; folders: readonly string[] },
  options: CallOptions,
) {
  const known = await delivery.environments(options);
  const skeleton = skeletonOf(name);
  const alike = known.find(
    each => each.name !== name && skeletonOf(each.name) === skeleton,
  );
  if (alike) {
    throw new ConflictError(
      `The environment ${name} looks like ${alike.name}, which is there; choose another name.`,
    );
  }
  const same = known.find(each => each.name === name);
  if (!same?.deployments) return;
  const there = await delivery.deployments({ environment: name }, options);
  const others = there.filter(({ path }) => !folders.includes(path));
  if (others.length) {
    const by = same.life?.createdBy.name;
    throw new ConflictError(
      `The environment ${name} is there already, with ${others[0].path}${by ? `, made by ${by}` : ''}; choose another name.`,
    );
  }
}
