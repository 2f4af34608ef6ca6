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
import type { FieldNote } from '../kit/FieldFrame';
import { useAsked } from '../kit/useAsked';
import { wordsFrom } from '../kit/wordsFrom';
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
  const options = asked.value?.items.map(({ component, places }) => ({
    ...{ value: component, label: component },
    hint: t('fields.inEnvironments', { names: places.join(', ') }),
  }));
  const unread = asked.value?.unread ?? 0;
  const note: FieldNote | undefined = unread
    ? {
        ...{ tone: 'warning', icon: 'problem' },
        words: t('fields.undescribedMore', { count: unread }),
      }
    : undefined;
  return (
    <ChoiceField
      field={props}
      // What is typed stays there; whether it is deployed is asked on Next.
      free
      note={note}
      asked={{ ...asked, value: options }}
      nothing={
        asked.value?.items.length
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
  const t = await wordsFrom(apiHolder);
  const items = await readDeployments(delivery, { component: name }).then(
    list => list.items.filter(({ component }) => component === name),
    // The task looks again; a portal in trouble is no reason to refuse.
    () => undefined,
  );
  if (items && !items.length) {
    field.addError(t('fields.undescribedNowhere', { name }));
  }
  const own = new Set(items?.map(({ entityRef }) => entityRef));
  const refs = own.size ? [...own] : [`component:default/${name}`];
  const known = await knownOf(catalog, refs).catch(() => new Set<string>());
  // Of two of one name the list offers the one that is not described.
  if (refs.every(ref => known.has(ref))) {
    field.addError(
      t('fields.undescribedKnown', { name, refs: refs.join(', ') }),
    );
  }
};
