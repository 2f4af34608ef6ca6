import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { Bump } from '../kit/Bump';
import { Chip } from '../kit/Chip';
import { StateIcon } from '../kit/icons';
import {
  describeDeployment,
  hasVersionDrift,
  isInTrouble,
} from '../state/describe';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { Age, Moment } from '../time/Times';
import { useWords } from '../translation';
import { LaneActs } from './LaneActs';
import { LaneDetails } from './LaneDetails';
import { useLaneStyles } from './laneStyles';
import { syncLine } from './syncLine';

/** What a lane can ask of the page it is on. */
export interface LaneActions {
  onChoose(deploymentId: string): void;
  onRollBack(deployment: Deployment): void;
  onUndo(deployment: Deployment): void;
}

/** What stands below the version: what Git wants, how old it is, or its step. */
function BelowVersion(props: { deployment: Deployment; newest?: Revision }) {
  const { deployment, newest } = props;
  const { live, desired } = deployment;
  const classes = useLaneStyles();
  const t = useWords();
  const now = useNow();
  if (live.stale) {
    return (
      <div className={classes.second}>
        {live.observedAt
          ? t('lanes.asLastSeen', { time: formatMoment(live.observedAt, now) })
          : t('lanes.neverSeen')}
      </div>
    );
  }
  if (desired.version !== undefined && live.version !== desired.version) {
    return (
      <span className={live.version ? classes.wants : classes.second}>
        {live.version ? <StateIcon name="compare" size={14} /> : undefined}
        {t('lanes.wants', { version: desired.version })}
      </span>
    );
  }
  const known = newest?.versionAfter === live.version ? newest : undefined;
  return live.version === undefined ? null : (
    <Bump
      kind={live.versionKind}
      bump={known?.bump}
      rollback={Boolean(known?.rollback)}
    />
  );
}

function Runs(props: { deployment: Deployment; newest?: Revision }) {
  const { live } = props.deployment;
  const classes = useLaneStyles();
  const t = useWords();
  const faded = live.stale || live.version === undefined;
  return (
    <div className={classes.runs}>
      <div className={`${classes.version} ${faded ? classes.faded : ''}`}>
        {live.version ?? t('lanes.versionNotKnown')}
      </div>
      <BelowVersion {...props} />
    </div>
  );
}

function Since(props: { deployment: Deployment }) {
  const { live, desired } = props.deployment;
  const classes = useLaneStyles();
  const t = useWords();
  const drift = hasVersionDrift(props.deployment);
  const at = drift ? live.since : desired.since;
  if (!at) {
    return <div className={classes.since}>–</div>;
  }
  return (
    <div className={classes.since}>
      <div className={classes.age}>
        <Age at={at} />
      </div>
      <div className={classes.second}>
        <Moment at={at} />
        {drift ? undefined : ` ${t('lanes.by', { author: desired.author })}`}
      </div>
    </div>
  );
}

function Says(props: { deployment: Deployment }) {
  const { deployment } = props;
  const classes = useLaneStyles();
  const now = useNow();
  const t = useWords();
  const states = describeDeployment(deployment, now, t);
  return (
    <div className={classes.say}>
      {states.map(state => (
        <SayLine key={`${state.kind}${state.line}`} {...state} />
      ))}
      <div className={classes.sync}>{syncLine(deployment, t)}</div>
    </div>
  );
}

function SayLine(
  props: Omit<Parameters<typeof Chip>[0], 'label'> & {
    word: string;
    line: string;
  },
) {
  const classes = useLaneStyles();
  return (
    <>
      <span>
        <Chip tone={props.tone} icon={props.icon} label={props.word} />
      </span>
      <span className={classes.line}>{props.line}</span>
    </>
  );
}

/** One deployment: where, what runs, since when, how it is, what to press. */
export function Lane(
  props: LaneActions & {
    deployment: Deployment;
    newest?: Revision;
    chosen: boolean;
    open: boolean;
    onToggle(deploymentId: string): void;
  },
) {
  const { deployment, newest, chosen, open, onToggle, onChoose } = props;
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
      <div className={classes.row}>
        <div className={classes.where}>
          <button
            type="button"
            className={classes.name}
            aria-expanded={open}
            aria-controls={detailsId}
            onClick={event => {
              event.stopPropagation();
              toggle();
            }}
          >
            {deployment.environment}
            {deployment.tenant ? (
              <span
                className={classes.tenant}
              >{` · ${deployment.tenant}`}</span>
            ) : undefined}
          </button>
          {deployment.cluster ? (
            <div className={classes.second}>
              {t('place.cluster', { cluster: deployment.cluster })}
            </div>
          ) : undefined}
        </div>
        <Runs deployment={deployment} newest={newest} />
        <Since deployment={deployment} />
        <Says deployment={deployment} />
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
