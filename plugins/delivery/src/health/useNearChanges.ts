import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

const MINUTE = 60_000;

/** How far from a deploy a change still is a suspect. */
const BEFORE_MS = 120 * MINUTE;
const AFTER_MS = 30 * MINUTE;

/** More dependencies would be as many requests each. */
export const MOST_DEPENDENCIES = 8;
const MOST_DEPLOYMENTS = 4;
const REVISIONS = 10;

/** One change near a moment, of this component or of what it depends on. */
export interface NearChange {
  deployment: Pick<
    Deployment,
    'id' | 'entityRef' | 'component' | 'environment' | 'tenant'
  >;
  revision: Revision;
}

/** Changes elsewhere, and whether dependencies were left out. */
export interface Elsewhere {
  changes: NearChange[];
  truncated: boolean;
}

/** Whether a moment is near another, before it rather than after. */
export function isNear(iso: string, at: string): boolean {
  const distance = Date.parse(iso) - Date.parse(at);
  return distance >= -BEFORE_MS && distance <= AFTER_MS;
}

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

const isComponent = (ref: string) => parseEntityRef(ref).kind === 'component';

type Apis = {
  /** Absent in an app without a catalog: then only names are known. */
  catalog?: typeof catalogApiRef.T;
  delivery: typeof deliveryApiRef.T;
};

/** Components that an entity needs: named ones, and those behind its APIs. */
async function dependenciesOf(
  entity: Entity,
  { catalog }: Apis,
): Promise<string[]> {
  const apis = targets(entity, 'consumesApi');
  const { items } =
    apis.length && catalog
      ? await catalog.getEntitiesByRefs({
          entityRefs: apis,
          fields: ['kind', 'metadata', 'relations'],
        })
      : { items: [] };
  const providers = items.flatMap(api =>
    api ? targets(api, 'apiProvidedBy') : [],
  );
  const own = stringifyEntityRef(entity);
  const all = [...targets(entity, 'dependsOn'), ...providers];
  return [...new Set(all)].filter(ref => isComponent(ref) && ref !== own);
}

async function changesOf(
  entityRef: string,
  { environment, tenant }: Pick<Deployment, 'environment' | 'tenant'>,
  at: string,
  { delivery }: Apis,
  signal: AbortSignal,
): Promise<NearChange[]> {
  const { items } = await delivery.deployments(
    { entityRef, environment },
    { limit: 50, signal },
  );
  // One that serves all tenants has none of its own.
  const near = items.filter(d => !d.tenant || !tenant || d.tenant === tenant);
  const pages = await Promise.all(
    near.slice(0, MOST_DEPLOYMENTS).map(async deployment => ({
      deployment,
      page: await delivery.revisions(deployment.id, {
        limit: REVISIONS,
        signal,
      }),
    })),
  );
  return pages.flatMap(({ deployment, page }) =>
    page.items
      .filter(revision => isNear(revision.at, at) && !revision.rewritten)
      .map(revision => ({ deployment, revision })),
  );
}

/** What changed in the dependencies of an entity near a moment. */
export function useElsewhere(
  entity: Entity,
  deployment: Pick<Deployment, 'environment' | 'tenant'>,
  at: string | undefined,
): Resource<Elsewhere> {
  const apis: Apis = {
    catalog: useApiHolder().get(catalogApiRef),
    delivery: useApi(deliveryApiRef),
  };
  const { environment, tenant } = deployment;
  return useResource<Elsewhere>({
    key: `near:${stringifyEntityRef(entity)}:${environment}:${tenant}:${at}`,
    load: async ({ signal }) => {
      if (!at) {
        return { changes: [], truncated: false };
      }
      const all = await dependenciesOf(entity, apis);
      const looked = all.slice(0, MOST_DEPENDENCIES);
      const found = await Promise.all(
        looked.map(ref => changesOf(ref, deployment, at, apis, signal)),
      );
      return {
        changes: found.flat(),
        truncated: all.length > looked.length,
      };
    },
    affectedBy: () => false,
  });
}
