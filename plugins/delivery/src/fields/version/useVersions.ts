import { useApi } from '@backstage/core-plugin-api';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { componentRefOf } from '../kit/answers';
import { type Asked, useAsked } from '../kit/useAsked';
import { type OfferedVersion, offeredVersions } from './offeredVersions';

/** Where versions are looked for. */
export interface VersionsPlace {
  component: string;
  environment?: string;
  tenant?: string;
}

/** The deployment that a place means: that nearest to customers where it is left open. */
export async function findAtPlace(
  delivery: DeliveryApi,
  { component, environment, tenant }: VersionsPlace,
  options: { signal?: AbortSignal },
): Promise<Deployment | undefined> {
  const { items } = await delivery.deployments(
    { entityRef: componentRefOf(component), environment, tenant },
    options,
  );
  return items[0];
}

/** Versions that a component has had at a place, newest first. */
export function useVersions(
  place: VersionsPlace | undefined,
): Asked<OfferedVersion[]> {
  const delivery = useApi(deliveryApiRef);
  return useAsked(place && JSON.stringify(place), async options => {
    const found = await findAtPlace(delivery, place!, options);
    return found ? offeredVersions(delivery, found, options) : [];
  });
}

/** Versions that a deployment has had, newest first. */
export function useVersionsOf(
  deployment: Deployment | undefined,
): Asked<OfferedVersion[]> {
  const delivery = useApi(deliveryApiRef);
  return useAsked(deployment?.id, options =>
    offeredVersions(delivery, deployment!, options),
  );
}
