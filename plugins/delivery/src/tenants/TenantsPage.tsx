import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import type {
  Tenant,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Stack,
  TitledPage,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { SandboxChip, SilentSourcesChip } from '../deployments/SourceChips';
import { useEnvironments, useSources } from '../deployments/useDeployments';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { LiveLabel } from '../live/LiveLabel';
import { useTemplate } from '../templates/useTemplate';
import { useWords } from '../translation';
import { ChangePlanDialog } from './ChangePlanDialog';
import { IsolationCard } from './IsolationCard';
import { SwitchDialog, type SwitchAsk } from './SwitchDialog';
import { TenantsCard } from './TenantsCard';
import { UpgradeCard } from './UpgradeCard';
import { UpgradeDialog } from './UpgradeDialog';
import { useAddress } from './useTenantsView';
import { useTenantTasks } from './useTenantTasks';
import { useTenants, useUpgrades } from './useTenants';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: 16,
    alignItems: 'start',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

function NewTenant() {
  const t = useWords();
  const template = useTemplate('tenant');
  return (
    <ActButton
      look="filled"
      icon={<AddIcon />}
      disabledBecause={template.can.reason}
      onClick={() => template.open()}
    >
      {t('tenants.create')}
    </ActButton>
  );
}

function Overview() {
  const classes = useStyles();
  const t = useWords();
  const sources = useSources();
  const environments = useEnvironments();
  const address = useAddress(environments.value);
  const tenants = useTenants(address.environment);
  const tasks = useTenantTasks();
  const upgrades = useUpgrades();
  const [upgrading, setUpgrading] = useState<readonly Tenant[]>();
  const [changing, setChanging] = useState<Upgrade>();
  const [switching, setSwitching] = useState<SwitchAsk>();
  const begun = (tasks.value ?? []).filter(
    ({ environment }) => !environment || environment === address.environment,
  );
  // What cannot be asked because no environment is known says why it is not.
  const shown =
    environments.error && !environments.value
      ? { ...tenants, error: environments.error, refresh: environments.refresh }
      : tenants;
  return (
    <TitledPage
      title={t('tenants.title')}
      beside={
        <>
          <SandboxChip sources={sources.value} />
          <SilentSourcesChip sources={sources.value} />
        </>
      }
      acts={
        <>
          <LiveLabel of={shown} />
          <NewTenant />
        </>
      }
    >
      <Stack>
        <TenantsCard
          {...{ address, resource: shown, tasks: begun }}
          upgrades={upgrades.value ?? []}
          onUpgrade={setUpgrading}
          onSwitch={setSwitching}
        />
        <div className={classes.columns}>
          <UpgradeCard upgrades={upgrades} onChange={setChanging} />
          <IsolationCard tenants={tenants.value?.items ?? []} />
        </div>
      </Stack>
      {upgrading ? (
        <UpgradeDialog
          tenants={upgrading}
          onClose={() => setUpgrading(undefined)}
          onPlanned={() => {
            setUpgrading(undefined);
            upgrades.refresh();
          }}
        />
      ) : undefined}
      {changing ? (
        <ChangePlanDialog
          upgrade={changing}
          onClose={() => setChanging(undefined)}
          onPlanned={() => {
            setChanging(undefined);
            upgrades.refresh();
          }}
        />
      ) : undefined}
      {switching ? (
        <SwitchDialog
          ask={switching}
          {...{ upgrades }}
          environments={environments.value}
          onClose={() => setSwitching(undefined)}
          onDone={() => {
            setSwitching(undefined);
            tenants.refresh();
          }}
        />
      ) : undefined}
    </TitledPage>
  );
}

/** Tenants × services of an environment, their quotas and backups, and upgrades in waves. */
export function TenantsPage() {
  return (
    <DeliveryFrame>
      <Overview />
    </DeliveryFrame>
  );
}
