import {
  identityApiRef,
  useApi,
  useRouteRef,
} from '@backstage/core-plugin-api';
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
import useAsync from 'react-use/lib/useAsync';
import { ActButton } from '../kit/ActButton';
import { StateIcon } from '../kit/icons';
import { operationRouteRef } from '../routes';
import { placeOf, shortName } from '../state/place';
import { NARROW } from '../theme/styles';
import { useWords } from '../translation';
import { Checks } from './Checks';
import { Diff } from './Diff';
import { useDialogStyles } from './dialogStyles';
import { FromTo } from './FromTo';
import { FolderChanged } from './FolderChanged';
import { useRollback, type Rollback, type RollbackAsk } from './useRollback';
import { VersionChoice } from './VersionChoice';

export type { RollbackAsk } from './useRollback';

function Reason(props: {
  rollback: Rollback;
  version: string;
  inputRef: RefObject<HTMLTextAreaElement>;
}) {
  const { rollback, version, inputRef } = props;
  const classes = useDialogStyles();
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
          rows={Math.min(6, Math.ceil(rollback.reason.length / 36) || 1)}
          value={rollback.reason}
          placeholder={t('rollback.reasonHint', { version })}
          onChange={event => rollback.setReason(event.target.value)}
        />
        {empty ? (
          <span id={`${id}e`} className={classes.second}>
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

function Foot(props: {
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
    if (event.key !== 'Enter') {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      rollback.confirm();
    } else if (event.target === reasonRef.current) {
      // The reason is one line.
      event.preventDefault();
    }
  };
  const { deployment } = ask;
  const words = {
    component: deployment.component,
    place: placeOf(deployment, t),
  };
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
      <div className={classes.body}>
        <div className={classes.side}>
          <FolderChanged rollback={rollback} />
          <FromTo ask={ask} rollback={rollback} />
          {ask.type === 'rollback' ? (
            <>
              <h3 className={classes.label}>{t('rollback.version')}</h3>
              <VersionChoice
                versions={rollback.versions.value ?? []}
                current={rollback.expected.version}
                target={rollback.target}
                onChoose={rollback.choose}
              />
            </>
          ) : undefined}
          <h3 className={classes.label}>{t('rollback.changes')}</h3>
          <Diff changes={rollback.changes} />
          <Reason
            rollback={rollback}
            version={rollback.expected.version}
            inputRef={reasonRef}
          />
        </div>
        <div className={`${classes.side} ${classes.checksSide}`}>
          <Checks
            run={rollback.run}
            checks={rollback.checks}
            accepted={rollback.accepted}
            onAccept={rollback.accept}
          />
        </div>
      </div>
      <Foot ask={ask} rollback={rollback} onClose={onClose} />
    </div>
  );
}

/** Is it safe, and what exactly happens? Two clicks in the clean case. */
export function RollbackDialog(props: { ask: RollbackAsk; onClose(): void }) {
  const { ask, onClose } = props;
  const classes = useDialogStyles();
  const fullScreen = useMediaQuery(`(max-width: ${NARROW}px)`);
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
