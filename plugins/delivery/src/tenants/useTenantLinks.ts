import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { useLocation } from 'react-router-dom';
import useAsync from 'react-use/lib/useAsync';

/** Gives the address that a tenant's name leads to. */
export type TenantLink = (name: string) => string;

/**
 * To the entity of a tenant where the catalog has one, else to this page with
 * that tenant alone. All are asked for in one request.
 */
export function useTenantLinks(names: readonly string[]): TenantLink {
  const catalog = useApiHolder().get(catalogApiRef);
  const entityLink = useRouteRef(entityRouteRef);
  const { pathname, search } = useLocation();
  const key = [...names].sort().join(' ');
  const found = useAsync(async () => {
    const wanted = key.split(' ').filter(Boolean);
    if (!catalog || !wanted.length) return new Set<string>();
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: wanted.map(name => `resource:default/tenant-${name}`),
      fields: ['metadata.name'],
    });
    return new Set(wanted.filter((_, index) => items[index]));
  }, [catalog, key]);
  return name => {
    if (found.value?.has(name)) {
      const entity = { kind: 'resource', namespace: 'default' };
      return entityLink({ ...entity, name: `tenant-${name}` });
    }
    const parameters = new URLSearchParams(search);
    parameters.set('q', name);
    return `${pathname}?${parameters}`;
  };
}
