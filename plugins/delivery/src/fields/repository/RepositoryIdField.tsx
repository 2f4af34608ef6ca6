import { useApi } from '@backstage/core-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { ComboboxOption } from '@slipway/backstage-plugin-kit-react';
import { useEffect, useRef } from 'react';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { useWords } from '../../translation';
import { ChoiceField } from '../kit/ChoiceField';
import { useAsked } from '../kit/useAsked';

/** Schema of `DeliveryRepositoryId`. */
export const repositoryIdSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z => z.object({}),
});

/** One of the repositories that the portal has; the only one is not asked for. */
export function RepositoryIdField(props: typeof repositoryIdSchema.TProps) {
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  const { formData, onChange } = props;
  const asked = useAsked('repositories', options =>
    forms.repositories(options),
  );
  const [only, ...others] = asked.value ?? [];
  const single = others.length ? undefined : only?.id;
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (single && formData === undefined) change.current(single);
  }, [single, formData]);
  // What a link filled in and the portal does not have is shown to be corrected.
  if (single && (formData === single || formData === undefined)) return null;
  const options = asked.value?.map(
    ({ id, branch, layouts }): ComboboxOption => {
      const paths = layouts.map(({ path }) => path).join(', ');
      return {
        ...{ value: id, label: id },
        hint: t('fields.repositoryFolders', { branch, paths }),
      };
    },
  );
  return (
    <ChoiceField
      field={props}
      asked={{ ...asked, value: options }}
      nothing={t('fields.noRepository')}
    />
  );
}
