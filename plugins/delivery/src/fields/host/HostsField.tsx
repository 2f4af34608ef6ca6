import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { ActButton, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { failureMessage } from '../../api/errors';
import { deliveryFormsApiRef, type FormsApi } from '../../api/FormsApi';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import type { Asked } from '../kit/useAsked';
import { wordsFrom } from '../kit/wordsFrom';
import { readSourceTenant, useSourceTenant } from '../like/useSourceTenant';
import { HostRow } from './HostRow';
import {
  type CopiedHost,
  copiedHosts,
  type HostPair,
  hostProblem,
  withHost,
} from './hostPairs';

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

interface HostsOf {
  formContext?: unknown;
  idSchema: { $id: string };
  formData?: HostPair[];
  options: HostsProps['uiSchema']['ui:options'];
}

/** The host names of a copy, as far as those of the tenant are known. */
function hostsOf(props: HostsOf, there: readonly string[] = []) {
  const { options, formData = [] } = props;
  const names = [
    {
      from: answerOf(props, options?.from),
      to: answerOf(props, options?.environment),
    },
    {
      from: answerOf(props, options?.tenant),
      to: answerOf(props, options?.name),
    },
  ];
  return copiedHosts(there, formData, names);
}

/** The host names of the source, and what they become. */
export function useCopiedHosts(props: HostsOf) {
  const tenant = answerOf(props, props.options?.tenant);
  const asked = useSourceTenant(tenant);
  return { tenant, asked, hosts: hostsOf(props, asked.value?.hosts) };
}

/** What is wrong with a host name beside the others, in a sentence. */
function problemWords(
  host: CopiedHost,
  all: readonly CopiedHost[],
  t: DeliveryWords,
): string | undefined {
  switch (hostProblem(host, all)) {
    case 'half':
      return t('fields.hostHalf');
    case 'same':
      return t('fields.hostSame', { host: host.from });
    case 'there-twice':
      return t('fields.hostThereTwice', { host: host.from });
    case 'here-twice':
      return t('fields.hostHereTwice', { host: host.to });
    default:
      return undefined;
  }
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
  // Never undefined: the wizard asks no validator of an answer that is missing.
  const change = (pairs: HostPair[]) => onChange(pairs);
  const rename = (row: number, pair: HostPair) =>
    change(formData.map((each, at) => (at === row ? pair : each)));
  // What is being written is wrong only once somebody wants to go on.
  const isWanted = ({ from, to }: HostPair) =>
    Boolean(from && to) || props.rawErrors.length > 0;
  return (
    <FieldFrame field={props} note={noteOf(tenant, asked, t)}>
      <fieldset className={classes.group} aria-describedby={describedBy(props)}>
        <legend className={classes.title}>{schema.title ?? name}</legend>
        <ul className={classes.list}>
          {hosts.map(host => {
            const { from, to, row, offered } = host;
            const problem = isWanted(host)
              ? problemWords(host, hosts, t)
              : undefined;
            return offered || row === undefined ? (
              <HostRow
                key={from}
                {...{ host, problem, disabled }}
                onChange={other => change(withHost(formData, host, other))}
              />
            ) : (
              <HostRow
                // It has no other name while it is being written.
                key={`other ${row}`}
                {...{ host, problem, disabled }}
                onChange={other => rename(row, { from, to: other })}
                onRename={other => rename(row, { from: other, to })}
                onRemove={() => change(formData.filter((_, at) => at !== row))}
              />
            );
          })}
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

/** Why the host names cannot stay as they are, in sentences. */
async function problemsOf(
  hosts: readonly CopiedHost[],
  forms: FormsApi | undefined,
  t: DeliveryWords,
): Promise<string[]> {
  const some = hosts.map(async host => {
    const problem = problemWords(host, hosts, t);
    if (problem) return problem;
    // The task looks again; a portal in trouble is no reason to refuse.
    const answer = await forms?.host(host.to).catch(() => undefined);
    return answer && answer.status !== 'free' ? answer.message : undefined;
  });
  const all = await Promise.all(some);
  return [...new Set(all.flatMap(problem => problem ?? []))];
}

/** Refuses host names that two would answer to, also those that nobody wrote. */
export const validateHosts: CustomFieldValidator<
  HostPair[],
  NonNullable<HostsProps['uiSchema']['ui:options']>
> = async (written, field, { apiHolder, formData, uiSchema }) => {
  const t = await wordsFrom(apiHolder);
  const props = {
    ...{ formContext: { formData }, idSchema: { $id: 'root' } },
    ...{ formData: written, options: uiSchema?.['ui:options'] },
  };
  const tenant = answerOf(props, props.options?.tenant);
  const delivery = apiHolder.get(deliveryApiRef);
  const source =
    delivery && tenant
      ? await readSourceTenant(delivery, tenant).catch(() => undefined)
      : undefined;
  const hosts = hostsOf(props, source?.hosts);
  const forms = apiHolder.get(deliveryFormsApiRef);
  for (const problem of await problemsOf(hosts, forms, t)) {
    field.addError(problem);
  }
};
