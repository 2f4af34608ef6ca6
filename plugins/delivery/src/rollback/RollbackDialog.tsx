import { useRouteRef } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import IconButton from '@material-ui/core/IconButton';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import CloseIcon from '@material-ui/icons/Close';
import {
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { NARROW_QUERY, StateIcon } from '@slipway/backstage-plugin-kit-react';
import { operationRouteRef } from '../routes';
import { placeOf } from '../state/place';
import { useWords } from '../translation';
import { AgainLine } from './AgainLine';
import { Checks } from './Checks';
import { Diff } from './Diff';
import { useDialogStyles } from './dialogStyles';
import { FromTo } from './FromTo';
import { FolderChanged } from './FolderChanged';
import { Foot } from './Foot';
import { Reason } from './Reason';
import { useRollback, type Rollback, type RollbackAsk } from './useRollback';
import { VersionChoice } from './VersionChoice';

export type { RollbackAsk } from './useRollback';

/** What goes where; then the checks; then what is written, and why. */
function Body(props: {
  ask: RollbackAsk;
  rollback: Rollback;
  reasonRef: RefObject<HTMLTextAreaElement>;
}) {
  const { ask, rollback, reasonRef } = props;
  const classes = useDialogStyles();
  const t = useWords();
  return (
    <div className={classes.body}>
      <div className={`${classes.side} ${classes.choose}`}>
        <FolderChanged rollback={rollback} />
        <FromTo ask={ask} rollback={rollback} />
        {ask.type === 'rollback' ? (
          <>
            <AgainLine deployment={ask.deployment} />
            <h3 className={classes.label}>{t('rollback.version')}</h3>
            <VersionChoice
              versions={rollback.versions.value ?? []}
              current={rollback.expected.version}
              target={rollback.target}
              onChoose={rollback.choose}
            />
          </>
        ) : undefined}
      </div>
      <div className={`${classes.side} ${classes.checks}`}>
        <Checks
          run={rollback.run}
          checks={rollback.checks}
          accepted={rollback.accepted}
          alternative={rollback.alternative}
          onAccept={rollback.accept}
          onChoose={rollback.choose}
        />
      </div>
      <div className={`${classes.side} ${classes.write}`}>
        <h3 className={classes.label}>{t('rollback.changes')}</h3>
        <Diff changes={rollback.changes} />
        <Reason
          rollback={rollback}
          version={rollback.expected.version}
          inputRef={reasonRef}
        />
      </div>
    </div>
  );
}

function Content(props: {
  ask: RollbackAsk;
  titleId: string;
  onClose(): void;
}) {
  const { ask, titleId, onClose } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const navigate = useNavigate();
  const operationLink = useRouteRef(operationRouteRef);
  const reasonRef = useRef<HTMLTextAreaElement>(null);
  const rollback = useRollback(ask, operation => {
    onClose();
    navigate(operationLink({ id: operation.id }));
  });
  useEffect(() => {
    // Typing replaces what the evidence filled in.
    reasonRef.current?.focus();
    reasonRef.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const confirms = event.ctrlKey || event.metaKey;
    // The reason is one line, so Enter alone does nothing in it.
    if (
      event.key !== 'Enter' ||
      !(confirms || event.target === reasonRef.current)
    ) {
      return;
    }
    event.preventDefault();
    if (confirms) {
      rollback.confirm();
    }
  };
  const { component } = ask.deployment;
  const words = { component, place: placeOf(ask.deployment, t) };
  return (
    // Keys pressed anywhere in the dialog arrive here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown} style={{ display: 'contents' }}>
      <div className={classes.head}>
        <StateIcon name="restore" size={24} />
        <h2 id={titleId} className={classes.title}>
          {ask.type === 'undo'
            ? t('rollback.undoTitle', words)
            : t('rollback.title', words)}
        </h2>
        <IconButton size="small" aria-label={t('act.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <Body ask={ask} rollback={rollback} reasonRef={reasonRef} />
      <Foot ask={ask} rollback={rollback} onClose={onClose} />
    </div>
  );
}

/** Is it safe, and what exactly happens? Two clicks in the clean case. */
export function RollbackDialog(props: { ask: RollbackAsk; onClose(): void }) {
  const { ask, onClose } = props;
  const classes = useDialogStyles();
  const fullScreen = useMediaQuery(NARROW_QUERY);
  const titleId = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth={false}
      fullScreen={fullScreen}
      transitionDuration={0}
      onClose={onClose}
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <Content ask={ask} titleId={titleId} onClose={onClose} />
    </Dialog>
  );
}
