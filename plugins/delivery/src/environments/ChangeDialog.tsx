import Dialog from '@material-ui/core/Dialog';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ActButton, NARROW_QUERY } from '@slipway/backstage-plugin-kit-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';
import { useEnvironmentDialogStyles } from './dialogStyles';
import { PlanFiles } from './PlanFiles';
import type { PlanState } from './useEnvironmentChange';

/** A line of text with its label. */
export function TextField(props: {
  label: string;
  value: string;
  /** A dialog begins where something is to be written. */
  first?: boolean;
  onChange(value: string): void;
}) {
  const { label, value, first, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  const classes = useEnvironmentDialogStyles();
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        className={classes.input}
        value={value}
        maxLength={500}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}

function Plan(props: { state: PlanState }) {
  const { plan, failure, again } = props.state;
  const { critical, label } = useDialogStyles();
  const t = useWords();
  return (
    <>
      <h3 className={label}>{t('plan.title')}</h3>
      {failure ? (
        <>
          <p role="alert" className={critical}>
            {t('plan.failed', { cause: failure })}
          </p>
          <div>
            <ActButton look="outlined" size="small" onClick={again}>
              {t('act.tryAgain')}
            </ActButton>
          </div>
        </>
      ) : undefined}
      {plan ? <PlanFiles files={plan.files} /> : undefined}
      {!plan && !failure ? <p role="status">{t('plan.loading')}</p> : undefined}
    </>
  );
}

/** What a dialog that changes an environment is made of. */
export interface ChangeDialogProps {
  title: string;
  plan: PlanState;
  confirm: string;
  sending?: string;
  /** Why it cannot be confirmed yet. */
  missing?: string;
  failure?: string;
  children: ReactNode;
  onConfirm(): void;
  onClose(): void;
}

/** Asks, shows the very files that change, and says what is missing. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { title, plan, confirm, sending, missing, failure } = props;
  const classes = useDialogStyles();
  const own = useEnvironmentDialogStyles();
  const t = useWords();
  const titleId = useId();
  const whyId = useId();
  const fullScreen = useMediaQuery(NARROW_QUERY);
  return (
    <Dialog
      open
      fullWidth
      maxWidth={false}
      fullScreen={fullScreen}
      transitionDuration={0}
      onClose={props.onClose}
      aria-labelledby={titleId}
      classes={{ paper: `${classes.paper} ${own.paper}` }}
    >
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
      </div>
      <div className={own.body}>
        {props.children}
        <Plan state={plan} />
      </div>
      <div className={classes.foot}>
        <div className={classes.footText}>
          {failure ? (
            <div role="alert" className={classes.critical}>
              {t('plan.notSent', { cause: failure })}
            </div>
          ) : undefined}
          <div id={whyId}>{missing}</div>
        </div>
        <ActButton onClick={props.onClose}>{t('act.cancel')}</ActButton>
        <ActButton
          look="filled"
          disabledBecause={sending ?? missing}
          describedBy={whyId}
          onClick={props.onConfirm}
        >
          {sending ?? confirm}
        </ActButton>
      </div>
    </Dialog>
  );
}
