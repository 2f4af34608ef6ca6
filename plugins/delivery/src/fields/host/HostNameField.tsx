import { useApi } from '@backstage/core-plugin-api';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import type { HostAnswer } from '@slipway/backstage-plugin-delivery-common';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf, bareName } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
import { type Asked, useAsked } from '../kit/useAsked';
import { useFormsSettings } from '../kit/useForms';

const PAUSE_MS = 300;

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

function noteOf(
  { value, error, loading }: Asked<HostAnswer>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (loading) {
    return { tone: 'idle', icon: 'running', words: t('fields.hostLooking') };
  }
  if (error) {
    const words = t('fields.notChecked', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'help', words };
  }
  if (!value) return undefined;
  return value.status === 'free'
    ? { tone: 'ok', icon: 'checkOutline', words: value.message }
    : { tone: 'critical', icon: 'block', words: value.message };
}

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
      note={noteOf(asked, t)}
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
