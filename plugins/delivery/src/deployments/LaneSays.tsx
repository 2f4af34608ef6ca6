import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Fragment } from 'react';
import {
  Chip,
  snugLanes,
  tightLanes,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import { describeDeployment } from '../state/describe';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { syncLine } from './syncLine';

const useStyles = makeStyles<Theme>(theme => ({
  says: {
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: '118px minmax(0, 1fr)',
    gap: '4px 8px',
    alignItems: 'start',
    [tightLanes]: {
      gridArea: 'say',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
    },
  },
  line: { minWidth: 0, overflowWrap: 'anywhere', marginTop: 2 },
  // A runtime's message may be as long as it likes; its lane opens.
  cut: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 1,
    overflow: 'hidden',
    [tightLanes]: { WebkitLineClamp: 3 },
  },
  // What matters most may take a second line where there is less room.
  first: { [snugLanes]: { WebkitLineClamp: 2 } },
  sync: {
    gridColumn: 2,
    color: tonesOf(theme).textSecond,
    fontSize: 12.5,
    lineHeight: '18px',
    [tightLanes]: { gridColumn: '1 / -1' },
  },
}));

/** All that is true of a deployment, what matters most first. */
export function LaneSays(props: {
  deployment: SeenDeployment;
  whole: boolean;
}) {
  const { deployment, whole } = props;
  const classes = useStyles();
  const now = useNow();
  const t = useWords();
  return (
    <div className={classes.says}>
      {describeDeployment(deployment, now, t).map((state, index) => (
        <Fragment key={`${state.kind}${state.line}`}>
          <span>
            <Chip tone={state.tone} icon={state.icon} label={state.word} />
          </span>
          <span
            className={[
              classes.line,
              !whole && classes.cut,
              index === 0 && classes.first,
            ]
              .filter(Boolean)
              .join(' ')}
            title={whole ? undefined : state.line}
          >
            {state.line}
          </span>
        </Fragment>
      ))}
      <div className={classes.sync}>{syncLine(deployment, t)}</div>
    </div>
  );
}
