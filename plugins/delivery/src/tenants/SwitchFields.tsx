import { useId } from 'react';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';

/** What a person writes before a tenant is switched. */
export interface SwitchDraft {
  reason: string;
  /** A day, or empty. */
  until: string;
  /** The name of the tenant, where it is to be typed. */
  typed: string;
}

type Change = (part: Partial<SwitchDraft>) => void;

function Until(props: { until: string; today: string; change: Change }) {
  const { until, today, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t('tenantSwitch.keptUntil')}</label>
      <input
        id={id}
        type="date"
        className={classes.input}
        aria-describedby={`${id}h`}
        aria-invalid={(until && until < today) || undefined}
        min={today}
        value={until}
        onChange={event => change({ until: event.target.value })}
      />
      <span id={`${id}h`} className={second}>
        {t('tenantSwitch.keptUntilHelp')}
      </span>
    </div>
  );
}

/** Reason, for how long data is kept, and the name where customers are hit. */
export function SwitchFields(props: {
  draft: SwitchDraft;
  /** The first day that is not over; absent when none is asked. */
  today?: string;
  /** What must be typed, if anything. */
  name?: string;
  change: Change;
}) {
  const { draft, today, name, change } = props;
  const classes = useFieldStyles();
  const t = useWords();
  const id = useId();
  return (
    <>
      <div className={classes.field}>
        <label htmlFor={`${id}r`}>{t('tenantSwitch.reason')}</label>
        <input
          id={`${id}r`}
          // The dialog was opened to write it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          required
          className={classes.input}
          value={draft.reason}
          placeholder={t('tenantSwitch.reasonHint')}
          onChange={event => change({ reason: event.target.value })}
        />
      </div>
      {today ? <Until {...{ today, change }} until={draft.until} /> : undefined}
      {name ? (
        <div className={classes.field}>
          <label htmlFor={`${id}t`}>{t('end.type', { name })}</label>
          <input
            id={`${id}t`}
            required
            autoComplete="off"
            className={classes.input}
            value={draft.typed}
            onChange={event => change({ typed: event.target.value })}
          />
        </div>
      ) : undefined}
    </>
  );
}
