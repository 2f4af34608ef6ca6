import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf, fillPattern } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { canSeal, labelOf, type SealingPlace } from './sealText';
import { type SealingTarget, useSealed } from './useSealed';

/** Schema of `DeliverySecret`. */
export const secretSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      name: z
        .string()
        .describe('Name of the secret; {field} is the answer of a field'),
      namespace: z
        .string()
        .describe(
          'Its namespace, likewise; {field?--} is the answer and what follows it, or nothing',
        ),
      cluster: z.string().describe('Field that names the cluster'),
      scope: z.enum(['strict', 'namespace-wide', 'cluster-wide']).optional(),
    }),
});

type SecretProps = typeof secretSchema.TProps;

function targetOf(props: SecretProps): SealingTarget | undefined {
  const options = props.uiSchema['ui:options'];
  if (!options) return undefined;
  const { scope = 'strict' } = options;
  const cluster = answerOf(props, options.cluster);
  const name = fillPattern(props, options.name);
  const namespace = fillPattern(props, options.namespace);
  if (!cluster || !name || !namespace) return undefined;
  const place: SealingPlace = { name, namespace, scope };
  return { cluster, label: labelOf(place) };
}

function noteOf(
  props: SecretProps,
  target: SealingTarget | undefined,
  { error, isSealing, isForOther }: ReturnType<typeof useSealed>,
  t: DeliveryWords,
): FieldNote | undefined {
  if (!canSeal(globalThis.crypto)) {
    const words = t('fields.secretNoHttps');
    return { tone: 'critical', icon: 'block', words };
  }
  if (error) {
    const words = t('fields.secretFailed', { cause: failureMessage(error) });
    return { tone: 'critical', icon: 'error', words };
  }
  if (!target) {
    const words = t('fields.secretWaits');
    return { tone: 'idle', icon: 'schedule', words };
  }
  if (isForOther) {
    const words = t('fields.secretAgain');
    return { tone: 'warning', icon: 'problem', words };
  }
  if (props.formData) {
    const { cluster } = target;
    const words = t('fields.secretSealed', { cluster });
    return { tone: 'ok', icon: 'lock', words };
  }
  return isSealing
    ? { tone: 'idle', icon: 'running', words: t('fields.secretSealing') }
    : undefined;
}

/** A secret that is sealed here: the plain value never leaves the page. */
export function SecretField(props: SecretProps) {
  const t = useWords();
  const { schema, idSchema, name, formData, onChange, rawErrors } = props;
  const target = targetOf(props);
  const sealed = useSealed(target, formData, onChange);
  return (
    <FieldFrame field={props} note={noteOf(props, target, sealed, t)}>
      <TextField
        fullWidth
        type="password"
        id={idSchema.$id}
        label={schema.title ?? name}
        value={sealed.plain}
        required={props.required && !formData}
        disabled={props.disabled || props.readonly}
        error={rawErrors.length > 0}
        autoComplete="new-password"
        placeholder={formData ? t('fields.secretKept') : undefined}
        InputLabelProps={{ shrink: true }}
        inputProps={{ 'aria-describedby': describedBy(props) }}
        onChange={({ target: { value } }) => sealed.type(value)}
      />
    </FieldFrame>
  );
}
