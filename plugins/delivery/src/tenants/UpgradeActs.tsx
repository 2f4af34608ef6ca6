import { useApi } from '@backstage/core-plugin-api';
import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useWords } from '../translation';
import { StartDialog } from './StartDialog';
import { draftOf } from './upgradePlan';
import { useUpgradeStyles } from './upgradeStyles';
import { useSending } from '../kit/useSending';

/** What may be done with one that waits for a person. */
function WaitingActs(props: {
  upgrade: Upgrade;
  /** Why nothing may be done now. */
  why?: string;
  onStart(): void;
  onAbandon(): void;
  onChange?(upgrade: Upgrade): void;
}) {
  const { upgrade, why, onStart, onAbandon, onChange } = props;
  const t = useWords();
  const start =
    upgrade.state === 'planned' ? 'upgrades.startFirst' : 'upgrades.goOn';
  const notChangeable = draftOf(upgrade)
    ? undefined
    : t('upgrades.notChangeable');
  return (
    <>
      <ActButton look="outlined" onClick={onStart} disabledBecause={why}>
        {t(start, { n: String(upgrade.wave) })}
      </ActButton>
      {onChange ? (
        <ActButton
          onClick={() => onChange(upgrade)}
          disabledBecause={why ?? notChangeable}
        >
          {t('upgrades.changePlan')}
        </ActButton>
      ) : undefined}
      <ActButton onClick={onAbandon} disabledBecause={why}>
        {t('upgrades.abandon')}
      </ActButton>
    </>
  );
}

/** What may be done with it, and why not. */
export function UpgradeActs(props: {
  upgrade: Upgrade;
  accepted: ReadonlySet<string>;
  onActed(): void;
  onChange?(upgrade: Upgrade): void;
}) {
  const { upgrade, accepted, onActed, onChange } = props;
  const { can, state } = upgrade;
  const api = useApi(deliveryApiRef);
  const classes = useUpgradeStyles();
  const t = useWords();
  const [starting, setStarting] = useState(false);
  const { send, sending, failure } = useSending<Upgrade>(onActed);
  const act = (which: 'start' | 'stop' | 'abandon') => () =>
    send({ which, at: Date.now() }, () =>
      api.actOnUpgrade(
        upgrade.id,
        which,
        which === 'start' ? { accept: [...accepted] } : undefined,
      ),
    );
  const isOver = state === 'completed' || state === 'abandoned';
  if (isOver) return null;
  const mayNone = !can.start && !can.stop && !can.abandon;
  const may = mayNone ? t('upgrades.mayNot') : undefined;
  const why = sending ? t('upgrades.sending') : may;
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
        <WaitingActs
          {...{ upgrade, why, onChange }}
          onStart={() => setStarting(true)}
          onAbandon={act('abandon')}
        />
      )}
      <span role="status" className={classes.second}>
        {why}
      </span>
      {starting ? (
        <StartDialog
          {...{ upgrade, accepted }}
          onStarted={() => {
            setStarting(false);
            onActed();
          }}
          onClose={() => setStarting(false)}
        />
      ) : undefined}
      {failure ? (
        <span role="alert" className={classes.failure}>
          {t('upgrades.failed', { cause: failure })}
        </span>
      ) : undefined}
    </div>
  );
}
