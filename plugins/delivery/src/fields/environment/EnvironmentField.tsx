import { useApi } from '@backstage/core-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { Environment } from '@slipway/backstage-plugin-delivery-common';
import type { ComboboxOption } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { useAsked } from '../kit/useAsked';

/** Schema of `DeliveryEnvironment`. */
export const environmentSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kinds: z
        .array(z.string())
        .optional()
        .describe(
          'Only those of the configuration (`configured`), or of these kinds of environments that exist only in Git',
        ),
      withTenants: z
        .boolean()
        .optional()
        .describe('Only environments in which tenants are'),
      tenant: z
        .string()
        .optional()
        .describe('Field that names a tenant: only environments that have it'),
    }),
});

function hintOf(
  { deployments, tenants, policy, life }: Environment,
  t: DeliveryWords,
): string {
  return [
    life?.kind && t('fields.ownKind', { kind: life.kind }),
    t('fields.deployments', { count: deployments }),
    tenants.length && t('fields.tenants', { names: tenants.join(', ') }),
    policy.rollback === 'roll-forward-only' && t('fields.rollForwardOnly'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The environments that are there, first stage first. */
export function EnvironmentField(props: typeof environmentSchema.TProps) {
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const { kinds, withTenants, tenant } = props.uiSchema['ui:options'] ?? {};
  const asked = useAsked('environments', options =>
    delivery.environments(options),
  );
  const wanted = answerOf(props, tenant);
  const options = asked.value?.items
    .filter(
      ({ tenants, life }) =>
        (!kinds || kinds.includes(life?.kind ?? 'configured')) &&
        (!withTenants || tenants.length) &&
        (!wanted || tenants.includes(wanted)),
    )
    .map((environment): ComboboxOption => {
      const { name, title } = environment;
      return {
        value: name,
        label: name,
        beside: title,
        hint: hintOf(environment, t),
      };
    });
  return (
    <ChoiceField
      field={props}
      asked={{ ...asked, value: options }}
      nothing={t('fields.noEnvironment')}
    />
  );
}
