import type { Entity } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryApi } from '../../api/DeliveryApi';
import { readDeployments } from '../../deployments/readDeployments';

/** So many entities are asked for at once. */
const AT_ONCE = 100;
const MOST_PAGES = 25;

/** Whether it stands in the catalog only because its folder is there. */
export function isDerived({ metadata }: Entity): boolean {
  const { gitopsFolder } = DELIVERY_ANNOTATIONS;
  return Boolean(metadata.annotations?.[gitopsFolder]) && !metadata.description;
}

/** A component that is deployed and that nothing describes for the catalog. */
export interface Undescribed {
  component: string;
  /** Where it stands, for example `prod · acme`. */
  places: string[];
}

/** Those of some references that something describes. */
export async function knownOf(catalog: CatalogApi, refs: string[]) {
  const known = new Set<string>();
  for (let from = 0; from < refs.length; from += AT_ONCE) {
    const entityRefs = refs.slice(from, from + AT_ONCE);
    const { items } = await catalog.getEntitiesByRefs({
      ...{ entityRefs, fields: ['kind', 'metadata'] },
    });
    for (const [index, item] of items.entries()) {
      if (item && !isDerived(item)) known.add(entityRefs[index]);
    }
  }
  return known;
}

/** What can be listed of them. */
export interface UndescribedList {
  items: Undescribed[];
  /** Deployments that were not looked at, because there are too many. */
  unread: number;
}

/** All of them that the person may see, by name, as far as they can be listed. */
export async function readUndescribed(
  delivery: DeliveryApi,
  catalog: CatalogApi,
  signal?: AbortSignal,
): Promise<UndescribedList> {
  const { items, total } = await readDeployments(
    ...([delivery, {}, signal, MOST_PAGES] as const),
  );
  const refs = [...new Set(items.map(({ entityRef }) => entityRef))];
  const known = await knownOf(catalog, refs);
  const places = new Map<string, Set<string>>();
  for (const { entityRef, component, environment, tenant } of items) {
    if (known.has(entityRef)) continue;
    const place = [environment, tenant].filter(Boolean).join(' · ');
    const own = places.get(component) ?? new Set();
    places.set(component, own.add(place));
  }
  return {
    items: [...places].sort().map(([component, own]) => ({
      ...{ component, places: [...own].sort() },
    })),
    unread: Math.max(0, total - items.length),
  };
}
