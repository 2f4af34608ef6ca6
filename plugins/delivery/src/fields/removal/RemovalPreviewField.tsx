import { useApi } from '@backstage/core-plugin-api';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import type { RemovalRequest } from '@slipway/backstage-plugin-delivery-common';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { failureMessage } from '../../api/errors';
import { useWords } from '../../translation';
import { answerOf, answersOf, bareName } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { useAsked } from '../kit/useAsked';
import { wordsFrom } from '../kit/wordsFrom';
import { WhatDies } from './WhatDies';

/** Schema of `DeliveryRemovalPreview`. */
export const removalSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      component: z.string().optional().describe('Field that names a component'),
      tenant: z.string().optional().describe('Field that names a tenant'),
      environment: z
        .string()
        .optional()
        .describe('Field that names one environment'),
      environments: z
        .string()
        .optional()
        .describe('Field with a list of environments; all when it is empty'),
      what: z
        .string()
        .optional()
        .describe(
          'Field that says which of these counts: component, tenant or environment',
        ),
      repository: z
        .string()
        .optional()
        .describe('Field that names the repository; all when it is empty'),
    }),
});

type RemovalProps = typeof removalSchema.TProps;
type Options = NonNullable<RemovalProps['uiSchema']['ui:options']>;

/** What the form wants removed, and the name that confirms it. */
function wantedOf(
  props: Pick<RemovalProps, 'formContext' | 'idSchema'>,
  options: Options,
): { request: RemovalRequest; name: string } | undefined {
  const what = answerOf(props, options.what);
  const counts = (kind: string) =>
    !what || what === kind || (what === 'service' && kind === 'component');
  const component = bareName(answerOf(props, options.component));
  const tenant = answerOf(props, options.tenant);
  const environment = answerOf(props, options.environment);
  const repository = answerOf(props, options.repository);
  const only = repository ? { repository } : {};
  if (component && counts('component')) {
    const list = options.environments && answersOf(props)[options.environments];
    const environments = Array.isArray(list)
      ? list.filter(each => typeof each === 'string' && each !== '')
      : [];
    return {
      name: component,
      request: {
        ...{ component, ...only, ...(tenant && { tenant }) },
        ...(environments.length && { environments: environments as string[] }),
      },
    };
  }
  if (environment && counts('environment')) {
    const environments = [environment];
    return { name: environment, request: { environments, ...only } };
  }
  return tenant && counts('tenant')
    ? { name: tenant, request: { tenant, ...only } }
    : undefined;
}

/** What dies, and the name typed once more. */
export function RemovalPreviewField(props: RemovalProps) {
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  const { schema, idSchema, name, formData = '', onChange, rawErrors } = props;
  const wanted = wantedOf(props, props.uiSchema['ui:options'] ?? {});
  const asked = useAsked(wanted && JSON.stringify(wanted.request), options =>
    forms.removal(wanted!.request, options),
  );
  const isSame = wanted !== undefined && formData === wanted.name;
  const note: FieldNote | undefined =
    formData && wanted
      ? {
          tone: isSame ? 'ok' : 'warning',
          icon: isSame ? 'checkOutline' : 'problem',
          words: isSame
            ? t('removal.confirmed')
            : t('removal.otherName', { name: wanted.name }),
        }
      : undefined;
  return (
    <FieldFrame field={props} note={note}>
      <WhatDies
        asked={asked}
        cause={asked.error && failureMessage(asked.error)}
        hasWanted={wanted !== undefined}
        tenant={wanted?.request.tenant}
      />
      <TextField
        fullWidth
        id={idSchema.$id}
        label={schema.title ?? name}
        value={formData}
        required={props.required}
        disabled={props.disabled || props.readonly}
        error={rawErrors.length > 0}
        placeholder={wanted?.name}
        autoComplete="off"
        InputLabelProps={{ shrink: true }}
        inputProps={{
          ...{ spellCheck: false, 'aria-describedby': describedBy(props) },
        }}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </FieldFrame>
  );
}

/** Refuses a confirmation that names something else. */
export const validateRemoval: CustomFieldValidator<string, Options> = async (
  typed,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const wanted = wantedOf(
    { formContext: { formData }, idSchema: { $id: 'root' } },
    uiSchema?.['ui:options'] ?? {},
  );
  if (typed && wanted && typed !== wanted.name) {
    const t = await wordsFrom(apiHolder);
    field.addError(t('fields.typedOther', { typed, name: wanted.name }));
  }
};
