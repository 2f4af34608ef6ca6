import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import type { Rollback } from './useRollback';

/** Somebody else changed the folder: who, what, and how to go on from there. */
export function FolderChanged(props: { rollback: Rollback }) {
  const { current, target, takeNewState } = props.rollback;
  const classes = useDialogStyles();
  const now = useNow();
  const t = useWords();
  if (!current) {
    return null;
  }
  const { version, author, at, subject } = current;
  return (
    <div role="alert" className={classes.notice}>
      <h3 className={classes.label}>{t('rollback.changedTitle')}</h3>
      <p>
        {t('rollback.changedText', {
          author,
          subject,
          version,
          time: formatMoment(at, now),
        })}
        {version === target
          ? ` ${t('rollback.changedSame', { version })}`
          : undefined}
      </p>
      <ActButton
        look="outlined"
        size="small"
        onClick={() => takeNewState(current)}
      >
        {t('rollback.changedTake')}
      </ActButton>
    </div>
  );
}
