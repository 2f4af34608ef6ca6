import { useApi } from '@backstage/core-plugin-api';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { useMemo } from 'react';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { componentRefOf } from '../kit/answers';
import { type Asked, useAsked } from '../kit/useAsked';
import {
  askBurning,
  type BurningOf,
  judgedVersions,
  type OfferedVersion,
  offeredVersions,
} from './offeredVersions';

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

/** Which of some deployments burn, asked once for all of them. */
export function useBurning(
  deployments: readonly Deployment[] | undefined,
): Asked<BurningOf> {
  const delivery = useApi(deliveryApiRef);
  const key = deployments?.map(({ id }) => id).join(' ');
  return useAsked(key || undefined, options =>
    askBurning(delivery, deployments!, options),
  );
}

/**
 * Versions that a deployment has had, newest first.
 *
 * @param burning - what is known of all deployments of the page
 */
export function useVersionsOf(
  deployment: Deployment | undefined,
  burning: Asked<BurningOf>,
): Asked<OfferedVersion[]> {
  const delivery = useApi(deliveryApiRef);
  const asked = useAsked(deployment?.id, options =>
    delivery.versions(deployment!.id, options),
  );
  const versions = asked.value?.items;
  const { value: burningOf } = burning;
  // One list as long as nothing changed: effects depend on it.
  const value = useMemo(
    () =>
      versions && deployment && burningOf
        ? judgedVersions(versions, deployment, burningOf)
        : undefined,
    [versions, deployment, burningOf],
  );
  return {
    ...{ value, error: asked.error ?? burning.error },
    loading: asked.loading || (versions !== undefined && burning.loading),
  };
}
