import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import type {
  Capability,
  Tenant,
  Upgrade,
} from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/lib/useAsync';
import { failureMessage } from '../api/errors';
import { useTemplate } from '../templates/useTemplate';
import { useWords } from '../translation';
import { pendingUpgrades } from './pendingUpgrades';

const useStyles = makeStyles<Theme>(theme => ({
  item: {
    display: 'block',
    maxWidth: 320,
    whiteSpace: 'normal',
    fontSize: 14,
    lineHeight: '20px',
    '&[aria-disabled="true"]': {
      color: tonesOf(theme).idle.text,
      cursor: 'not-allowed',
    },
  },
  why: {
    color: tonesOf(theme).textSecond,
    fontSize: 12.5,
    lineHeight: '17px',
  },
}));

/** What the page does for one tenant. */
export interface TenantActs {
  /** Those that may have the tenant still to do. */
  upgrades: readonly Upgrade[];
  onUpgrade(tenant: Tenant): void;
  onSwitch(tenant: Tenant, kind: 'suspend' | 'resume'): void;
}

interface Act {
  label: string;
  can: Capability;
  /** What is worth to know before it is done. */
  hints?: readonly string[];
  run(): void;
}

/** Whether the catalog has an entity for the tenant; asked when somebody looks. */
function useEntity(name: string, isOpen: boolean): Capability {
  const t = useWords();
  const catalog = useApiHolder().get(catalogApiRef);
  const found = useAsync(
    async () =>
      isOpen
        ? catalog?.getEntitiesByRefs({
            entityRefs: [`resource:default/tenant-${name}`],
            fields: ['kind'],
          })
        : undefined,
    [catalog, name, isOpen],
  );
  if (found.value?.items[0]) return { allowed: true };
  const cause = found.error && failureMessage(found.error);
  const why = () => {
    if (cause) return t('tenantMenu.entityFailed', { cause });
    return t(found.loading ? 'tenantMenu.entityAsked' : 'tenantMenu.noEntity');
  };
  return { allowed: false, reason: why() };
}

function useActs(
  tenant: Tenant,
  isOpen: boolean,
  { upgrades, onUpgrade, onSwitch }: TenantActs,
): Act[] {
  const t = useWords();
  const navigate = useNavigate();
  const entity = useRouteRef(entityRouteRef);
  const isOff = tenant.state === 'suspended';
  const kind = isOff ? 'resume' : 'suspend';
  const removal = useTemplate('tenant-removal', isOpen);
  const tenantEntity = entity({
    ...{ kind: 'resource', namespace: 'default' },
    name: `tenant-${tenant.name}`,
  });
  const inCatalog = useEntity(tenant.name, isOpen);
  const pending = pendingUpgrades(tenant.name, upgrades);
  const say = (key: 'pendingSuspend' | 'pendingRemove') =>
    pending.map(({ wave, what }) =>
      t(`tenantSwitch.${key}`, { n: String(wave), what }),
    );
  return [
    {
      label: t('tenantMenu.upgrade'),
      can: tenant.can.upgrade,
      run: () => onUpgrade(tenant),
    },
    {
      label: t(`tenantMenu.${kind}`),
      can: tenant.can.suspend,
      hints: isOff ? [] : say('pendingSuspend'),
      run: () => onSwitch(tenant, kind),
    },
    {
      label: t('tenantMenu.remove'),
      can: removal.can,
      hints: say('pendingRemove'),
      run: () => removal.open({ name: tenant.name }),
    },
    {
      label: t('tenantMenu.entity'),
      can: inCatalog,
      run: () => navigate(tenantEntity),
    },
  ];
}

/** The menu at the end of a row; what cannot be done says why. */
export function TenantMenu(props: { tenant: Tenant; acts: TenantActs }) {
  const { tenant, acts } = props;
  const classes = useStyles();
  const t = useWords();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const close = () => setAnchor(undefined);
  const all = useActs(tenant, Boolean(anchor), acts);
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-label={t('tenantMenu.open', { tenant: tenant.name })}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={close}
        transitionDuration={0}
        getContentAnchorEl={undefined}
      >
        {all.map(({ label, can, hints, run }) => (
          <MenuItem
            key={label}
            className={classes.item}
            aria-disabled={!can.allowed || undefined}
            onClick={() => {
              if (!can.allowed) return;
              close();
              run();
            }}
          >
            {label}
            {(can.reason ? [can.reason] : (hints ?? [])).map(words => (
              <div key={words} className={classes.why}>
                {words}
              </div>
            ))}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
