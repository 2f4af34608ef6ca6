import { useApi } from '@backstage/core-plugin-api';
import type {
  Deployment,
  DeployedVersion,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { componentRefOf } from '../kit/answers';
import { type Asked, useAsked } from '../kit/useAsked';

/** Where versions are looked for. */
export interface VersionsPlace {
  component: string;
  environment?: string;
  tenant?: string;
}

/** A version with what is known of it there. */
export interface OfferedVersion extends DeployedVersion {
  /** Why it cannot be chosen, in a clause. */
  refused?: string;
  place: string;
}

function placeOf({ environment, tenant }: Deployment): string {
  return [environment, tenant].filter(Boolean).join(' · ');
}

async function burningIn(
  delivery: DeliveryApi,
  { id }: Deployment,
  options: { signal: AbortSignal },
): Promise<string | undefined> {
  // What is not measured is not known to burn.
  const { items } = await delivery
    .health({ ids: [id] }, options)
    .catch(() => ({ items: [] }));
  const measured = items.find(item => item.deploymentId === id);
  return measured?.status === 'burning' ? measured.message : undefined;
}

async function offered(
  delivery: DeliveryApi,
  deployment: Deployment,
  options: { signal: AbortSignal },
): Promise<OfferedVersion[]> {
  const [{ items }, burning] = await Promise.all([
    delivery.versions(deployment.id, options),
    burningIn(delivery, deployment, options),
  ]);
  const place = placeOf(deployment);
  return items.map(version => {
    const isCurrent = version.verdict === 'current';
    const refused = isCurrent ? burning : version.unusable;
    return { ...version, place, ...(refused && { refused }) };
  });
}

/**
 * Versions that a component has had at a place, newest first: of the one
 * nearest to customers where the place leaves it open.
 */
export function useVersions(
  place: VersionsPlace | undefined,
): Asked<OfferedVersion[]> {
  const delivery = useApi(deliveryApiRef);
  return useAsked(place && JSON.stringify(place), async options => {
    const { component, environment, tenant } = place!;
    const { items } = await delivery.deployments(
      { entityRef: componentRefOf(component), environment, tenant },
      options,
    );
    return items.length ? offered(delivery, items[0], options) : [];
  });
}
