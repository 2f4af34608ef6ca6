import { useApi } from '@backstage/core-plugin-api';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { useWords } from '../../translation';
import { answerOf, bareName } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { useAsked } from '../kit/useAsked';
import { useFormsSettings } from '../kit/useForms';
import { hostNote } from './hostNote';

/** So long nothing is typed before it is asked. */
export const PAUSE_MS = 300;

/** Schema of `DeliveryHostName`. */
export const hostSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      name: z
        .string()
        .optional()
        .describe('Field whose answer is offered below the configured domains'),
      tenant: z
        .string()
        .optional()
        .describe('Field that names a tenant, which is offered in between'),
    }),
});

/** A host name that no other folder uses; those below known domains are offered. */
export function HostNameField(props: typeof hostSchema.TProps) {
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  const { formData = '' } = props;
  const options = props.uiSchema['ui:options'] ?? {};
  const settings = useFormsSettings();
  const first = bareName(answerOf(props, options.name));
  const tenant = answerOf(props, options.tenant);
  const labels = [first, tenant].filter(Boolean).join('.');
  const offered = (settings.value?.hostSuffixes ?? []).map(suffix =>
    labels ? `${labels}.${suffix}` : suffix,
  );
  const asked = useAsked(
    formData || undefined,
    opts => forms.host(formData, opts),
    PAUSE_MS,
  );
  return (
    <ChoiceField
      field={props}
      free
      // Without the offers it is a line of text like any other.
      asked={{
        loading: false,
        value: offered.map(value => ({ value, label: value })),
      }}
      note={hostNote(asked, t)}
      nothing={t('fields.hostFree')}
    />
  );
}

/** Refuses a host name that is none, or that another folder uses. */
export const validateHostName: CustomFieldValidator<string> = async (
  host,
  field,
  { apiHolder },
) => {
  const forms = apiHolder.get(deliveryFormsApiRef);
  // For a field in a list the wizard hands over the whole list.
  if (!forms || typeof host !== 'string' || !host) return;
  const answer = await forms.host(host).catch(() => undefined);
  if (answer && answer.status !== 'free') field.addError(answer.message);
};
