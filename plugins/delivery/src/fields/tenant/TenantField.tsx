import { useApi } from '@backstage/core-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { ComboboxOption } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { useAsked } from '../kit/useAsked';

/** Schema of `DeliveryTenant`. */
export const tenantSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      environment: z
        .string()
        .optional()
        .describe('Field that names an environment: only tenants in it'),
    }),
});

/** The tenants that are there. */
export function TenantField(props: typeof tenantSchema.TProps) {
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const { environment } = props.uiSchema['ui:options'] ?? {};
  const within = answerOf(props, environment);
  const asked = useAsked('environments', options =>
    delivery.environments(options),
  );
  const places = new Map<string, string[]>();
  for (const { name, tenants } of asked.value?.items ?? []) {
    for (const tenant of within && within !== name ? [] : tenants) {
      places.set(tenant, [...(places.get(tenant) ?? []), name]);
    }
  }
  const options = [...places].sort().map(([tenant, names]): ComboboxOption => ({
    ...{ value: tenant, label: tenant },
    hint: t('fields.inEnvironments', { names: names.join(', ') }),
  }));
  return (
    <ChoiceField
      field={props}
      asked={{ ...asked, value: asked.value && options }}
      nothing={
        within
          ? t('fields.noTenantIn', { environment: within })
          : t('fields.noTenant')
      }
    />
  );
}
