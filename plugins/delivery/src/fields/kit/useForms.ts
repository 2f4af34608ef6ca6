import { useApi } from '@backstage/core-plugin-api';
import type { FormsSettings } from '@slipway/backstage-plugin-delivery-common';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { type Asked, useAsked } from './useAsked';

/** What forms need to know of the configuration. */
export function useFormsSettings(): Asked<FormsSettings> {
  const forms = useApi(deliveryFormsApiRef);
  return useAsked('settings', options => forms.settings(options));
}
