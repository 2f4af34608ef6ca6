import { useApi } from '@backstage/core-plugin-api';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import type {
  NameAnswer,
  NamedKind,
} from '@slipway/backstage-plugin-delivery-common';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { type Asked, useAsked } from '../kit/useAsked';

/** So long nothing is typed before it is asked. */
const PAUSE_MS = 300;

/** Schema of `DeliveryName` and `DeliveryTenantName`. */
export const nameSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kind: z
        .enum(['component', 'tenant', 'environment'])
        .optional()
        .describe('What the name is for; component by default'),
      repository: z
        .string()
        .optional()
        .describe(
          'Not looked at: scaffolder.delivery.namesRepository says where reservations are kept',
        ),
    }),
});

type NameProps = typeof nameSchema.TProps;

function noteOf(
  { value, error, loading }: Asked<NameAnswer>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (loading) {
    return { tone: 'idle', icon: 'running', words: t('fields.nameLooking') };
  }
  if (error) {
    const words = t('fields.notChecked', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'help', words };
  }
  if (!value) return undefined;
  const { status, message } = value;
  if (status === 'free') {
    return { tone: 'ok', icon: 'checkOutline', words: t('fields.nameFree') };
  }
  return status === 'unknown'
    ? { tone: 'warning', icon: 'help', words: message }
    : { tone: 'critical', icon: 'block', words: message };
}

function NameOf(props: { field: NameProps; kind: NamedKind }) {
  const { field, kind } = props;
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  const { schema, idSchema, name, formData = '', onChange, rawErrors } = field;
  const asked = useAsked(
    formData ? `${kind} ${formData}` : undefined,
    options => forms.name({ kind, name: formData }, options),
    PAUSE_MS,
  );
  return (
    <FieldFrame field={field} note={noteOf(asked, t)}>
      <TextField
        fullWidth
        id={idSchema.$id}
        label={schema.title ?? name}
        value={formData}
        required={field.required}
        disabled={field.disabled || field.readonly}
        error={rawErrors.length > 0}
        autoComplete="off"
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={Boolean(field.uiSchema['ui:autofocus'])}
        InputLabelProps={{ shrink: true }}
        inputProps={{
          ...{ spellCheck: false, autoCapitalize: 'none' },
          'aria-describedby': describedBy(field),
        }}
        onChange={({ target }) => onChange(target.value || undefined)}
        onBlur={() => field.onBlur(idSchema.$id, formData)}
      />
    </FieldFrame>
  );
}

/** A name that is free, valid and not to be confused; says who has it. */
export function NameField(props: NameProps) {
  const { kind = 'component' } = props.uiSchema['ui:options'] ?? {};
  return <NameOf field={props} kind={kind} />;
}

/** The same for tenants. */
export function TenantNameField(props: NameProps) {
  return <NameOf field={props} kind="tenant" />;
}

function validationFor(fixed?: NamedKind) {
  const validate: CustomFieldValidator<string, { kind?: NamedKind }> = async (
    name,
    field,
    { apiHolder, uiSchema },
  ) => {
    const forms = apiHolder.get(deliveryFormsApiRef);
    // For a field in a list the wizard hands over the whole list.
    if (!forms || typeof name !== 'string' || !name) return;
    const { kind } = uiSchema?.['ui:options'] ?? {};
    const answer = await forms
      .name({ kind: fixed ?? kind ?? 'component', name })
      // The task checks it again; a portal in trouble is no reason to refuse.
      .catch(() => undefined);
    if (answer && answer.status !== 'free' && answer.status !== 'unknown') {
      field.addError(answer.message);
    }
  };
  return validate;
}

/** Refuses a name that cannot be had. */
export const validateName = validationFor();

/** The same for tenants. */
export const validateTenantName = validationFor('tenant');
