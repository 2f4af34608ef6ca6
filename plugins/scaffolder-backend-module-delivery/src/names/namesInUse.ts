import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type {
  NamedKind,
  NameHolder,
} from '@slipway/backstage-plugin-delivery-common';
import { skeletonOf } from './skeleton';

const CATALOG = {
  component: { kind: 'Component' },
  tenant: { kind: 'Resource', 'spec.type': 'tenant' },
  environment: { kind: 'Resource', 'spec.type': 'environment' },
} as const;

/** All names of a kind that the person may see, in Git and in the catalog. */
export async function namesInUse(
  { delivery, catalog }: { delivery: DeliveryClient; catalog: CatalogService },
  kind: NamedKind,
  options: CallOptions,
): Promise<NameHolder[]> {
  const { credentials } = options;
  const [deployed, { items }] = await Promise.all([
    delivery.names(kind, options),
    catalog.getEntities(
      { filter: CATALOG[kind], fields: ['metadata.name', 'spec.owner'] },
      { credentials },
    ),
  ]);
  const described = items.map(({ metadata: { name }, spec }) => ({
    ...{ name, where: 'the catalog' },
    ...(typeof spec?.owner === 'string' && { owner: spec.owner }),
  }));
  const owners = new Map(
    described.map(({ name, owner }) => [name.toLowerCase(), owner]),
  );
  return [
    ...deployed.map(holder => {
      const owner = owners.get(holder.name.toLowerCase());
      return { ...holder, ...(owner && { owner }) };
    }),
    ...described,
  ];
}

/** The name that is the same, or that a person would take for it. */
export function findAlike(
  name: string,
  used: readonly NameHolder[],
): (NameHolder & { isSame: boolean }) | undefined {
  const same = used.find(each => each.name.toLowerCase() === name);
  if (same) return { ...same, isSame: true };
  const skeleton = skeletonOf(name);
  const alike = used.find(each => skeletonOf(each.name) === skeleton);
  return alike && { ...alike, isSame: false };
}
