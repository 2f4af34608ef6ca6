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
import { formatZoned } from '../time/format';
import { useWords } from '../translation';
import { leftOn } from './leftOn';
import { stateOf } from './tenantLook';
import { useTenantsStyles } from './tenantsStyles';

const useStyles = makeStyles({
  left: { listStyle: 'none', margin: '6px 0 0', padding: 0 },
});

/** How much of it runs, or that it was seen to. */
function OnWords(props: { service: TenantService }) {
  const { service } = props;
  const { live } = service.deployment;
  const t = useWords();
  const state = stateOf(service, useNow(), t);
  const { desired = 0, ready = 0 } = live.replicas ?? {};
  const words = live.replicas
    ? t('tenantSuspended.runs', {
        ...{ ready: String(ready), desired: String(desired) },
      })
    : t('tenantSuspended.seen');
  return (
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
  );
}

function LeftService(props: {
  service: TenantService;
  is: 'stopping' | 'on' | 'unknown';
}) {
  const { service, is } = props;
  const { component, entityRef, id, live } = service.deployment;
  const classes = useTenantsStyles();
  const t = useWords();
  const link = useTabLink(entityRef)(id);
  return (
    <li className={classes.line}>
      <Link to={link} className={classes.version} color="inherit">
        {`${component} ${live.version ?? ''}`.trim()}
      </Link>
      {is === 'on' ? <OnWords service={service} /> : undefined}
      {is === 'stopping' ? (
        <StateWord
          {...({ tone: 'accent', icon: 'running' } as const)}
          label={t('tenantSuspended.stopping')}
        />
      ) : undefined}
      {is === 'unknown' ? (
        <StateWord
          {...({ tone: 'idle', icon: 'help' } as const)}
          label={t('tenantSuspended.notKnown')}
        />
      ) : undefined}
    </li>
  );
}

/** What runs although nothing should, what is being stopped, and what nobody knows. */
function Left(props: { tenant: Tenant }) {
  const left = leftOn(props.tenant, useNow());
  const classes = useStyles();
  const { sentence, second } = useTenantsStyles();
  const t = useWords();
  const kinds = ['on', 'stopping', 'unknown'] as const;
  const all = kinds.flatMap(is => left[is].map(service => ({ is, service })));
  return all.length ? (
    <>
      {left.stopping.length ? (
        <p className={`${sentence} ${second}`} role="status">
          {t('tenantSuspended.stoppingHelp')}
        </p>
      ) : undefined}
      <ul className={classes.left} aria-label={t('tenantSuspended.left')}>
        {all.map(({ is, service }) => (
          <LeftService key={service.deployment.id} {...{ service, is }} />
        ))}
      </ul>
    </>
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
              time: formatZoned(since, now),
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
