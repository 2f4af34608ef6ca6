import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';
import { taskRouteRef } from '../routes';
import { shortName } from '../state/place';
import { useNow } from '../time/Clock';
import { formatAge, formatMoment, secondsSince } from '../time/format';
import { Age } from '../time/Times';
import { useWords } from '../translation';
import { QuotaBars } from './QuotaBars';
import { ServiceCell } from './ServiceCell';
import { Identity, TenantCell } from './TenantCell';
import { TenantMenu, type TenantActs } from './TenantMenu';
import type { TenantTask } from './tenantTasks';
import { CELL, ROW } from './roles';
import { useTenantsStyles } from './tenantsStyles';

function BackupCell(props: { tenant: Tenant }) {
  const { backup } = props.tenant;
  const classes = useTenantsStyles();
  const t = useWords();
  return (
    <td {...CELL} className={classes.backup}>
      <span className={classes.onlyTight}>{t('tenants.backup')}</span>
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
    </td>
  );
}

/** What stands in place of services that are switched off. */
function Suspended(props: { tenant: Tenant }) {
  const { suspended, services } = props.tenant;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const { since, by = '', reason = '', dataKeptUntil } = suspended ?? {};
  const until = dataKeptUntil ? DateTime.fromISO(dataKeptUntil) : undefined;
  const days = until?.isValid
    ? Math.ceil(until.diff(DateTime.fromMillis(now), 'days').days)
    : undefined;
  const day = until?.isValid ? until.toFormat('d LLL yyyy') : '';
  const wanted = services
    .map(({ deployment: { component, desired } }) =>
      `${component} ${desired.version ?? ''}`.trim(),
    )
    .join(', ');
  return (
    <>
      <p className={`${classes.sentence} ${classes.strong}`}>
        {since
          ? t('tenantSuspended.since', {
              time: formatMoment(since, now),
              who: shortName(by),
            })
          : t('tenantSuspended.by', { who: shortName(by) })}
      </p>
      <p className={`${classes.sentence} ${classes.second}`}>
        {t('tenantSuspended.reason', { reason })}
      </p>
      {days === undefined ? undefined : (
        <p className={`${classes.sentence} ${classes.second}`}>
          {days >= 0
            ? t('tenantSuspended.keptDays', { day, days: String(days) })
            : t('tenantSuspended.keptOver', { day })}
        </p>
      )}
      {wanted ? (
        <p className={`${classes.sentence} ${classes.second}`}>
          {t('tenantSuspended.last', { services: wanted })}
        </p>
      ) : undefined}
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
  onChoose(on: boolean): void;
  acts: TenantActs;
}) {
  const { tenant, components, chosen, onChoose, acts } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  return (
    <tr {...ROW}>
      <TenantCell {...{ tenant, chosen, onChoose }} />
      <td {...CELL} className={`${classes.quota} ${classes.wide}`}>
        <span className={classes.onlyTight}>{t('tenants.quota')}</span>
        <QuotaBars tenant={tenant} />
      </td>
      <Services {...{ tenant, components }} />
      <BackupCell tenant={tenant} />
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
