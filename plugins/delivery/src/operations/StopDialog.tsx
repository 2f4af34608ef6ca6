import { useApi } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import type { Operation } from '@slipway/backstage-plugin-delivery-common';
import { useId, useState } from 'react';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import { useDialogStyles } from '../rollback/dialogStyles';
import { placeOf } from '../state/place';
import { useWords } from '../translation';

/** Asks once before an operation is stopped. */
export function StopDialog(props: {
  operation: Operation;
  onClose(): void;
  onStopped(): void;
}) {
  const { operation, onClose, onStopped } = props;
  const api = useApi(deliveryApiRef);
  const classes = useDialogStyles();
  const t = useWords();
  const titleId = useId();
  const [failure, setFailure] = useState<string>();
  const stop = async () => {
    setFailure(undefined);
    try {
      await api.stopOperation(operation.id);
      onStopped();
      onClose();
    } catch (error) {
      setFailure(failureMessage(error));
      // It may have been committed meanwhile: the page then says so.
      onStopped();
    }
  };
  return (
    <Dialog
      open
      maxWidth="xs"
      transitionDuration={0}
      onClose={onClose}
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {t('operation.stopTitle')}
        </h2>
      </div>
      <div className={classes.side}>
        <p>
          {t('operation.stopText', {
            from: operation.fromVersion,
            place: placeOf(operation, t),
          })}
        </p>
        {failure ? (
          <p role="alert" className={classes.critical}>
            {t('operation.stopFailed', { cause: failure })}
          </p>
        ) : undefined}
      </div>
      <div className={classes.foot}>
        <span className={classes.footText} />
        <ActButton onClick={onClose}>{t('act.cancel')}</ActButton>
        <ActButton look="filled" onClick={stop}>
          {t('operation.stopConfirm')}
        </ActButton>
      </div>
    </Dialog>
  );
}
