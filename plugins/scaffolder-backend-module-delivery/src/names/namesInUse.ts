import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type { NameKind } from './assertName';
import { skeletonOf } from './skeleton';

/** What a name can be reserved for. */
export const RESERVED_KINDS = ['component', 'tenant', 'environment'] as const;

/** What a name can be reserved for. */
export type ReservedKind = Extract<NameKind, (typeof RESERVED_KINDS)[number]>;

/** A name and where it is in use, in words. */
export interface UsedName {
  name: string;
  where: string;
}

const CATALOG = {
  component: { kind: 'Component' },
  tenant: { kind: 'Resource', 'spec.type': 'tenant' },
  environment: { kind: 'Resource', 'spec.type': 'environment' },
} as const;

/** All names of a kind that the person may see, in Git and in the catalog. */
export async function namesInUse(
  { delivery, catalog }: { delivery: DeliveryClient; catalog: CatalogService },
  kind: ReservedKind,
  options: CallOptions,
): Promise<UsedName[]> {
  const { credentials } = options;
  const [deployments, { items }] = await Promise.all([
    delivery.deployments({}, options),
    catalog.getEntities(
      { filter: CATALOG[kind], fields: ['metadata.name'] },
      { credentials },
    ),
  ]);
  return [
    ...deployments.flatMap(deployment => {
      const name = deployment[kind];
      return name ? [{ name, where: deployment.path }] : [];
    }),
    ...items.map(({ metadata: { name } }) => ({ name, where: 'the catalog' })),
  ];
}

/** The name that is the same, or that a person would take for it. */
export function findAlike(
  name: string,
  used: readonly UsedName[],
): (UsedName & { isSame: boolean }) | undefined {
  const same = used.find(each => each.name.toLowerCase() === name);
  if (same) return { ...same, isSame: true };
  const skeleton = skeletonOf(name);
  const alike = used.find(each => skeletonOf(each.name) === skeleton);
  return alike && { ...alike, isSame: false };
}
