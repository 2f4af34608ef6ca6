import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { SeriesUnit } from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { formatFigure } from './figures';

const useStyles = makeStyles<Theme>(theme => ({
  root: { minWidth: 0, '& dd': { margin: 0 } },
  name: { fontSize: 12.5, lineHeight: '18px', fontWeight: 600 },
  value: { fontSize: 15, lineHeight: '28px', whiteSpace: 'nowrap' },
  now: { fontSize: 20, fontWeight: 700 },
  bad: { color: tonesOf(theme).critical.text },
  note: {
    color: tonesOf(theme).textSecond,
    fontSize: 12.5,
    lineHeight: '18px',
  },
}));

/** Properties of {@link Figure}. */
export interface FigureProps {
  name: string;
  before?: number;
  now?: number;
  unit?: SeriesUnit;
  /** Text in place of numbers, and what stands behind it. */
  text?: string;
  after?: string;
  /** Why there is no figure. */
  absent?: string;
  bad?: boolean;
  note?: string;
}

/** One figure before → now; a dash with a word where it is not known. */
export function Figure(props: FigureProps) {
  const { name, before, now, unit = 'ratio', text, after, bad, note } = props;
  const classes = useStyles();
  const t = useWords();
  const value =
    text ?? (now === undefined ? undefined : formatFigure(now, unit, t));
  const absent = props.absent ?? t('figure.notMeasured');
  return (
    <div className={classes.root}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>
        {value === undefined ? (
          `– ${absent}`
        ) : (
          <>
            {before === undefined
              ? undefined
              : `${formatFigure(before, unit, t)} → `}
            <span className={`${classes.now} ${bad ? classes.bad : ''}`}>
              {value}
            </span>
            {after ? ` ${after}` : undefined}
          </>
        )}
      </dd>
      {note && value !== undefined ? (
        <dd className={classes.note}>{note}</dd>
      ) : undefined}
    </div>
  );
}
