import { useApi } from '@backstage/core-plugin-api';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { type Asked, useAsked } from '../kit/useAsked';

const MOST = 200;

/** What stands in an environment, of a tenant or of none; each component once. */
export function useServices(
  environment: string | undefined,
  tenant: string | undefined,
): Asked<Deployment[]> {
  const delivery = useApi(deliveryApiRef);
  return useAsked(
    environment && `${environment} ${tenant}`,
    async ({ signal }) => {
      const { items } = await delivery.deployments(
        { environment, tenant },
        { limit: MOST, signal },
      );
      const own = items.filter(item => item.tenant === tenant);
      return own.filter(
        ({ component }, index) =>
          own.findIndex(each => each.component === component) === index,
      );
    },
  );
}
