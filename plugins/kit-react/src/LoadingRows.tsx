import { makeStyles, type Theme } from '@material-ui/core/styles';
import { still, visuallyHidden } from './styles';
import { tonesOf } from './tones';

const useStyles = makeStyles<Theme, { height: number }>(theme => ({
  '@keyframes breathe': { '50%': { opacity: 0.55 } },
  row: {
    display: 'grid',
    gridTemplateColumns: '116px 148px minmax(0, 1fr)',
    gap: 16,
    alignItems: 'center',
    height: props => props.height,
    borderBottom: `1px solid ${tonesOf(theme).line}`,
    '&:last-child': { borderBottom: 0 },
  },
  bar: {
    height: 14,
    borderRadius: 4,
    background: tonesOf(theme).line,
    animation: '$breathe 1.6s ease-in-out infinite',
    [still]: { animation: 'none' },
  },
  short: { width: '60%' },
  words: visuallyHidden,
}));

/** Keeps the place of rows that are still loading, so that nothing jumps. @public */
export function LoadingRows(props: {
  /** What screen readers are told. */
  label: string;
  rows: number;
  height: number;
}) {
  const classes = useStyles({ height: props.height });
  return (
    <div role="status" aria-busy="true">
      <span className={classes.words}>{props.label}</span>
      {Array.from({ length: props.rows }, (_, row) => (
        <div key={row} className={classes.row} aria-hidden>
          <div className={classes.bar} />
          <div className={`${classes.bar} ${classes.short}`} />
          <div className={classes.bar} />
        </div>
      ))}
    </div>
  );
}
