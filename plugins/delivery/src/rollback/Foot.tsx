import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useId } from 'react';
import useAsync from 'react-use/lib/useAsync';
import { ActButton, StateIcon } from '@slipway/backstage-plugin-kit-react';
import { shortName } from '../state/place';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import type { Rollback, RollbackAsk } from './useRollback';

/** The button, and beside it what it does or why it does not work. */
export function Foot(props: {
  ask: RollbackAsk;
  rollback: Rollback;
  onClose(): void;
}) {
  const { ask, rollback, onClose } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const whyId = useId();
  const identityApi = useApi(identityApiRef);
  const identity = useAsync(
    () => identityApi.getBackstageIdentity(),
    [identityApi],
  );
  const words = {
    repository: ask.deployment.repository,
    who: shortName(identity.value?.userEntityRef ?? ''),
  };
  const { refusal, failure, target, sending } = rollback;
  const button = ask.type === 'undo' ? 'act.undoTo' : 'act.rollBackTo';
  return (
    <div className={classes.foot}>
      <div className={classes.footText}>
        {failure ? (
          <div role="alert" className={classes.critical}>
            {t('rollback.failed', { cause: failure })}
          </div>
        ) : undefined}
        <div
          id={whyId}
          className={
            rollback.checks[0]?.status === 'block' ? classes.critical : ''
          }
        >
          {refusal ??
            (ask.type === 'undo'
              ? t('rollback.footerUndo', words)
              : t('rollback.footer', words))}
        </div>
      </div>
      <span className={classes.keys} aria-hidden>
        <kbd>Ctrl</kbd>
        <kbd>Enter</kbd>
      </span>
      <ActButton onClick={onClose}>{t('act.cancel')}</ActButton>
      <ActButton
        look="filled"
        size="large"
        icon={<StateIcon name="restore" size={20} />}
        disabledBecause={sending ? t('rollback.sending') : refusal}
        describedBy={whyId}
        onClick={rollback.confirm}
      >
        {sending ? t('rollback.sending') : undefined}
        {!sending && target ? t(button, { version: target }) : undefined}
        {!sending && !target ? t('act.rollBack') : undefined}
      </ActButton>
    </div>
  );
}
