import { Link } from '@backstage/core-components';
import type {
  Tenant,
  TenantProblem,
} from '@slipway/backstage-plugin-delivery-common';
import { Chip, StateIcon } from '@slipway/backstage-plugin-kit-react';
import { shortName } from '../state/place';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { tenantLook, type TenantLook } from './tenantLook';
import { CELL } from './roles';
import { useTenantsStyles } from './tenantsStyles';

const MOST_HOSTS = 2;

function Problem(props: { problem: TenantProblem }) {
  const classes = useTenantsStyles();
  return (
    <div className={classes.problem}>
      <StateIcon name="problem" size={14} /> {props.problem.message}
    </div>
  );
}

/** Who it is: plan, who cares for it, its hosts and how it is. */
export function Identity(props: {
  name: string;
  second: string;
  hosts: readonly string[];
  look: TenantLook;
  /** Where more of it is shown; nowhere before it is there. */
  to?: string;
}) {
  const { name, second, hosts, look, to } = props;
  const classes = useTenantsStyles();
  const more = hosts.length - MOST_HOSTS;
  return (
    <>
      <div className={classes.name}>
        {to ? <Link to={to}>{name}</Link> : name}
      </div>
      <div className={classes.second}>{second}</div>
      {hosts.slice(0, MOST_HOSTS).map(host => (
        <div key={host} className={classes.second}>
          {host}
        </div>
      ))}
      {more > 0 ? (
        <div className={classes.second} title={hosts.join(', ')}>
          {`+ ${more}`}
        </div>
      ) : undefined}
      <div className={classes.chip}>
        <Chip small tone={look.tone} icon={look.icon} label={look.label} />
      </div>
    </>
  );
}

/** The first cell of a row, with the box to choose it. */
export function TenantCell(props: {
  tenant: Tenant;
  chosen: boolean;
  to: string;
  onChoose(on: boolean): void;
}) {
  const { tenant, chosen, to, onChoose } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const now = useNow();
  // Forms write it as a reference, people as a plain name.
  const owner = tenant.owner && shortName(tenant.owner);
  const second = [tenant.plan ?? t('tenants.noPlan'), owner];
  return (
    <td {...CELL} className={classes.sticky}>
      <div className={classes.tenant}>
        <input
          type="checkbox"
          className={classes.check}
          aria-label={t('tenants.choose', { tenant: tenant.name })}
          checked={chosen}
          onChange={event => onChoose(event.target.checked)}
        />
        <div className={classes.words}>
          <Identity
            name={tenant.name}
            to={to}
            second={second.filter(Boolean).join(' · ')}
            hosts={tenant.hosts}
            look={tenantLook(tenant, now, t)}
          />
          {tenant.hidden ? (
            <div className={classes.second}>
              {t('tenants.hiddenServices', { count: tenant.hidden })}
            </div>
          ) : undefined}
          {tenant.problems.map(problem => (
            <Problem key={problem.message} problem={problem} />
          ))}
        </div>
      </div>
    </td>
  );
}
