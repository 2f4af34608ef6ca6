import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import UndoIcon from '@material-ui/icons/Undo';
import {
  isOperationEnded,
  type Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ActButton, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import { useTabLink } from '../deployments/OverviewCard';
import { RollbackDialog, type RollbackAsk } from '../rollback/RollbackDialog';
import { useWords } from '../translation';
import { StopDialog } from './StopDialog';

const useStyles = makeStyles<Theme>(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' },
  note: {
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
    marginTop: 6,
  },
}));

/** Reads the deployment as it is now: the person decides on what is seen now. */
function useUndo(operation: Operation) {
  const api = useApi(deliveryApiRef);
  const [ask, setAsk] = useState<RollbackAsk>();
  const [failure, setFailure] = useState<string>();
  const open = async () => {
    setFailure(undefined);
    try {
      const deployment = await api.deployment(operation.deploymentId);
      const version = operation.fromVersion;
      setAsk({ type: 'undo', deployment, version, undoes: operation });
    } catch (error) {
      setFailure(failureMessage(error));
    }
  };
  return { ask, open, close: () => setAsk(undefined), failure };
}

/** Stop until the commit, Undo after it, and the way back. */
export function OperationActs(props: {
  operation: Operation;
  onChanged(): void;
}) {
  const { operation, onChanged } = props;
  const classes = useStyles();
  const t = useWords();
  const navigate = useNavigate();
  const tabLink = useTabLink(operation.entityRef);
  const [stopping, setStopping] = useState(false);
  const undo = useUndo(operation);
  const ended = isOperationEnded(operation.state);
  const note = operation.can.stop
    ? t('operation.stopUntil')
    : t('operation.stopPassed');
  return (
    <div>
      <div className={classes.root}>
        {operation.can.stop ? (
          <ActButton look="outlined" onClick={() => setStopping(true)}>
            {t('act.stop')}
          </ActButton>
        ) : undefined}
        {operation.can.undo ? (
          <ActButton
            look={ended ? 'text' : 'outlined'}
            icon={<UndoIcon aria-hidden fontSize="small" />}
            onClick={undo.open}
          >
            {t('act.undoTo', { version: operation.fromVersion })}
          </ActButton>
        ) : undefined}
        {ended ? (
          <ActButton
            look="outlined"
            onClick={() => navigate(tabLink(operation.deploymentId))}
          >
            {t('operation.back', { component: operation.component })}
          </ActButton>
        ) : undefined}
      </div>
      {ended ? undefined : <div className={classes.note}>{note}</div>}
      {undo.failure ? (
        <div role="alert" className={classes.note}>
          {t('rollback.failed', { cause: undo.failure })}
        </div>
      ) : undefined}
      {stopping ? (
        <StopDialog
          operation={operation}
          onClose={() => setStopping(false)}
          onStopped={onChanged}
        />
      ) : undefined}
      {undo.ask ? (
        <RollbackDialog ask={undo.ask} onClose={undo.close} />
      ) : undefined}
    </div>
  );
}
