import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';
import { StateWord, tonesOf } from '@slipway/backstage-plugin-kit-react';
import useAsync from 'react-use/lib/useAsync';
import { deliveryApiRef } from '../api/DeliveryApi';
import { withStop } from '../fields/version/offeredVersions';
import { useSending } from '../kit/useSending';
import { useDialogStyles } from '../rollback/dialogStyles';
import { placeOf } from '../state/place';
import { formatDuration } from '../time/format';
import { useWords } from '../translation';
import { letPassWords, type Passing } from './letPass';
import { TenantDialog } from './TenantDialog';
import { itemLook } from './upgradeLooks';

const useStyles = makeStyles<Theme>(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: '2px 12px',
    padding: '6px 0',
    borderBottom: `1px solid ${tonesOf(theme).line}`,
    overflowWrap: 'anywhere',
  },
}));

/** What is changed where, from which version to which, and how it stands. */
function Changes(props: {
  items: readonly UpgradeItem[];
  upgrade: Upgrade;
  passing: Passing;
}) {
  const { items, upgrade, passing } = props;
  const { second } = useDialogStyles();
  const classes = useStyles();
  const t = useWords();
  return (
    <ul className={classes.list}>
      {items.map(item => {
        const { component, fromVersion: from, toVersion: to } = item;
        return (
          <li key={item.deploymentId} className={classes.item}>
            <span>
              <strong>{placeOf(item, t)}</strong>{' '}
              {t('upgrades.change', { component, from, to })}
              {letPassWords(item, upgrade, passing, t).map(words => (
                <div key={words} className={second}>
                  {words}
                </div>
              ))}
            </span>
            <StateWord {...itemLook(item, upgrade.state, t)} />
          </li>
        );
      })}
    </ul>
  );
}

/** What of a wave is still to be done. */
function openItems({ items }: Upgrade['waves'][number]): UpgradeItem[] {
  return items.filter(({ state }) => state !== 'done');
}

/** Who looks; undefined until it is known. */
function useMe(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const me = useAsync(() => identityApi.getBackstageIdentity(), [identityApi]);
  return me.value?.userEntityRef;
}

/** What begins at once, and what follows by itself. */
function WhatBegins(props: {
  upgrade: Upgrade;
  accepted: ReadonlySet<string>;
}) {
  const { upgrade, accepted } = props;
  const passing = { me: useMe(), accepted };
  const { wave, waves, soakSeconds, hidden } = upgrade;
  const { label, second } = useDialogStyles();
  const t = useWords();
  const begun = openItems(waves[wave - 1]);
  const later = waves
    .map((each, index) => ({ number: index + 1, items: openItems(each) }))
    .filter(({ number, items }) => number > wave && items.length);
  return (
    <>
      <div>
        <h3 className={label}>{t('upgradeStart.now', { n: String(wave) })}</h3>
        <Changes {...{ upgrade, passing }} items={begun} />
      </div>
      {begun.some(({ state }) => state === 'blocked') ? (
        <p className={second} style={{ margin: 0 }}>
          {t('upgradeStart.blocked')}
        </p>
      ) : undefined}
      {later.length ? (
        <p className={second} style={{ margin: 0 }}>
          {t('upgradeStart.later', { soak: formatDuration(soakSeconds, t) })}
        </p>
      ) : undefined}
      {later.map(({ number, items }) => (
        <div key={number}>
          <h3 className={label}>{t('upgrades.wave', { n: String(number) })}</h3>
          <Changes {...{ upgrade, items, passing }} />
        </div>
      ))}
      {hidden ? (
        <p style={{ margin: 0 }}>
          {t('upgradeStart.hidden', { count: hidden })}
        </p>
      ) : undefined}
    </>
  );
}

/** Asks once, with every change beforehand, before an upgrade goes on by itself. */
export function StartDialog(props: {
  upgrade: Upgrade;
  accepted: ReadonlySet<string>;
  onStarted(): void;
  onClose(): void;
}) {
  const { upgrade, accepted, onStarted, onClose } = props;
  const { id, state, wave } = upgrade;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const { send, sending, failure } = useSending<Upgrade>(onStarted);
  const words = { n: String(wave) };
  const isFirst = state === 'planned';
  return (
    <TenantDialog
      title={t(
        isFirst ? 'upgradeStart.title' : 'upgradeStart.goOnTitle',
        words,
      )}
      icon="schedule"
      confirm={t(isFirst ? 'upgrades.startFirst' : 'upgrades.goOn', words)}
      foot={t('upgradeStart.footer')}
      refusal={sending ? t('upgrades.sending') : undefined}
      failure={failure && t('upgrades.failed', { cause: withStop(failure) })}
      onConfirm={() =>
        send({ id, wave }, () =>
          api.actOnUpgrade(id, 'start', { accept: [...accepted] }),
        )
      }
      onClose={onClose}
    >
      <WhatBegins {...{ upgrade, accepted }} />
    </TenantDialog>
  );
}
