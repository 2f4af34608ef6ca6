import { useApi } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import { ActButton, LoadingRows } from '@slipway/backstage-plugin-kit-react';
import { useId, useState } from 'react';
import { contractsApiRef } from '../api/ContractsApi';
import { failureMessage } from '../api/errors';
import { Failure } from '../contract/Failure';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import { type ExceptionDraft, missingOf, toException } from './draft';
import { ExceptionFields } from './ExceptionFields';
import { useOffers } from './useOffers';

/** The draft, what it lacks, and how it is sent. */
function useAsk(first: ExceptionDraft, onDone: () => void) {
  const api = useApi(contractsApiRef);
  const t = useWords();
  const [draft, setDraft] = useState(first);
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async () => {
    setFailure(undefined);
    setSending(true);
    try {
      await api.createException(toException(draft));
      onDone();
    } catch (error) {
      setFailure(t('ask.refused', { cause: failureMessage(error) }));
      setSending(false);
    }
  };
  const missing = sending ? t('ask.sending') : missingOf(draft, t);
  return { draft, setDraft, missing, failure, send };
}

function Foot(props: {
  missing: string | undefined;
  onSend(): void;
  onClose(): void;
}) {
  const { missing, onSend, onClose } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const id = useId();
  return (
    <div className={classes.foot}>
      <span id={id} className={classes.why}>
        {missing}
      </span>
      <ActButton onClick={onClose}>{t('ask.cancel')}</ActButton>
      <ActButton
        look="filled"
        disabledBecause={missing}
        describedBy={missing ? id : undefined}
        onClick={onSend}
      >
        {t('ask.submit')}
      </ActButton>
    </div>
  );
}

/** Asks for an exception: from what, why, by whom, until when. */
export function ExceptionDialog(props: {
  /** What stands in it when it opens. */
  first: ExceptionDraft;
  onClose(): void;
  onDone(): void;
}) {
  const { first, onClose, onDone } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const titleId = useId();
  const offers = useOffers();
  const { draft, setDraft, missing, failure, send } = useAsk(first, onDone);
  return (
    <Dialog
      open
      transitionDuration={0}
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
      // A click beside it would lose what was written.
      onClose={(_, reason) => reason === 'escapeKeyDown' && onClose()}
    >
      <h2 id={titleId} className={classes.title}>
        {t('exceptions.ask')}
      </h2>
      <div className={classes.body}>
        <p className={classes.wide}>{t('ask.lead')}</p>
        {offers.loading ? (
          <div className={classes.wide}>
            <LoadingRows label={t('failure.loading')} rows={5} height={44} />
          </div>
        ) : undefined}
        <div className={classes.wide}>
          <Failure loaded={offers} />
        </div>
        {offers.value ? (
          <ExceptionFields
            {...{ draft, offers: offers.value }}
            onChange={change => setDraft({ ...draft, ...change })}
          />
        ) : undefined}
        {failure ? (
          <p role="alert" className={`${classes.wide} ${classes.critical}`}>
            {failure}
          </p>
        ) : undefined}
      </div>
      <Foot {...{ missing, onClose, onSend: send }} />
    </Dialog>
  );
}
