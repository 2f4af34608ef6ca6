import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { EndsChip } from '../environments/EndsChip';
import type { SeenDeployment } from '../health/SeenDeployment';
import { SparklinePicture } from '../health/Sparkline';
import { isInTrouble } from '../state/judge';
import { placeOf } from '../state/place';
import { useWords } from '../translation';
import { LaneActs } from './LaneActs';
import { LaneDetails } from './LaneDetails';
import { useLaneStyles } from './laneStyles';
import { Runs, Since } from './LaneRuns';
import { LaneSays } from './LaneSays';
import type { Refusal } from './Refusals';

/** What a lane can ask of the page it is on. */
export interface LaneActions {
  onChoose(deploymentId: string): void;
  onRollBack(deployment: Deployment): void;
  onUndo(deployment: Deployment): void;
}

function Where(props: {
  deployment: Deployment;
  open: boolean;
  detailsId: string;
  onToggle(): void;
}) {
  const { deployment, open, detailsId, onToggle } = props;
  const { environment, tenant, cluster, expires } = deployment;
  const classes = useLaneStyles();
  const t = useWords();
  return (
    <div className={classes.where}>
      <button
        type="button"
        className={classes.name}
        aria-expanded={open}
        aria-controls={detailsId}
        onClick={event => {
          event.stopPropagation();
          onToggle();
        }}
      >
        {environment}
        {tenant ? (
          <span className={classes.tenant}>{` · ${tenant}`}</span>
        ) : undefined}
      </button>
      {cluster ? (
        <div className={classes.second}>{t('place.cluster', { cluster })}</div>
      ) : undefined}
      {expires ? <EndsChip brief expires={expires} /> : undefined}
    </div>
  );
}

/** One deployment: where, what runs, since when, how it is, what to press. */
export function Lane(
  props: LaneActions & {
    deployment: SeenDeployment;
    newest?: Revision;
    /** Scale that the lines of all lanes share; absent where nobody measures. */
    sparkTop?: number;
    chosen: boolean;
    open: boolean;
    refusals?: readonly Refusal[];
    onToggle(deploymentId: string): void;
  },
) {
  const { deployment, newest, chosen, open, onToggle, onChoose } = props;
  const { sparkTop } = props;
  const classes = useLaneStyles();
  const t = useWords();
  const detailsId = useId();
  const place = placeOf(deployment, t);
  const critical = isInTrouble(deployment);
  const toggle = () => {
    onChoose(deployment.id);
    onToggle(deployment.id);
  };
  return (
    // Clicking the row is a second way to do what its first button does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <li
      aria-label={place}
      aria-current={chosen || undefined}
      className={[
        classes.lane,
        chosen && classes.chosen,
        critical && classes.critical,
      ]
        .filter(Boolean)
        .join(' ')}
      onClick={() => onChoose(deployment.id)}
    >
      <div
        className={`${classes.row} ${sparkTop === undefined ? '' : classes.measuredRow}`}
      >
        <Where
          deployment={deployment}
          open={open}
          detailsId={detailsId}
          onToggle={toggle}
        />
        <Runs deployment={deployment} newest={newest} />
        <Since deployment={deployment} />
        <LaneSays deployment={deployment} whole={open} />
        {sparkTop === undefined ? undefined : (
          <div className={classes.spark}>
            <SparklinePicture health={deployment.measured} top={sparkTop} />
          </div>
        )}
        <div className={classes.side}>
          <div className={classes.act}>
            <LaneActs {...props} />
          </div>
          <ButtonBase
            aria-hidden
            tabIndex={-1}
            className={classes.expand}
            onClick={event => {
              event.stopPropagation();
              toggle();
            }}
          >
            {open ? <ExpandLessIcon /> : <ExpandMoreIcon />}
          </ButtonBase>
        </div>
      </div>
      <div id={detailsId} hidden={!open}>
        {open ? <LaneDetails deployment={deployment} /> : undefined}
      </div>
    </li>
  );
}
