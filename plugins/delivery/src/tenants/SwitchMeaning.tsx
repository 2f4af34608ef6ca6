import type {
  Tenant,
  TenantChangePlan,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import type { Resource } from '../live/useResource';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords, type DeliveryWords } from '../translation';
import { pendingUpgrades } from './pendingUpgrades';

function hostWords(
  tenant: Tenant,
  plan: TenantChangePlan | undefined,
  t: DeliveryWords,
): string {
  const hosts = tenant.hosts.join(', ');
  if (!hosts) return t('tenantSwitch.hostsNone');
  if (!plan) return t('tenantSwitch.hostsUntold', { hosts });
  // What cannot be scaled may answer as before.
  return plan.left.length
    ? t('tenantSwitch.hostsLeft', { hosts })
    : t('tenantSwitch.hostsStop', { hosts });
}

function serviceWords(
  plan: TenantChangePlan | undefined,
  isFailed: boolean,
  t: DeliveryWords,
): string {
  if (!plan) {
    return isFailed
      ? t('tenantSwitch.servicesUntold')
      : t('tenantSwitch.servicesUnknown');
  }
  if (!plan.scaled.length) return t('tenantSwitch.servicesNone');
  const names = plan.scaled.map(({ component, environment }) =>
    t('tenantSwitch.serviceIn', { component, environment }),
  );
  const services = [...new Set(names)].join(', ');
  return t('tenantSwitch.servicesStop', { services });
}

/** What the customer of a tenant that is suspended no longer has, and what stays. */
export function SwitchMeaning(props: {
  tenant: Tenant;
  plan?: TenantChangePlan;
  /** Whether what would change could not be read. */
  isFailed: boolean;
}) {
  const { tenant, plan, isFailed } = props;
  const { label, second } = useDialogStyles();
  const t = useWords();
  return (
    <div>
      <h3 className={label}>{t('tenantSwitch.means')}</h3>
      <div className={second}>
        <div>{hostWords(tenant, plan, t)}</div>
        <div>{serviceWords(plan, isFailed, t)}</div>
        <div>{t('tenantSwitch.stays')}</div>
      </div>
    </div>
  );
}

/** Says which upgrades in waves have the tenant still to do. */
export function PendingUpgrades(props: {
  tenant: string;
  upgrades: Pick<Resource<Upgrade[]>, 'value' | 'error'>;
}) {
  const { tenant, upgrades } = props;
  const { value, error } = upgrades;
  const { notice } = useDialogStyles();
  const t = useWords();
  const said = pendingUpgrades(tenant, value ?? []).map(
    ({ id, wave, what }) => ({
      ...{ id, icon: 'schedule' as const },
      words: t('tenantSwitch.pending', { n: String(wave), what, tenant }),
    }),
  );
  const untold = error && !value && failureMessage(error);
  const all = untold
    ? [
        {
          ...{ id: 'untold', icon: 'help' as const },
          words: t('tenantSwitch.pendingUnknown', { cause: untold }),
        },
      ]
    : said;
  return (
    <>
      {all.map(({ id, icon, words }) => (
        <div key={id} className={notice}>
          <StateWord tone="warning" icon={icon} label={words} />
        </div>
      ))}
    </>
  );
}
