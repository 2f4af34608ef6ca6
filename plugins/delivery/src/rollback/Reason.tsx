import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type RefObject } from 'react';
import { narrow, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import type { Rollback } from './useRollback';

/** Letters that fit on one line of the field. */
const LINE = 40;
const MOST_LINES = 4;

function fieldStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    fields: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 2fr)',
      gap: 12,
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    field: {
      display: 'grid',
      gap: 5,
      alignContent: 'start',
      '& label': {
        color: tones.textSecond,
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 600,
      },
    },
  });
}

function inputStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    input: {
      font: 'inherit',
      fontSize: 14,
      lineHeight: '20px',
      color: 'inherit',
      background: theme.palette.background.paper,
      border: `1px solid ${tones.control}`,
      borderRadius: 4,
      padding: '7px 10px',
      minHeight: 36,
      width: '100%',
      boxSizing: 'border-box',
      resize: 'none',
      '&:focus': {
        outline: 0,
        borderColor: theme.palette.primary.main,
        boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
      },
      '&::placeholder': { color: tones.textThird, opacity: 1 },
      [touch]: { minHeight: 44, fontSize: 16 },
    },
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...fieldStyles(theme),
  ...inputStyles(theme),
}));

/** Why, kept in the commit for good, and the incident it belongs to. */
export function Reason(props: {
  rollback: Rollback;
  version: string;
  inputRef: RefObject<HTMLTextAreaElement>;
}) {
  const { rollback, version, inputRef } = props;
  const classes = useStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const id = useId();
  const empty = !rollback.reason.trim();
  return (
    <div className={classes.fields}>
      <div className={classes.field}>
        <label htmlFor={`${id}r`}>{t('rollback.reason')}</label>
        <textarea
          id={`${id}r`}
          ref={inputRef}
          className={classes.input}
          required
          aria-invalid={empty}
          aria-describedby={empty ? `${id}e` : undefined}
          rows={Math.min(
            MOST_LINES,
            Math.ceil(rollback.reason.length / LINE) || 1,
          )}
          value={rollback.reason}
          placeholder={t('rollback.reasonHint', { version })}
          onChange={event => rollback.setReason(event.target.value)}
        />
        {empty ? (
          <span id={`${id}e`} className={second}>
            {t('rollback.reasonMissing')}
          </span>
        ) : undefined}
      </div>
      <div className={classes.field}>
        <label htmlFor={`${id}i`}>{t('rollback.incident')}</label>
        <input
          id={`${id}i`}
          className={classes.input}
          value={rollback.incident}
          placeholder={t('rollback.incidentHint')}
          onChange={event => rollback.setIncident(event.target.value)}
        />
      </div>
    </div>
  );
}
