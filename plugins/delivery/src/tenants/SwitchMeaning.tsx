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

function hostWords({ hosts }: Tenant, t: DeliveryWords): string {
  return hosts.length
    ? t('tenantSwitch.hostsStop', { hosts: hosts.join(', ') })
    : t('tenantSwitch.hostsNone');
}

function serviceWords(
  plan: TenantChangePlan | undefined,
  t: DeliveryWords,
): string {
  if (!plan) return t('tenantSwitch.servicesUnknown');
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
}) {
  const { tenant, plan } = props;
  const { label, second } = useDialogStyles();
  const t = useWords();
  return (
    <div>
      <h3 className={label}>{t('tenantSwitch.means')}</h3>
      <div className={second}>
        <div>{hostWords(tenant, t)}</div>
        <div>{serviceWords(plan, t)}</div>
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
