import { makeStyles, type Theme } from '@material-ui/core/styles';
import ScatterPlotIcon from '@material-ui/icons/ScatterPlot';
import type {
  BumpClass,
  VersionKind,
} from '@slipway/backstage-plugin-delivery-common';
import { StateIcon, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    fontSize: 12,
    lineHeight: '16px',
    fontWeight: 500,
    whiteSpace: 'nowrap',
    color: tonesOf(theme).textSecond,
  },
  major: { color: theme.palette.text.primary, fontWeight: 700 },
  rollback: { color: theme.palette.primary.main, fontWeight: 600 },
  squares: { width: 21, height: 7, flex: 'none' },
  icon: { fontSize: 14 },
}));

const PLACE: Partial<Record<BumpClass, number>> = {
  major: 0,
  minor: 1,
  patch: 2,
};

function Squares(props: { filled: number | undefined; className: string }) {
  return (
    <svg viewBox="0 0 21 7" aria-hidden className={props.className}>
      {[0, 1, 2].map(place => (
        <rect
          key={place}
          x={0.5 + place * 7}
          y={1}
          width={5}
          height={5}
          rx={1}
          fill="currentColor"
          opacity={place === props.filled ? 1 : 0.3}
        />
      ))}
    </svg>
  );
}

/** Which part of the version changed; what is no SemVer says what it is. */
export function Bump(props: {
  bump?: BumpClass;
  kind?: VersionKind;
  rollback?: boolean;
}) {
  const { bump, kind, rollback } = props;
  const classes = useStyles();
  const t = useWords();
  if (rollback) {
    return (
      <span className={`${classes.root} ${classes.rollback}`}>
        <StateIcon name="restore" size={14} />
        {t('bump.rollback')}
      </span>
    );
  }
  if (kind && kind !== 'semver') {
    const words = {
      'build-number': t('bump.buildNumber'),
      sha: t('bump.sha'),
      text: t('bump.text'),
    };
    return <span className={classes.root}>{words[kind]}</span>;
  }
  if (!bump || bump === 'none') {
    return null;
  }
  return (
    <span
      className={`${classes.root} ${bump === 'major' ? classes.major : ''}`}
    >
      {bump === 'prerelease' ? (
        <ScatterPlotIcon aria-hidden className={classes.icon} />
      ) : (
        <Squares filled={PLACE[bump]} className={classes.squares} />
      )}
      {t(`bump.${bump}`)}
    </span>
  );
}
