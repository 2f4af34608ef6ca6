import { Link } from '@backstage/core-components';
import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { useTabLink } from '../deployments/OverviewCard';
import { hasVersionDrift } from '../state/judge';
import { Age } from '../time/Times';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { stateOf } from './tenantLook';
import { CELL } from './roles';
import { useTenantsStyles } from './tenantsStyles';

function Runs(props: { service: TenantService }) {
  const { deployment } = props.service;
  const { live, desired } = deployment;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const link = useTabLink(deployment.entityRef)(deployment.id);
  const state = stateOf(props.service, now, t);
  const version = live.version ?? desired.version;
  const since = hasVersionDrift(deployment) ? live.since : desired.since;
  return (
    <>
      <div className={`${classes.line} ${live.stale ? classes.stale : ''}`}>
        <Link to={link} className={classes.version} color="inherit">
          {version ?? t('tenantService.notKnown')}
        </Link>
        {state.kind === 'healthy' ? <Healthy word={state.word} /> : undefined}
      </div>
      {state.kind === 'healthy' ? undefined : (
        <div title={state.line}>
          <StateWord tone={state.tone} icon={state.icon} label={state.word} />
        </div>
      )}
      {hasVersionDrift(deployment) ? (
        <div className={classes.second}>
          {t('tenantService.wants', { version: desired.version ?? '' })}
        </div>
      ) : undefined}
      {since ? (
        <div className={classes.second}>
          <Age at={since} />
        </div>
      ) : undefined}
    </>
  );
}

/** Only what is healthy may be the icon alone; a screen reader hears the word. */
function Healthy(props: { word: string }) {
  const classes = useTenantsStyles();
  return (
    <span title={props.word}>
      <StateWord tone="ok" icon="checkOutline" label="" />
      <span className={classes.hidden}>{props.word}</span>
    </span>
  );
}

/** What a tenant runs of one component; in several places one below the other. */
export function ServiceCell(props: { tenant: Tenant; component: string }) {
  const { tenant, component } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  const own = tenant.services.filter(
    ({ deployment }) => deployment.component === component,
  );
  const isBad = own.some(each => stateOf(each, now, t).kind === 'trouble');
  const looks = [
    classes.service,
    isBad && classes.bad,
    !own.length && classes.absent,
  ];
  return (
    <td {...CELL} className={looks.filter(Boolean).join(' ')}>
      <span className={classes.onlyTight}>{component}</span>
      {own.length ? (
        own.map(service => (
          <Runs key={service.deployment.id} service={service} />
        ))
      ) : (
        <span className={classes.second}>
          <span aria-hidden>–</span>
          <span className={classes.hidden}>{t('tenantService.none')}</span>
        </span>
      )}
    </td>
  );
}
