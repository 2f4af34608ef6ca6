import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  Tenant,
  TenantChangePlan,
  TenantSuspendRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useCallback, useId, useRef, useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import useDebounce from 'react-use/lib/useDebounce';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import { RowPlaceholders } from '../kit/Placeholders';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { PlannedFiles } from './PlannedFiles';
import { TenantDialog } from './TenantDialog';
import { useSending } from '../kit/useSending';

/** What the person pressed. */
export interface SwitchAsk {
  tenant: Tenant;
  kind: 'suspend' | 'resume';
}

/** Stands in the preview while nobody has written a reason. */
const NO_REASON = '…';

/** A pause in the writing after which the lines are looked at again. */
const PAUSE_MS = 400;

/** Every line as it would be written now; what was seen last stays meanwhile. */
function usePlan(
  { tenant, kind }: SwitchAsk,
  request: Omit<TenantSuspendRequest, 'base'>,
  isSending: { readonly current: boolean },
) {
  const api = useApi(deliveryApiRef);
  const text = JSON.stringify(request);
  const [asked, setAsked] = useState(text);
  useDebounce(
    () => {
      // What is being written needs no plan any more, and soon cannot have one.
      if (!isSending.current) setAsked(text);
    },
    PAUSE_MS,
    [text],
  );
  const [round, setRound] = useState(0);
  const plan = useAsync(
    () => api.planTenantSwitch(kind, tenant.name, JSON.parse(asked)),
    [api, kind, tenant.name, asked, round],
  );
  const again = useCallback(() => setRound(n => n + 1), []);
  return { ...plan, again };
}

/** What is scaled, what is left, and each line. */
function Plan(props: { plan: TenantChangePlan }) {
  const { scaled, left, files } = props.plan;
  const { second, label } = useDialogStyles();
  const t = useWords();
  return (
    <>
      <h3 className={label}>
        {`${t('tenantSwitch.what')}: ${t('tenantSwitch.scaled', { count: scaled.length })}`}
      </h3>
      <div className={second}>
        {scaled.map(each => (
          <div key={`${each.file}-${each.component}`}>
            {t('tenantSwitch.line', {
              ...{ component: each.component, environment: each.environment },
              ...{ from: String(each.from), to: String(each.to) },
            })}
          </div>
        ))}
      </div>
      {left.length ? (
        <>
          <h3 className={label}>{t('tenantSwitch.left')}</h3>
          <div className={second}>
            {left.map(sentence => (
              <div key={sentence}>{sentence}</div>
            ))}
          </div>
        </>
      ) : undefined}
      <PlannedFiles files={files} />
    </>
  );
}

function Fields(props: {
  kind: SwitchAsk['kind'];
  reason: string;
  until: string;
  onReason(reason: string): void;
  onUntil(until: string): void;
}) {
  const { kind, reason, until, onReason, onUntil } = props;
  const classes = useFieldStyles();
  const t = useWords();
  const id = useId();
  return (
    <>
      <div className={classes.field}>
        <label htmlFor={`${id}r`}>{t('tenantSwitch.reason')}</label>
        <input
          id={`${id}r`}
          // The dialog was opened to write it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          required
          className={classes.input}
          value={reason}
          placeholder={t('tenantSwitch.reasonHint')}
          onChange={event => onReason(event.target.value)}
        />
      </div>
      {kind === 'suspend' ? (
        <div className={classes.field}>
          <label htmlFor={`${id}u`}>{t('tenantSwitch.keptUntil')}</label>
          <input
            id={`${id}u`}
            type="date"
            className={classes.input}
            value={until}
            onChange={event => onUntil(event.target.value)}
          />
        </div>
      ) : undefined}
    </>
  );
}

/** Asks, with every line beforehand, whether a tenant is to be switched off or on. */
export function SwitchDialog(props: {
  ask: SwitchAsk;
  onDone(change: Change): void;
  onClose(): void;
}) {
  const { ask, onDone, onClose } = props;
  const { tenant, kind } = ask;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const wish = {
    reason: reason.trim() || NO_REASON,
    ...(until && kind === 'suspend' && { dataKeptUntil: until }),
  };
  const isSending = useRef(false);
  const plan = usePlan(ask, wish, isSending);
  const { send, sending, failure } = useSending<Change>(onDone, plan.again);
  isSending.current = sending;
  const words = { tenant: tenant.name };
  const cause = failure ?? (plan.error && failureMessage(plan.error));
  const confirm = () => {
    const request: TenantSuspendRequest = { ...wish, base: plan.value?.head };
    return send(request, idempotencyKey =>
      api.switchTenant(kind, tenant.name, request, { idempotencyKey }),
    );
  };
  const refusal = () => {
    if (sending) return t('tenantSwitch.writing');
    if (plan.error && !plan.loading) return t('tenantSwitch.notPlanned');
    // Of a plan that is made anew the old lines promise nothing.
    if (!plan.value || plan.loading) return t('tenantSwitch.planning');
    return reason.trim() ? undefined : t('tenantSwitch.reasonMissing');
  };
  return (
    <TenantDialog
      title={t(`tenantSwitch.${kind}Title`, words)}
      icon="power"
      confirm={t(`tenantSwitch.${kind}`, words)}
      foot={t('tenantSwitch.footer', {
        repository: plan.value?.repository ?? '',
      })}
      refusal={refusal()}
      failure={cause && t('tenantSwitch.failed', { cause })}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t(`tenantSwitch.${kind}Text`)}</p>
      <Fields
        {...{ kind, reason, until }}
        onReason={setReason}
        onUntil={setUntil}
      />
      {plan.loading && !plan.value ? (
        <RowPlaceholders rows={3} height={36} />
      ) : undefined}
      {plan.error && !plan.loading ? (
        <div>
          <ActButton look="outlined" size="small" onClick={plan.again}>
            {t('act.tryAgain')}
          </ActButton>
        </div>
      ) : undefined}
      {plan.value ? <Plan plan={plan.value} /> : undefined}
    </TenantDialog>
  );
}
