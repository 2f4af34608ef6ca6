import { useApi } from '@backstage/core-plugin-api';
import type {
  Tenant,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import { useId, useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useDeployments } from '../deployments/useDeployments';
import { useDialogStyles } from '../rollback/dialogStyles';
import { withStop } from '../fields/version/offeredVersions';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { DoubtedVersions } from './DoubtedVersions';
import { TenantDialog } from './TenantDialog';
import { toUpgradeRequest, type UpgradeDraft, whyNot } from './upgradePlan';
import { UpgradeServices } from './UpgradeServices';
import { UpgradeWaves } from './UpgradeWaves';
import { doubtKey, doubtsOf, type VersionDoubt } from './versionDoubts';
import { useChoice } from './useTenantsView';
import { firstWaves, leastRiskyFirst } from './waveOrder';
import { useSending } from '../kit/useSending';

type Change = (change: Partial<UpgradeDraft>) => void;

/** How long is watched, when it begins, and why. */
function Manner(props: { draft: UpgradeDraft; change: Change }) {
  const { draft, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const id = useId();
  return (
    <>
      <div className={classes.field}>
        <label htmlFor={`${id}s`}>{t('upgradePlan.soak')}</label>
        <input
          id={`${id}s`}
          inputMode="decimal"
          className={`${classes.input} ${classes.short}`}
          aria-describedby={`${id}sh`}
          value={draft.soakMinutes}
          placeholder={t('upgradePlan.asConfigured')}
          onChange={event => change({ soakMinutes: event.target.value })}
        />
        <span id={`${id}sh`} className={second}>
          {t('upgradePlan.soakHelp')}
        </span>
      </div>
      <div className={classes.field}>
        <label htmlFor={`${id}t`}>{t('upgradePlan.startsAt')}</label>
        <input
          id={`${id}t`}
          type="datetime-local"
          className={`${classes.input} ${classes.time}`}
          aria-describedby={`${id}th`}
          value={draft.startsAt}
          onChange={event => change({ startsAt: event.target.value })}
        />
        <span id={`${id}th`} className={second}>
          {t('upgradePlan.startsHelp')}
        </span>
      </div>
      <div className={classes.field}>
        <label htmlFor={`${id}r`}>{t('upgradePlan.reason')}</label>
        <input
          id={`${id}r`}
          className={classes.input}
          value={draft.reason}
          placeholder={t('upgradePlan.reasonHint')}
          onChange={event => change({ reason: event.target.value })}
        />
      </div>
    </>
  );
}

/** Plans an upgrade of some tenants; nothing is changed by it yet. */
export function UpgradeDialog(props: {
  tenants: readonly Tenant[];
  /** A plan that this one takes the place of, and what it is made of. */
  instead?: { id: string; draft: UpgradeDraft };
  onPlanned(upgrade: Upgrade): void;
  onClose(): void;
}) {
  const { tenants, instead, onPlanned, onClose } = props;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const now = useNow();
  // In the order of when it was opened: rows that move are pressed by mistake.
  const [ranked] = useState(() => leastRiskyFirst(tenants, now, t));
  const everywhere = useDeployments();
  const known = useChoice();
  const [draft, setDraft] = useState<UpgradeDraft>(
    () =>
      instead?.draft ?? {
        ...{ versions: {}, soakMinutes: '', reason: '', startsAt: '' },
        waves: firstWaves(ranked),
      },
  );
  // A plan that is made and kept is not lost by what fails after it.
  const [isMade, setIsMade] = useState(false);
  const change: Change = each => setDraft(old => ({ ...old, ...each }));
  const { send, sending, failure } = useSending<Upgrade>(onPlanned);
  const doubts = doubtsOf(tenants, draft, everywhere);
  const isKnown = (doubt: VersionDoubt) => known.chosen.has(doubtKey(doubt));
  const unsure = doubts?.filter(doubt => !isKnown(doubt)).length;
  const why = whyNot(tenants, draft, unsure);
  const confirm = () => {
    const letPass = (doubts ?? [])
      .filter(isKnown)
      .map(({ component, version }) => ({ component, version }));
    const request = toUpgradeRequest(tenants, draft, letPass);
    setIsMade(false);
    return send(request, async idempotencyKey => {
      const planned = await api.planUpgrade(request, { idempotencyKey });
      setIsMade(true);
      if (instead) await api.actOnUpgrade(instead.id, 'abandon');
      return planned;
    });
  };
  const cause = failure && withStop(failure);
  const problem =
    cause &&
    (isMade
      ? t('upgradePlan.notAbandoned', { cause })
      : t('upgradePlan.failed', { cause }));
  return (
    <TenantDialog
      title={t('upgradePlan.title')}
      icon="schedule"
      confirm={sending ? t('upgradePlan.planning') : t('upgradePlan.plan')}
      foot={t(instead ? 'upgradePlan.changing' : 'upgradePlan.footer')}
      refusal={sending ? t('upgradePlan.planning') : why && t(why)}
      failure={problem}
      onConfirm={confirm}
      onClose={onClose}
    >
      <UpgradeServices
        {...{ tenants, draft, change }}
        everywhere={everywhere.value?.items ?? []}
      />
      <DoubtedVersions
        doubts={doubts ?? []}
        known={known.chosen}
        onKnown={(key, on) => known.choose([key], on)}
      />
      <UpgradeWaves {...{ ranked, draft, change }} isProposed={!instead} />
      <Manner {...{ draft, change }} />
    </TenantDialog>
  );
}
