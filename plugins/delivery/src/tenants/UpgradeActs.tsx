import { useApi } from '@backstage/core-plugin-api';
import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useWords } from '../translation';
import { draftOf } from './upgradePlan';
import { useUpgradeStyles } from './upgradeStyles';
import { useSending } from './useSending';

/** What may be done with it, and why not. */
export function UpgradeActs(props: {
  upgrade: Upgrade;
  accepted: ReadonlySet<string>;
  onActed(): void;
  onChange?(upgrade: Upgrade): void;
}) {
  const { upgrade, accepted, onActed, onChange } = props;
  const { can, state, wave } = upgrade;
  const api = useApi(deliveryApiRef);
  const classes = useUpgradeStyles();
  const t = useWords();
  const { send, sending, failure } = useSending<Upgrade>(onActed);
  const act = (which: 'start' | 'stop' | 'abandon') => () =>
    send({ which, at: Date.now() }, () =>
      api.actOnUpgrade(
        upgrade.id,
        which,
        which === 'start' ? { accept: [...accepted] } : undefined,
      ),
    );
  const notChangeable = draftOf(upgrade)
    ? undefined
    : t('upgrades.notChangeable');
  const isOver = state === 'completed' || state === 'abandoned';
  if (isOver) return null;
  const mayNone = !can.start && !can.stop && !can.abandon;
  const may = mayNone ? t('upgrades.mayNot') : undefined;
  const why = sending ? t('upgrades.sending') : may;
  const start = state === 'planned' ? 'upgrades.startFirst' : 'upgrades.goOn';
  const isMore = [...accepted].some(id => !upgrade.accepted.includes(id));
  return (
    <div className={classes.acts}>
      {state === 'running' ? (
        <>
          {isMore ? (
            <ActButton
              look="outlined"
              onClick={act('start')}
              disabledBecause={why}
            >
              {t('upgrades.goOnAllTheSame')}
            </ActButton>
          ) : undefined}
          <ActButton
            look="outlined"
            onClick={act('stop')}
            disabledBecause={why}
          >
            {t('upgrades.stop')}
          </ActButton>
        </>
      ) : (
        <>
          <ActButton
            look="outlined"
            onClick={act('start')}
            disabledBecause={why}
          >
            {t(start, { n: String(wave) })}
          </ActButton>
          {onChange ? (
            <ActButton
              onClick={() => onChange(upgrade)}
              disabledBecause={why ?? notChangeable}
            >
              {t('upgrades.changePlan')}
            </ActButton>
          ) : undefined}
          <ActButton onClick={act('abandon')} disabledBecause={why}>
            {t('upgrades.abandon')}
          </ActButton>
        </>
      )}
      <span role="status" className={classes.second}>
        {why}
      </span>
      {failure ? (
        <span role="alert" className={classes.failure}>
          {t('upgrades.failed', { cause: failure })}
        </span>
      ) : undefined}
    </div>
  );
}
