import { useApi } from '@backstage/core-plugin-api';
import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { type DeliveryApi, deliveryApiRef } from '../../api/DeliveryApi';
import { failureKind } from '../../api/errors';
import { useRemembered } from '../kit/FieldMemory';
import { type Asked, useAsked } from '../kit/useAsked';

/** A tenant as it is in all environments; undefined where there is none like that. */
export async function readSourceTenant(
  delivery: Pick<DeliveryApi, 'tenant'>,
  name: string,
): Promise<Tenant | undefined> {
  try {
    return await delivery.tenant(name, {});
  } catch (error) {
    if (failureKind(error) === 'not-found') return undefined;
    throw error;
  }
}

/**
 * The tenant that another one is made like; undefined where it is not known.
 * All fields of a wizard share one answer.
 */
export function useSourceTenant(
  name: string | undefined,
): Asked<Tenant | undefined> {
  const delivery = useApi(deliveryApiRef);
  const shared = useRemembered<Promise<Tenant | undefined>>(`tenant ${name}`);
  return useAsked(name, async () => {
    const asked = shared.current ?? readSourceTenant(delivery, name!);
    shared.current = asked;
    try {
      return await asked;
    } catch (error) {
      // The next one who asks tries again.
      shared.current = undefined;
      throw error;
    }
  });
}
