import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { NamedKind } from '@slipway/backstage-plugin-delivery-common';
import { StateWord, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import { deliveryFormsApiRef } from '../api/FormsApi';
import { type HostPair } from '../fields/host/hostPairs';
import { useCopiedHosts } from '../fields/host/HostsField';
import { answerOf } from '../fields/kit/answers';
import { useAsked } from '../fields/kit/useAsked';
import { useFormsSettings } from '../fields/kit/useForms';
import {
  factOf,
  factWords,
  TENANT_FACTS,
  type TenantFact,
} from '../fields/like/tenantFacts';
import { useSourceTenant } from '../fields/like/useSourceTenant';
import { quotaWords } from '../fields/plan/planWords';
import { useWords } from '../translation';
import type { ReviewedAnswer } from './answers';
import { OwnerNote } from './OwnerNote';

const useStyles = makeStyles<Theme>(theme => ({
  second: {
    fontSize: 12.5,
    lineHeight: '17px',
    color: tonesOf(theme).textSecond,
  },
  host: { overflowWrap: 'anywhere' },
}));

interface NoteProps {
  answer: ReviewedAnswer;
  answers: JsonObject;
}

type Options = Record<string, string | undefined>;

function optionsOf({ field }: ReviewedAnswer): Options {
  return (field['ui:options'] ?? {}) as Options;
}

/** All answers, as fields find those of others. */
function asForm(answers: JsonObject) {
  return { formContext: { formData: answers }, idSchema: { $id: 'root' } };
}

/** Whether a name can be had, asked once more. */
function NameNote({ answer, answers }: NoteProps) {
  const forms = useApi(deliveryFormsApiRef);
  const t = useWords();
  // Not what is shown: a mask may stand in its place.
  const name = String(answers[answer.key] ?? '');
  const isTenant = answer.field['ui:field'] === 'DeliveryTenantName';
  const kind = isTenant ? 'tenant' : (optionsOf(answer).kind ?? 'component');
  const asked = useAsked(`${kind} ${name}`, options =>
    forms.name({ kind: kind as NamedKind, name }, options),
  );
  const { value, error } = asked;
  if (error) {
    const label = t('fields.notChecked', { cause: failureMessage(error) });
    return <StateWord tone="warning" icon="help" {...{ label }} />;
  }
  if (!value) return null;
  if (value.status === 'free') {
    return <StateWord tone="ok" icon="check" label={t('review.free')} />;
  }
  return value.status === 'unknown' ? (
    <StateWord tone="warning" icon="help" label={value.message} />
  ) : (
    <StateWord tone="critical" icon="block" label={value.message} />
  );
}

/** What a plan allows. */
function PlanNote({ answer, answers }: NoteProps) {
  const classes = useStyles();
  const t = useWords();
  const { value } = useFormsSettings();
  const plan = value?.plans.find(({ name }) => name === answers[answer.key]);
  return plan ? (
    <div className={classes.second}>{quotaWords(plan, t)}</div>
  ) : null;
}

/** How the tenant has it that is copied, where the new one differs. */
function LikeNote({ answer, answers }: NoteProps) {
  const t = useWords();
  const { tenant: by, fact } = optionsOf(answer);
  const tenant = answerOf(asForm(answers), by);
  const { value, error } = useSourceTenant(tenant);
  const isFact = TENANT_FACTS.some(each => each === fact);
  if (error && tenant) {
    const label = t('fields.notChecked', { cause: failureMessage(error) });
    return <StateWord tone="warning" icon="help" {...{ label }} />;
  }
  if (!value || !tenant || !isFact) return null;
  const source = factOf(value, fact as TenantFact);
  const own = answers[answer.key];
  if (source === undefined || source === own) return null;
  const label = t('fields.unlikeTenant', {
    ...{ tenant, value: factWords(source, answer.field) },
  });
  return own === 'none' ? (
    <StateWord tone="warning" icon="problem" {...{ label }} />
  ) : (
    <StateWord tone="idle" icon="compare" {...{ label }} />
  );
}

/** What becomes of each host name of the tenant that is copied. */
function HostsNote({ answer, answers }: NoteProps) {
  const classes = useStyles();
  const t = useWords();
  const { asked, hosts } = useCopiedHosts({
    ...asForm(answers),
    options: answer.field['ui:options'] as never,
    formData: answers[answer.key] as unknown as HostPair[] | undefined,
  });
  if (asked.error) {
    const cause = failureMessage(asked.error);
    const label = t('fields.notChecked', { cause });
    return <StateWord tone="warning" icon="help" {...{ label }} />;
  }
  if (asked.loading) return null;
  if (!hosts.length) {
    return <span className={classes.second}>{t('review.noAnswers')}</span>;
  }
  return (
    <>
      {hosts.map(({ from, to }) => (
        <div key={from} className={classes.host}>
          {to}
          <div className={classes.second}>
            {from === to
              ? t('fields.hostSame', { host: from })
              : t('review.insteadOf', { host: from })}
          </div>
        </div>
      ))}
    </>
  );
}

/** The owner of what is made. */
function OwnerOf({ answer, answers }: NoteProps) {
  const owner = answers[answer.key];
  return typeof owner === 'string' ? <OwnerNote owner={owner} /> : null;
}

const NOTES: Record<string, typeof NameNote | undefined> = {
  DeliveryName: NameNote,
  DeliveryTenantName: NameNote,
  DeliveryPlan: PlanNote,
  DeliveryAsTenant: LikeNote,
  DeliveryHostNames: HostsNote,
  DeliveryOwner: OwnerOf,
  OwnerPicker: OwnerOf,
};

/** What is known of an answer beside its words. */
export function AnswerNote(props: NoteProps) {
  const Note = NOTES[String(props.answer.field['ui:field'])];
  return Note ? <Note {...props} /> : null;
}
