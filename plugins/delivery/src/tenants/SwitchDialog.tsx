import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  Environment,
  Tenant,
  TenantChangePlan,
  TenantSuspendRequest,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { DateTime } from 'luxon';
import { useCallback, useRef, useState } from 'react';
import useAsync from 'react-use/lib/useAsync';
import useDebounce from 'react-use/lib/useDebounce';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import type { Resource } from '../live/useResource';
import { RowPlaceholders } from '../kit/Placeholders';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useNow } from '../time/Clock';
import { useWords, type DeliveryWords } from '../translation';
import { PlannedFiles } from './PlannedFiles';
import { isProduction } from './production';
import { SwitchFields, type SwitchDraft } from './SwitchFields';
import { PendingUpgrades, SwitchMeaning } from './SwitchMeaning';
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

/** Why it cannot be confirmed yet, apart from the plan. */
function missingOf(
  draft: SwitchDraft,
  { name, today }: { name?: string; today?: string },
  t: DeliveryWords,
): string | undefined {
  if (!draft.reason.trim()) return t('tenantSwitch.reasonMissing');
  if (today && draft.until && draft.until < today) {
    return t('tenantSwitch.keptOver');
  }
  return name && draft.typed !== name
    ? t('plan.typeFirst', { name })
    : undefined;
}

/** The name that is to be typed: only where customers would notice. */
function nameToType(
  { tenant, kind }: SwitchAsk,
  plan: TenantChangePlan | undefined,
  environments: readonly Environment[] | undefined,
): string | undefined {
  if (kind === 'resume') return undefined;
  const hit = [
    ...(plan?.scaled.map(({ environment }) => environment) ?? []),
    ...tenant.services.map(({ deployment }) => deployment.environment),
  ];
  return hit.some(each => isProduction(each, environments))
    ? tenant.name
    : undefined;
}

/** What is asked for, what would be written, and why it cannot be confirmed yet. */
function useSwitch(
  ask: SwitchAsk,
  environments: readonly Environment[] | undefined,
  onDone: (change: Change) => void,
) {
  const { tenant, kind } = ask;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const now = useNow();
  const today =
    kind === 'suspend' ? DateTime.fromMillis(now).toISODate()! : undefined;
  const [draft, setDraft] = useState<SwitchDraft>({
    ...{ reason: '', until: '', typed: '' },
  });
  const { reason, until } = draft;
  const wish = {
    reason: reason.trim() || NO_REASON,
    ...(today && until >= today && { dataKeptUntil: until }),
  };
  const isSending = useRef(false);
  const plan = usePlan(ask, wish, isSending);
  const { send, sending, failure } = useSending<Change>(onDone, plan.again);
  isSending.current = sending;
  const name = nameToType(ask, plan.value, environments);
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
    return missingOf(draft, { name, today }, t);
  };
  return {
    ...{ plan, today, name, draft, setDraft, confirm },
    refusal: refusal(),
    cause: failure ?? (plan.error && failureMessage(plan.error)),
  };
}

/** Asks, with every line beforehand, whether a tenant is to be switched off or on. */
export function SwitchDialog(props: {
  ask: SwitchAsk;
  /** Where it may be; without them each is taken for production. */
  environments?: readonly Environment[];
  upgrades: Pick<Resource<Upgrade[]>, 'value' | 'error'>;
  onDone(change: Change): void;
  onClose(): void;
}) {
  const { ask, environments, upgrades, onDone, onClose } = props;
  const { tenant, kind } = ask;
  const t = useWords();
  const { plan, today, name, draft, setDraft, confirm, refusal, cause } =
    useSwitch(ask, environments, onDone);
  const words = { tenant: tenant.name };
  return (
    <TenantDialog
      title={t(`tenantSwitch.${kind}Title`, words)}
      icon="power"
      confirm={t(`tenantSwitch.${kind}`, words)}
      foot={t('tenantSwitch.footer', {
        repository: plan.value?.repository ?? '',
      })}
      refusal={refusal}
      failure={cause && t('tenantSwitch.failed', { cause })}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t(`tenantSwitch.${kind}Text`)}</p>
      {kind === 'suspend' ? (
        <>
          <SwitchMeaning
            {...{ tenant, plan: plan.value }}
            isFailed={Boolean(plan.error) && !plan.loading}
          />
          <PendingUpgrades tenant={tenant.name} upgrades={upgrades} />
        </>
      ) : undefined}
      <SwitchFields
        {...{ draft, today, name }}
        change={part => setDraft(old => ({ ...old, ...part }))}
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
