import Dialog from '@material-ui/core/Dialog';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import CloseIcon from '@material-ui/icons/Close';
import {
  ActButton,
  type IconName,
  NARROW_QUERY,
  StateIcon,
} from '@slipway/backstage-plugin-kit-react';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';

const useStyles = makeStyles({
  whole: { display: 'contents' },
  scroll: { overflowY: 'auto', flex: 1 },
});

interface TenantDialogProps {
  title: string;
  icon: IconName;
  confirm: string;
  /** What is done, or why it cannot be. */
  foot: string;
  refusal?: string;
  failure?: string;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}

/** The buttons, and beside them what is done or why it cannot be. */
function Foot(props: Omit<TenantDialogProps, 'children'>) {
  const { confirm, foot, refusal, failure, onConfirm, onClose } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const id = useId();
  return (
    <div className={classes.foot}>
      <div className={classes.footText}>
        {failure ? (
          <div role="alert" className={classes.critical}>
            {failure}
          </div>
        ) : undefined}
        <div id={id}>{refusal ?? foot}</div>
      </div>
      <ActButton onClick={onClose}>{t('act.cancel')}</ActButton>
      <ActButton
        look="filled"
        disabledBecause={refusal}
        describedBy={id}
        onClick={onConfirm}
      >
        {confirm}
      </ActButton>
    </div>
  );
}

/** The frame of the dialogs about tenants: Ctrl+Enter confirms, Esc closes. */
export function TenantDialog(props: TenantDialogProps) {
  const { title, icon, refusal } = props;
  const classes = useDialogStyles();
  const own = useStyles();
  const t = useWords();
  const id = useId();
  const fullScreen = useMediaQuery(NARROW_QUERY);
  const act = () => {
    if (refusal === undefined) props.onConfirm();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      act();
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      fullScreen={fullScreen}
      transitionDuration={0}
      onClose={props.onClose}
      aria-labelledby={`${id}t`}
      classes={{ paper: classes.paper }}
    >
      {/* Keys pressed anywhere in the dialog arrive here. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown} className={own.whole}>
        <div className={classes.head}>
          <StateIcon name={icon} size={24} />
          <h2 id={`${id}t`} className={classes.title}>
            {title}
          </h2>
          <IconButton
            size="small"
            aria-label={t('act.close')}
            onClick={props.onClose}
          >
            <CloseIcon />
          </IconButton>
        </div>
        {/* Of what scrolls the height is given, which would squeeze a grid. */}
        <div className={own.scroll}>
          <div className={classes.side}>{props.children}</div>
        </div>
        <Foot {...props} onConfirm={act} />
      </div>
    </Dialog>
  );
}
