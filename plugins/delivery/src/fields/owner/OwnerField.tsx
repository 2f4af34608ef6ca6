import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import type { ComboboxOption } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { PAUSE_MS } from '../host/HostNameField';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
import { type Asked, useAsked } from '../kit/useAsked';
import { wordsFrom } from '../kit/wordsFrom';
import { knownOwner, ownerRef, readGroups, titleOf } from './knownOwner';

/** Schema of `DeliveryOwner`. */
export const ownerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z => z.object({}),
});

/** What is known of an owner: what it is called, or that nobody is called so. */
function noteOf(
  owner: string | undefined,
  { value, error, loading }: Asked<{ title?: string }>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (!owner) return undefined;
  if (loading) {
    return { tone: 'idle', icon: 'running', words: t('fields.ownerLooking') };
  }
  if (error) {
    const words = t('fields.notChecked', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'help', words };
  }
  if (!value?.title) {
    const words = t('fields.ownerUnknown', { owner });
    return { tone: 'critical', icon: 'block', words };
  }
  const words = t('fields.ownerKnown', { owner: value.title });
  return { tone: 'ok', icon: 'checkOutline', words };
}

/** A group that the catalog knows, or a user by the whole reference. */
export function OwnerField(props: typeof ownerSchema.TProps) {
  const { formData, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const t = useWords();
  const groups = useAsked('groups', () => readGroups(catalog));
  const known = useAsked(
    formData || undefined,
    async () => {
      const entity = await knownOwner(catalog, formData!);
      return entity ? { title: titleOf(entity) } : {};
    },
    PAUSE_MS,
  );
  const options = groups.value?.map((entity): ComboboxOption => {
    const ref = stringifyEntityRef(entity);
    return { value: ref, label: titleOf(entity), hint: ref };
  });
  // A bare name is that of a group; while it is typed it stays as it is.
  const complete = () => {
    const ref = formData && ownerRef(formData);
    if (ref && ref !== formData) onChange(ref);
  };
  return (
    <ChoiceField
      field={{
        ...props,
        onBlur: (id, value) => {
          complete();
          props.onBlur(id, value);
        },
      }}
      // What is typed stays there; whether the catalog has it is said below.
      free
      asked={{ ...groups, value: options }}
      note={noteOf(formData, known, t)}
      nothing={t('fields.noGroup')}
    />
  );
}

/** Refuses an owner that the catalog does not know: nobody would be called. */
export const validateOwner: CustomFieldValidator<string> = async (
  owner,
  field,
  { apiHolder },
) => {
  const catalog = apiHolder.get(catalogApiRef);
  // For a field in a list the wizard hands over the whole list.
  if (!catalog || typeof owner !== 'string' || !owner) return;
  const t = await wordsFrom(apiHolder);
  try {
    if (await knownOwner(catalog, owner)) return;
    field.addError(t('fields.ownerUnknown', { owner }));
  } catch (error) {
    const cause = failureMessage(error as Error);
    field.addError(t('fields.ownerUntold', { owner, cause }));
  }
};
