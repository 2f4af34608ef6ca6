import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useRef } from 'react';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { useRemembered } from '../kit/FieldMemory';
import type { Asked } from '../kit/useAsked';
import { canTake, factOf, factWords, TENANT_FACTS } from './tenantFacts';
import { useSourceTenant } from './useSourceTenant';

/** Schema of `DeliveryAsTenant`. */
export const asTenantSchema = makeFieldSchema({
  output: z => z.union([z.string(), z.number()]),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .describe('Field that names the tenant whose value it begins with'),
      fact: z.enum(TENANT_FACTS).describe('What of the tenant it is'),
    }),
});

type AsTenantProps = typeof asTenantSchema.TProps;

/** Fields of one page that begin at the same moment write over each other. */
const MOST_TRIES = 12;

/** Writes until the form has it. */
function useWriting({ formData, onChange }: AsTenantProps) {
  const wanted = useRef<{ value?: string | number; tries: number }>();
  useEffect(() => {
    const { current } = wanted;
    if (!current) return;
    if (formData === current.value || current.tries >= MOST_TRIES) {
      wanted.current = undefined;
    } else {
      current.tries += 1;
      onChange(current.value);
    }
  });
  return wanted;
}

/** Begins with what the tenant has, and goes on with another one's, unless a person wrote something else. */
function useBegun(
  props: AsTenantProps,
  source: string | number | undefined,
  isKnown: boolean,
) {
  const { idSchema, schema } = props;
  const begun = useRemembered<string | number>(idSchema.$id);
  const latest = useRef(props);
  latest.current = props;
  const wanted = useWriting(props);
  useEffect(() => {
    const { formData: value, onChange } = latest.current;
    if (source === undefined || !canTake(source, schema)) {
      // What was another one's is not that of one who says nothing.
      if (!isKnown || begun.current === undefined) return;
      if (value === begun.current) {
        const own = schema.default as string | number | undefined;
        wanted.current = { value: own, tries: 0 };
        onChange(own);
      }
      begun.current = undefined;
      return;
    }
    const before = begun.current;
    const isFollowing =
      value === undefined || value === (before ?? schema.default);
    begun.current = source;
    if (!isFollowing || value === source || before === source) return;
    wanted.current = { value: source, tries: 0 };
    onChange(source);
  }, [source, isKnown, schema, begun, wanted]);
}

function noteOf(
  { uiSchema, schema, formData }: AsTenantProps,
  name: string | undefined,
  { value: tenant, error }: Asked<Tenant | undefined>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (error) {
    const words = t('fields.notChecked', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'help', words };
  }
  const { fact } = uiSchema['ui:options'] ?? {};
  if (!tenant || !name || !fact) return undefined;
  const source = factOf(tenant, fact);
  if (source === undefined) {
    const words = t('fields.tenantSilent', { tenant: name });
    return { tone: 'idle', icon: 'help', words };
  }
  if (source === formData) {
    const words = t('fields.asTenant', { tenant: name });
    return { tone: 'ok', icon: 'checkOutline', words };
  }
  const value = factWords(source, schema);
  const words = t('fields.unlikeTenant', { tenant: name, value });
  return fact === 'backupEvery'
    ? { tone: 'warning', icon: 'problem', words }
    : { tone: 'idle', icon: 'compare', words };
}

function AmountField(props: { field: AsTenantProps; note?: FieldNote }) {
  const { field, note } = props;
  const { idSchema, schema, name, formData, onChange, rawErrors } = field;
  const { minimum: min, maximum: max } = schema;
  return (
    <FieldFrame field={field} note={note}>
      <TextField
        fullWidth
        id={idSchema.$id}
        type="number"
        label={schema.title ?? name}
        value={formData ?? ''}
        required={field.required}
        disabled={field.disabled || field.readonly}
        error={rawErrors.length > 0}
        InputLabelProps={{ shrink: true }}
        inputProps={{ min, max, 'aria-describedby': describedBy(field) }}
        onChange={({ target: { value } }) =>
          onChange(value === '' ? undefined : Number(value))
        }
        onBlur={() => field.onBlur(idSchema.$id, formData)}
      />
    </FieldFrame>
  );
}

/** An amount or a choice that begins as the tenant has it that is copied. */
export function AsTenantField(props: AsTenantProps) {
  const t = useWords();
  const { tenant, fact } = props.uiSchema['ui:options'] ?? {};
  const name = answerOf(props, tenant);
  const asked = useSourceTenant(name);
  const source = asked.value && fact && factOf(asked.value, fact);
  useBegun(props, source, asked.value !== undefined);
  const note = noteOf(props, name, asked, t);
  const { schema, formData } = props;
  if (!Array.isArray(schema.enum))
    return <AmountField field={props} note={note} />;
  const options = schema.enum.map(value => ({
    ...{ value: String(value), label: factWords(String(value), schema) },
  }));
  return (
    <ChoiceField
      field={{
        ...props,
        formData: formData === undefined ? undefined : String(formData),
      }}
      asked={{ loading: false, value: options }}
      note={note}
      nothing={t('fields.noSuchValue')}
    />
  );
}
