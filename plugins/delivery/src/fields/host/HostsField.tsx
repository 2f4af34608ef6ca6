import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { ActButton, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../../api/errors';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import type { Asked } from '../kit/useAsked';
import { useSourceTenant } from '../like/useSourceTenant';
import { HostRow } from './HostRow';
import { copiedHosts, type HostPair, withHost } from './hostPairs';

/** Schema of `DeliveryHostNames`. */
export const hostsSchema = makeFieldSchema({
  output: z => z.array(z.object({ from: z.string(), to: z.string() })),
  uiOptions: z =>
    z.object({
      tenant: z
        .string()
        .describe('Field that names the tenant whose host names are shown'),
      name: z.string().describe('Field that names the new tenant'),
      from: z.string().optional().describe('Field that names its environment'),
      environment: z
        .string()
        .optional()
        .describe('Field that names the environment of the new tenant'),
    }),
});

type HostsProps = typeof hostsSchema.TProps;

const useStyles = makeStyles<Theme>(theme => ({
  group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  title: { padding: 0, fontSize: 12, color: tonesOf(theme).textSecond },
  list: { listStyle: 'none', margin: '0 0 8px', padding: 0 },
}));

/** The host names of the source, and what they become. */
export function useCopiedHosts(props: {
  formContext?: unknown;
  idSchema: { $id: string };
  formData?: HostPair[];
  options: HostsProps['uiSchema']['ui:options'];
}) {
  const { options, formData = [] } = props;
  const tenant = answerOf(props, options?.tenant);
  const asked = useSourceTenant(tenant);
  const names = [
    {
      from: answerOf(props, options?.from),
      to: answerOf(props, options?.environment),
    },
    { from: tenant, to: answerOf(props, options?.name) },
  ];
  const hosts = copiedHosts(asked.value?.hosts ?? [], formData, names);
  return { tenant, asked, hosts };
}

function noteOf(
  tenant: string | undefined,
  { loading, error, value }: Asked<{ hosts: string[] } | undefined>,
  t: DeliveryWords,
): FieldNote {
  if (error) {
    const words = t('fields.listFailed', { cause: failureMessage(error) });
    return { tone: 'warning', icon: 'problem', words };
  }
  if (loading) {
    return { tone: 'idle', icon: 'running', words: t('fields.listLoading') };
  }
  const count = value?.hosts.length ?? 0;
  if (!tenant) {
    return { tone: 'idle', icon: 'help', words: t('fields.hostsOfNobody') };
  }
  return count
    ? {
        tone: 'idle',
        icon: 'check',
        words: t('fields.hostsOf', { tenant, count }),
      }
    : { tone: 'idle', icon: 'help', words: t('fields.hostsNone', { tenant }) };
}

/** What the new tenant answers to, beside what the one does that is copied. */
export function HostsField(props: HostsProps) {
  const { schema, name, formData = [], onChange, uiSchema } = props;
  const classes = useStyles();
  const t = useWords();
  const { tenant, asked, hosts } = useCopiedHosts({
    ...props,
    options: uiSchema['ui:options'],
  });
  const disabled = props.disabled || props.readonly;
  const own = new Set(asked.value?.hosts ?? []);
  const change = (pairs: HostPair[]) =>
    onChange(pairs.length ? pairs : undefined);
  const rename = (index: number, pair: HostPair) =>
    change(formData.map((each, at) => (at === index ? pair : each)));
  return (
    <FieldFrame field={props} note={noteOf(tenant, asked, t)}>
      <fieldset className={classes.group} aria-describedby={describedBy(props)}>
        <legend className={classes.title}>{schema.title ?? name}</legend>
        <ul className={classes.list}>
          {hosts
            .filter(({ from }) => own.has(from))
            .map(host => (
              <HostRow
                key={host.from}
                {...{ host, disabled }}
                onChange={to => change(withHost(formData, host, to))}
              />
            ))}
          {formData.map((pair, index) =>
            own.has(pair.from) ? undefined : (
              <HostRow
                // It has no other name while it is being written.
                key={`other ${index}`}
                host={{ ...pair, offered: '', isOwn: true }}
                {...{ disabled }}
                onChange={to => rename(index, { ...pair, to })}
                onRename={from => rename(index, { ...pair, from })}
                onRemove={() =>
                  change(formData.filter((_, at) => at !== index))
                }
              />
            ),
          )}
        </ul>
        <ActButton
          size="small"
          look="outlined"
          onClick={() => change([...formData, { from: '', to: '' }])}
        >
          {t('fields.hostAdd')}
        </ActButton>
      </fieldset>
    </FieldFrame>
  );
}

/** Refuses host names that are none, or that somebody else has. */
export const validateHosts: CustomFieldValidator<HostPair[]> = async (
  hosts,
  field,
  { apiHolder },
) => {
  const forms = apiHolder.get(deliveryFormsApiRef);
  for (const { from, to } of hosts ?? []) {
    if (!from || !to) {
      field.addError('Write both names of each row, or remove it.');
    } else if (from === to) {
      field.addError(
        `Two cannot answer to ${from}: write another name for it.`,
      );
    } else if (forms) {
      const answer = await forms.host(to).catch(() => undefined);
      if (answer && answer.status !== 'free') field.addError(answer.message);
    }
  }
};
