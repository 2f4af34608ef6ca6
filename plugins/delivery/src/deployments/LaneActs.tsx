import { useRouteRef } from '@backstage/core-plugin-api';
import {
  isOperationEnded,
  type Deployment,
} from '@slipway/backstage-plugin-delivery-common';
import { useNavigate } from 'react-router-dom';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { operationRouteRef } from '../routes';
import { isInTrouble } from '../state/judge';
import { placeOf } from '../state/place';
import { useWords } from '../translation';
import { rollbackRefusal, type Refusal } from './Refusals';

/** A rollback that stands can be undone; an undo can be rolled back instead. */
export function canUndo(deployment: Deployment): boolean {
  const last = deployment.lastOperation;
  return (
    last !== undefined &&
    last.type === 'rollback' &&
    isOperationEnded(last.state) &&
    ['recovered', 'completed', 'not-recovered', 'stuck'].includes(last.state) &&
    deployment.desired.version === last.toVersion &&
    deployment.can.rollback.allowed
  );
}

/** What can be pressed in a lane: Follow, Undo, Roll back. */
export function LaneActs(props: {
  deployment: Deployment;
  /** Reasons that are said above the lanes. */
  refusals?: readonly Refusal[];
  onRollBack(deployment: Deployment): void;
  onUndo(deployment: Deployment): void;
}) {
  const { deployment, onRollBack, onUndo } = props;
  const t = useWords();
  const navigate = useNavigate();
  const operationLink = useRouteRef(operationRouteRef);
  const place = placeOf(deployment, t);
  const followed = deployment.operation;
  if (followed) {
    return (
      <ActButton
        look="outlined"
        size="small"
        label={`${t('act.follow')}, ${place}`}
        onClick={() => navigate(operationLink({ id: followed.id }))}
      >
        {t('act.follow')}
      </ActButton>
    );
  }
  const refusal = rollbackRefusal(deployment, t('lanes.gitHasNone'));
  return (
    <>
      {canUndo(deployment) ? (
        <ActButton
          size="small"
          label={`${t('act.undo')}, ${place}`}
          onClick={() => onUndo(deployment)}
        >
          {t('act.undo')}
        </ActButton>
      ) : undefined}
      <ActButton
        size="small"
        look={isInTrouble(deployment) || refusal ? 'outlined' : 'text'}
        label={`${t('act.rollBack')}, ${place}`}
        disabledBecause={refusal}
        describedBy={
          props.refusals?.find(({ reason }) => reason === refusal)?.id
        }
        onClick={() => onRollBack(deployment)}
      >
        {t('act.rollBack')}
      </ActButton>
    </>
  );
}
