import { useApi } from '@backstage/core-plugin-api';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { readDeployments } from '../../deployments/readDeployments';
import { type DeliveryWords, useWords } from '../../translation';
import { type Asked, useAsked } from '../kit/useAsked';

/** An environment holds the services of all its tenants. */
const MOST_PAGES = 25;

/**
 * What stands in an environment, of a tenant or of none; each component once.
 *
 * @throws an error with a sentence when there are more than can be read
 */
export async function readServices(
  t: DeliveryWords,
  delivery: DeliveryApi,
  place: { environment: string; tenant?: string },
  signal?: AbortSignal,
): Promise<Deployment[]> {
  const { items, total } = await readDeployments(
    ...([delivery, place, signal, MOST_PAGES] as const),
  );
  if (total > items.length) {
    throw new Error(
      t('fields.servicesTooMany', {
        environment: place.environment,
        ...{ total: String(total), read: String(items.length) },
      }),
    );
  }
  const own = items.filter(item => item.tenant === place.tenant);
  const byComponent = new Map<string, Deployment>();
  for (const each of own) {
    if (!byComponent.has(each.component)) byComponent.set(each.component, each);
  }
  return [...byComponent.values()];
}

/** What stands in an environment, as a field asks for it. */
export function useServices(
  environment: string | undefined,
  tenant: string | undefined,
): Asked<Deployment[]> {
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  return useAsked(environment && `${environment} ${tenant}`, ({ signal }) =>
    readServices(t, delivery, { environment: environment!, tenant }, signal),
  );
}
