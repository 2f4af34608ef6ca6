import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { DateTime } from 'luxon';
import { useTabLink } from '../deployments/OverviewCard';
import { shortName } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { leftOn } from './leftOn';
import { stateOf } from './tenantLook';
import { useTenantsStyles } from './tenantsStyles';

const useStyles = makeStyles({
  left: { listStyle: 'none', margin: '6px 0 0', padding: 0 },
});

function LeftService(props: { service: TenantService; isOn: boolean }) {
  const { service, isOn } = props;
  const { component, entityRef, id, live } = service.deployment;
  const classes = useTenantsStyles();
  const t = useWords();
  const link = useTabLink(entityRef)(id);
  const state = stateOf(service, useNow(), t);
  const { desired = 0, ready = 0 } = live.replicas ?? {};
  const words = live.replicas
    ? t('tenantSuspended.runs', {
        ...{ ready: String(ready), desired: String(desired) },
      })
    : t('tenantSuspended.seen');
  return (
    <li className={classes.line}>
      <Link to={link} className={classes.version} color="inherit">
        {`${component} ${live.version ?? ''}`.trim()}
      </Link>
      {isOn ? (
        <>
          <StateWord tone="warning" icon="problem" label={words} />
          {state.kind === 'trouble' ? (
            <span title={state.line}>
              <StateWord
                {...{ tone: state.tone, icon: state.icon }}
                label={state.word}
              />
            </span>
          ) : undefined}
        </>
      ) : (
        <StateWord
          tone="idle"
          icon="help"
          label={t('tenantSuspended.notKnown')}
        />
      )}
    </li>
  );
}

/** What runs although nothing should, and what nobody knows. */
function Left(props: { tenant: Tenant }) {
  const { on, unknown } = leftOn(props.tenant);
  const classes = useStyles();
  const t = useWords();
  return on.length || unknown.length ? (
    <ul className={classes.left} aria-label={t('tenantSuspended.left')}>
      {on.map(service => (
        <LeftService key={service.deployment.id} {...{ service }} isOn />
      ))}
      {unknown.map(service => (
        <LeftService
          key={service.deployment.id}
          {...{ service }}
          isOn={false}
        />
      ))}
    </ul>
  ) : null;
}

/** Until when its data is kept, and how long that still is. */
function Kept(props: { until: string }) {
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const until = DateTime.fromISO(props.until);
  if (!until.isValid) return null;
  const days = Math.ceil(until.diff(DateTime.fromMillis(now), 'days').days);
  const day = until.toFormat('d LLL yyyy');
  return (
    <p className={`${classes.sentence} ${classes.second}`}>
      {days >= 0
        ? t('tenantSuspended.keptDays', { day, days: String(days) })
        : t('tenantSuspended.keptOver', { day })}
    </p>
  );
}

/** What stands in place of services that are switched off. */
export function Suspended(props: { tenant: Tenant }) {
  const { suspended, services } = props.tenant;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const { since, by = '', reason = '', dataKeptUntil } = suspended ?? {};
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
      {dataKeptUntil ? <Kept until={dataKeptUntil} /> : undefined}
      {wanted ? (
        <p className={`${classes.sentence} ${classes.second}`}>
          {t('tenantSuspended.last', { services: wanted })}
        </p>
      ) : undefined}
      <Left tenant={props.tenant} />
    </>
  );
}
