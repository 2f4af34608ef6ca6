import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import type { ReactNode } from 'react';
import { lifeWords } from '../fields/life/lives';
import { taskRouteRef } from '../routes';
import { shortName } from '../state/place';
import { useNow } from '../time/Clock';
import { formatAge, secondsSince } from '../time/format';
import { Age } from '../time/Times';
import { type DeliveryWords, useWords } from '../translation';
import { QuotaBars } from './QuotaBars';
import { ServiceCell } from './ServiceCell';
import { Suspended } from './Suspended';
import { Identity, TenantCell } from './TenantCell';
import { TenantMenu, type TenantActs } from './TenantMenu';
import type { TenantTask } from './tenantTasks';
import { CELL, ROW } from './roles';
import { useTenantsStyles } from './tenantsStyles';

const OFTEN: Record<string, 'hourly' | 'daily' | 'weekly'> = {
  ...{ PT1H: 'hourly', P1D: 'daily', PT24H: 'daily' },
  ...{ P1W: 'weekly', P7D: 'weekly' },
};

function oftenWords(every: string, t: DeliveryWords): string {
  const word = OFTEN[every];
  return word
    ? t(`tenantBackup.${word}`)
    : t('tenantBackup.every', { life: lifeWords(every, t) });
}

/** `hourly, kept 30 days`; what its file does not say is said to be so. */
function backupPlanWords(plan: Tenant['backupPlan'], t: DeliveryWords): string {
  const { every, keptDays } = plan ?? {};
  if (!every && keptDays === undefined) return t('tenantBackup.noPlan');
  const often = every ? oftenWords(every, t) : t('tenantBackup.noInterval');
  const kept =
    keptDays === undefined
      ? t('tenantBackup.noRetention')
      : t('tenantBackup.kept', { count: keptDays });
  return `${often}, ${kept}`;
}

/** How old the newest good backup is, by what, and how often there is one. */
function Backup(props: { tenant: Tenant }) {
  const { backup, backupPlan } = props.tenant;
  const classes = useTenantsStyles();
  const t = useWords();
  return (
    <>
      {backup ? (
        <>
          <span className={classes.version}>
            <Age at={backup.at} />
          </span>
          <div className={classes.second}>
            {t('tenantBackup.by', { schedule: backup.schedule })}
          </div>
        </>
      ) : (
        <span className={classes.second}>{`– ${t('tenantBackup.none')}`}</span>
      )}
      <div className={classes.second}>{backupPlanWords(backupPlan, t)}</div>
    </>
  );
}

/** Quota and backup: two cells, or one where there is no room for two. */
function MeansCells(props: {
  tenant: Tenant;
  isJoined: boolean;
  children: ReactNode;
}) {
  const { tenant, isJoined, children } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  return (
    <>
      <td {...CELL} className={`${classes.quota} ${classes.wide}`}>
        <span className={classes.onlyTight}>{t('tenants.quota')}</span>
        <QuotaBars tenant={tenant} />
        {isJoined ? (
          <div className={classes.joined}>
            <div className={classes.second}>{t('tenants.backup')}</div>
            <Backup tenant={tenant} />
          </div>
        ) : undefined}
      </td>
      {children}
      {isJoined ? undefined : (
        <td {...CELL} className={classes.backup}>
          <span className={classes.onlyTight}>{t('tenants.backup')}</span>
          <Backup tenant={tenant} />
        </td>
      )}
    </>
  );
}

function Services(props: { tenant: Tenant; components: readonly string[] }) {
  const { tenant, components } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  if (tenant.state === 'live') {
    return (
      <>
        {components.map(component => (
          <ServiceCell key={component} {...{ tenant, component }} />
        ))}
      </>
    );
  }
  return (
    <td
      {...CELL}
      className={classes.wide}
      colSpan={Math.max(1, components.length)}
    >
      <div className={classes.inSight}>
        {tenant.state === 'suspended' ? (
          <Suspended tenant={tenant} />
        ) : (
          <span className={classes.second}>{t('tenants.notDeployed')}</span>
        )}
      </div>
    </td>
  );
}

/** One tenant. */
export function TenantRow(props: {
  tenant: Tenant;
  components: readonly string[];
  chosen: boolean;
  /** Whether the backup stands in the cell of the quota. */
  isJoined: boolean;
  to: string;
  onChoose(on: boolean): void;
  acts: TenantActs;
}) {
  const { tenant, components, chosen, isJoined, to, onChoose, acts } = props;
  const classes = useTenantsStyles();
  return (
    <tr {...ROW}>
      <TenantCell {...{ tenant, chosen, to, onChoose }} />
      <MeansCells {...{ tenant, isJoined }}>
        <Services {...{ tenant, components }} />
      </MeansCells>
      <td {...CELL} className={classes.menu}>
        <TenantMenu tenant={tenant} acts={acts} />
      </td>
    </tr>
  );
}

/** A tenant that a task makes, of which nothing runs yet. */
export function CreatingRow(props: { task: TenantTask; columns: number }) {
  const { task, columns } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const taskLink = useRouteRef(taskRouteRef);
  const look = {
    ...({ tone: 'accent', icon: 'running' } as const),
    label: t('tenantState.creating'),
  };
  return (
    <tr {...ROW}>
      <td {...CELL} className={classes.sticky}>
        <Identity
          name={task.tenant}
          second={task.plan ?? t('tenants.noPlan')}
          hosts={[]}
          look={look}
        />
      </td>
      <td {...CELL} className={classes.wide} colSpan={columns}>
        <p className={`${classes.sentence} ${classes.strong}`}>
          {task.step === undefined
            ? t('tenantCreating.begins')
            : t('tenantCreating.step', {
                ...{ step: String(task.step), steps: String(task.steps) },
                name: task.stepName ?? '',
              })}{' '}
          <span className={classes.second}>
            {t('tenantCreating.since', {
              age: formatAge(secondsSince(task.startedAt, now), t),
              who: shortName(task.requestedBy ?? ''),
            })}
          </span>
        </p>
        <LinearProgress
          variant="determinate"
          aria-label={t('tenantState.creating')}
          value={(100 * ((task.step ?? 1) - 1)) / Math.max(1, task.steps)}
        />
        {task.services.length ? (
          <p className={`${classes.sentence} ${classes.second}`}>
            {t('tenantCreating.next', { services: task.services.join(', ') })}
          </p>
        ) : undefined}
        {taskLink ? (
          <Link to={taskLink({ taskId: task.id })}>
            {t('tenantCreating.follow')}
          </Link>
        ) : undefined}
      </td>
    </tr>
  );
}
