import type {
  Deployment,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { StateIcon } from '@slipway/backstage-plugin-kit-react';
import { Bump } from '../kit/Bump';
import { hasVersionDrift } from '../state/judge';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { Age, Moment } from '../time/Times';
import { useWords } from '../translation';
import { useLaneStyles } from './laneStyles';

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

/** The version that runs, as far as it is known. */
export function Runs(props: { deployment: Deployment; newest?: Revision }) {
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

/** Since when it runs; of a drifting one, not since when it is wanted. */
export function Since(props: { deployment: Deployment }) {
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
