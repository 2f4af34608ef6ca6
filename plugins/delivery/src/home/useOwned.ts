import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/lib/useAsync';

/** Who is signed in, and the components that person or a group of theirs owns. */
export interface Owned {
  person: string;
  components: ReadonlySet<string>;
}

/** Ownership as the catalog knows it. */
export function useOwned() {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async (): Promise<Owned> => {
    const { userEntityRef, ownershipEntityRefs } =
      await identityApi.getBackstageIdentity();
    if (!ownershipEntityRefs.length) {
      return { person: userEntityRef, components: new Set() };
    }
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'Component', 'relations.ownedBy': ownershipEntityRefs },
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
    return {
      person: userEntityRef,
      components: new Set(items.map(entity => stringifyEntityRef(entity))),
    };
  }, [identityApi, catalogApi]);
}
