import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { readDeployments } from '../../deployments/readDeployments';
import { useWords } from '../../translation';
import { ChoiceField } from '../kit/ChoiceField';
import { useAsked } from '../kit/useAsked';
import { knownOf, readUndescribed } from './readUndescribed';

/** Schema of `DeliveryUndescribed`. */
export const undescribedSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z => z.object({}),
});

/** Something that is deployed and that the catalog does not know yet. */
export function UndescribedField(props: typeof undescribedSchema.TProps) {
  const delivery = useApi(deliveryApiRef);
  const catalog = useApi(catalogApiRef);
  const t = useWords();
  const asked = useAsked('undescribed', ({ signal }) =>
    readUndescribed(delivery, catalog, signal),
  );
  const options = asked.value?.map(({ component, places }) => ({
    ...{ value: component, label: component },
    hint: t('fields.inEnvironments', { names: places.join(', ') }),
  }));
  return (
    <ChoiceField
      field={props}
      asked={{ ...asked, value: options }}
      nothing={
        asked.value?.length
          ? t('fields.undescribedNone')
          : t('fields.undescribedAll')
      }
    />
  );
}

/** Refuses what is not deployed, and what is in the catalog already. */
export const validateUndescribed: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  const delivery = apiHolder.get(deliveryApiRef);
  const catalog = apiHolder.get(catalogApiRef);
  if (!delivery || !catalog || typeof name !== 'string' || !name) return;
  const items = await readDeployments(delivery, { component: name }).then(
    list => list.items.filter(({ component }) => component === name),
    // The task looks again; a portal in trouble is no reason to refuse.
    () => undefined,
  );
  if (items && !items.length) {
    field.addError(
      `Nothing called ${name} is deployed that you may see. Choose one of the list.`,
    );
  }
  const own = new Set(items?.map(({ entityRef }) => entityRef));
  const refs = own.size ? [...own] : [`component:default/${name}`];
  const known = await knownOf(catalog, refs).catch(() => new Set<string>());
  // Of two of one name the list offers the one that is not described.
  if (refs.every(ref => known.has(ref))) {
    field.addError(`${name} is in the catalog already, as ${refs.join(', ')}.`);
  }
};
