import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type {
  Tenant,
  TenantsResponse,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Card,
  Segmented,
  StateWord,
  tight,
  TIGHT_QUERY,
} from '@slipway/backstage-plugin-kit-react';
import { Failure, Notice } from '../kit/Failure';
import { RowPlaceholders } from '../kit/Placeholders';
import { useWords, type DeliveryWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import type { SwitchAsk } from './SwitchDialog';
import type { TenantTask } from './tenantTasks';
import { ChooseAll } from './ChooseAll';
import { TenantsTable } from './TenantsTable';
import { useTenantsStyles } from './tenantsStyles';
import type { useTenants } from './useTenants';
import { foundBy, type useAddress, useChoice } from './useTenantsView';

const useStyles = makeStyles({
  search: { width: 200, [tight]: { width: 'auto', flex: '1 1 160px' } },
});

/** `4 tenants: 2 live, 1 being created, 1 suspended`. */
function Counts(props: {
  value: TenantsResponse;
  tasks: readonly TenantTask[];
}) {
  const { value, tasks } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const creating = new Set(tasks.map(({ tenant }) => tenant));
  const own = value.items.filter(({ name }) => !creating.has(name));
  const count = (state: Tenant['state']) =>
    String(own.filter(each => each.state === state).length);
  const parts: [string, string][] = [
    [count('live'), 'tenants.countLive'],
    [String(creating.size), 'tenants.countCreating'],
    [count('suspended'), 'tenants.countSuspended'],
    [count('described'), 'tenants.countDescribed'],
  ];
  const said = parts
    .filter(([n]) => n !== '0')
    .map(([n, key]) => t(key as 'tenants.countLive', { n }));
  return (
    <span className={classes.counts} role="status">
      <strong>
        {t('tenants.count', { count: own.length + creating.size })}
      </strong>
      {said.length ? `: ${said.join(', ')}` : undefined}
      {value.hidden
        ? `, ${t('tenants.hidden', { count: value.hidden })}`
        : undefined}
    </span>
  );
}

/** Nothing there, or nothing that fits: each says what to do. */
function Nothing(props: {
  environment: string;
  search: string;
  onClear(): void;
}) {
  const { environment, search, onClear } = props;
  const t = useWords();
  if (search) {
    return (
      <Notice
        icon="help"
        title={t('tenants.noneFound', { search })}
        acts={
          <ActButton look="outlined" onClick={onClear}>
            {t('tenants.clear')}
          </ActButton>
        }
      />
    );
  }
  return (
    <Notice icon="help" title={t('tenants.none', { environment })}>
      {t('tenants.noneHelp')}
    </Notice>
  );
}

/** What the icon without a word means. */
function Legend() {
  const classes = useTenantsStyles();
  const t = useWords();
  return (
    <div className={classes.legend}>
      <StateWord tone="ok" icon="checkOutline" label="" />
      {t('tenants.legend')}
    </div>
  );
}

/** Why tenants that are chosen cannot be upgraded; undefined when they can. */
function whyNoUpgrade(
  chosen: readonly Tenant[],
  t: DeliveryWords,
): string | undefined {
  if (!chosen.length) return t('tenants.upgradeNone');
  return chosen.find(({ can }) => !can.upgrade.allowed)?.can.upgrade.reason;
}

/** Opens the plan of who is chosen, or says why it cannot. */
function UpgradeButton(props: {
  chosen: readonly Tenant[];
  onUpgrade(tenants: readonly Tenant[]): void;
}) {
  const { chosen, onUpgrade } = props;
  const t = useWords();
  return (
    <ActButton
      look="outlined"
      disabledBecause={whyNoUpgrade(chosen, t)}
      onClick={() => onUpgrade(chosen)}
    >
      {t('tenants.upgrade')}
    </ActButton>
  );
}

/** Tenants of an environment, with what may be done for those that are chosen. */
export function TenantsCard(props: {
  address: ReturnType<typeof useAddress>;
  resource: ReturnType<typeof useTenants>;
  tasks: readonly TenantTask[];
  upgrades: readonly Upgrade[];
  onUpgrade(tenants: readonly Tenant[]): void;
  onSwitch(ask: SwitchAsk): void;
}) {
  const { address, resource, tasks, upgrades, onUpgrade, onSwitch } = props;
  const classes = useTenantsStyles();
  const own = useStyles();
  const fields = useFieldStyles();
  const t = useWords();
  const choice = useChoice();
  const isTight = useMediaQuery(TIGHT_QUERY);
  const { value, error, refresh } = resource;
  const { environment = '', search, setSearch } = address;
  const creating = new Set(tasks.map(({ tenant }) => tenant));
  const there = (value?.items ?? []).filter(({ name }) => !creating.has(name));
  const shown = foundBy(there, search);
  const begun = tasks.filter(({ tenant }) =>
    tenant.includes(search.trim().toLowerCase()),
  );
  const chosen = there.filter(({ name }) => choice.chosen.has(name));
  return (
    <Card label={t('tenants.card')}>
      <div className={classes.bar}>
        <Segmented
          label={t('tenants.environment')}
          items={address.stages.map(({ name }) => ({ id: name, label: name }))}
          selected={environment}
          onSelect={address.setEnvironment}
        />
        {value ? <Counts value={value} tasks={tasks} /> : undefined}
        {isTight && shown.length ? (
          <ChooseAll names={shown.map(({ name }) => name)} choice={choice}>
            {t('tenants.chooseAll')}
          </ChooseAll>
        ) : undefined}
        <span className={classes.push} />
        <input
          type="search"
          className={`${fields.input} ${own.search}`}
          aria-label={t('tenants.search')}
          placeholder={t('tenants.search')}
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
        <UpgradeButton {...{ chosen, onUpgrade }} />
      </div>
      {error ? (
        <Failure
          kept={Boolean(value)}
          error={error}
          onRetry={refresh}
          forbiddenTitle={t('tenants.forbiddenTitle')}
        />
      ) : undefined}
      {!value && !error ? <RowPlaceholders rows={3} height={96} /> : undefined}
      {value && !shown.length && !begun.length ? (
        <Nothing {...{ environment, search }} onClear={() => setSearch('')} />
      ) : undefined}
      {value && (shown.length || begun.length) ? (
        <TenantsTable
          tenants={shown}
          tasks={begun}
          choice={choice}
          isTight={isTight}
          acts={{
            upgrades,
            onUpgrade: tenant => onUpgrade([tenant]),
            onSwitch: (tenant, kind) => onSwitch({ tenant, kind }),
          }}
        />
      ) : undefined}
      {shown.length ? <Legend /> : undefined}
    </Card>
  );
}
