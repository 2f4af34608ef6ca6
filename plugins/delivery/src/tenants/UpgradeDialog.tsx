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
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { TenantDialog } from './TenantDialog';
import {
  changedBy,
  firstWaves,
  knownVersions,
  offered,
  toUpgradeRequest,
  type UpgradeDraft,
  whyNot,
} from './upgradePlan';
import { useSending } from './useSending';

type Change = (change: Partial<UpgradeDraft>) => void;

/** Which services, and to which version. */
function Services(props: {
  tenants: readonly Tenant[];
  draft: UpgradeDraft;
  change: Change;
}) {
  const { tenants, draft, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const id = useId();
  const everywhere = useDeployments().value?.items ?? [];
  const environment = tenants[0]?.services[0]?.deployment.environment ?? '';
  const set = (component: string, version: string) =>
    change({ versions: { ...draft.versions, [component]: version } });
  return (
    <fieldset className={`${classes.field} ${classes.group}`}>
      <legend>{t('upgradePlan.services')}</legend>
      <div className={second}>{t('upgradePlan.servicesHelp')}</div>
      <ul className={classes.list}>
        {[...offered(tenants)].map(([component, versions]) => (
          <li key={component} className={classes.row}>
            <span>
              {component}{' '}
              <span className={second}>
                {t('upgradePlan.now', { versions: versions.join(', ') })}
              </span>
            </span>
            <input
              className={classes.input}
              aria-label={t('upgradePlan.version', { component })}
              value={draft.versions[component] ?? ''}
              placeholder={t('upgradePlan.asItIs')}
              list={`${id}-${component}`}
              onChange={event => set(component, event.target.value)}
            />
            <datalist id={`${id}-${component}`}>
              {knownVersions(everywhere, component, environment).map(
                ({ version, places }) => (
                  <option key={version} value={version}>
                    {t('upgradePlan.elsewhere', {
                      ...{ version, places: places.join(', ') },
                    })}
                  </option>
                ),
              )}
            </datalist>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The wave of each tenant. */
function Waves(props: {
  tenants: readonly Tenant[];
  draft: UpgradeDraft;
  change: Change;
}) {
  const { tenants, draft, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  return (
    <fieldset className={`${classes.field} ${classes.group}`}>
      <legend>{t('upgradePlan.waves')}</legend>
      <div className={second}>{t('upgradePlan.wavesHelp')}</div>
      <ul className={classes.list}>
        {tenants.map(tenant => (
          <li key={tenant.name} className={classes.row}>
            <span>
              <strong>{tenant.name}</strong>
              {changedBy(tenant, draft).length ? undefined : (
                <span className={second}> {t('upgradePlan.notThere')}</span>
              )}
            </span>
            <select
              className={classes.input}
              aria-label={t('upgradePlan.waveOf', { tenant: tenant.name })}
              value={draft.waves[tenant.name]}
              onChange={event =>
                change({
                  waves: {
                    ...draft.waves,
                    [tenant.name]: Number(event.target.value),
                  },
                })
              }
            >
              {tenants.map((_, index) => (
                <option key={index} value={index + 1}>
                  {t('upgrades.wave', { n: String(index + 1) })}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

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
          value={draft.soakMinutes}
          placeholder={t('upgradePlan.asConfigured')}
          onChange={event => change({ soakMinutes: event.target.value })}
        />
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
  const [draft, setDraft] = useState<UpgradeDraft>(
    () =>
      instead?.draft ?? {
        ...{ versions: {}, soakMinutes: '', reason: '', startsAt: '' },
        waves: firstWaves(tenants),
      },
  );
  // A plan that is made and kept is not lost by what fails after it.
  const [isMade, setIsMade] = useState(false);
  const change: Change = each => setDraft(old => ({ ...old, ...each }));
  const { send, sending, failure } = useSending<Upgrade>(onPlanned);
  const why = whyNot(tenants, draft);
  const confirm = () => {
    const request = toUpgradeRequest(tenants, draft);
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
      <Services {...{ tenants, draft, change }} />
      <Waves {...{ tenants, draft, change }} />
      <Manner {...{ draft, change }} />
    </TenantDialog>
  );
}
