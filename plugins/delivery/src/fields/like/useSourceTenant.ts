import { useApi } from '@backstage/core-plugin-api';
import type {
  Tenant,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { useRemembered } from '../kit/FieldMemory';
import { type Asked, useAsked } from '../kit/useAsked';

/**
 * The tenant that another one is made like; undefined where it is not known.
 * All fields of a wizard share one answer.
 */
export function useSourceTenant(
  name: string | undefined,
): Asked<Tenant | undefined> {
  const delivery = useApi(deliveryApiRef);
  const shared = useRemembered<Promise<TenantsResponse>>('tenants');
  return useAsked(name, async () => {
    const asked = shared.current ?? delivery.tenants({});
    shared.current = asked;
    try {
      const { items } = await asked;
      return items.find(each => each.name === name);
    } catch (error) {
      // The next one who asks tries again.
      shared.current = undefined;
      throw error;
    }
  });
}
