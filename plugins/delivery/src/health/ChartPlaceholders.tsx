import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  still,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { CHART_HEIGHT } from './chart/Chart';

/** Lines above a chart: the sentence, the reading point, its head. */
const HEAD_HEIGHT = 20;

const useStyles = makeStyles<Theme>(theme => ({
  '@keyframes breathe': { '50%': { opacity: 0.55 } },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
    gap: '14px 24px',
    marginTop: 62,
  },
  chart: {
    height: CHART_HEIGHT + HEAD_HEIGHT,
    borderRadius: 4,
    background: tonesOf(theme).sunken,
    animation: '$breathe 1.6s ease-in-out infinite',
    [still]: { animation: 'none' },
  },
  words: visuallyHidden,
}));

/** Keeps the place of charts that are still loading. */
export function ChartPlaceholders() {
  const classes = useStyles();
  const t = useWords();
  return (
    <div role="status" aria-busy="true">
      <span className={classes.words}>{t('chart.loading')}</span>
      <div className={classes.grid} aria-hidden>
        {[0, 1, 2].map(chart => (
          <div key={chart} className={classes.chart} />
        ))}
      </div>
    </div>
  );
}
