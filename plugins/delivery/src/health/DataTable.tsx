import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useId } from 'react';
import {
  focusRing,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { formatExact } from '../time/format';
import { useWords } from '../translation';
import { timeLabel } from './chart/axes';
import type { ChartModel } from './chart/model';
import { columnsOf } from './chart/values';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: {
      maxHeight: 420,
      overflow: 'auto',
      marginTop: 8,
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      '&:focus-visible': focusRing(theme),
    },
    table: {
      borderCollapse: 'collapse',
      width: '100%',
      fontSize: 13,
      lineHeight: '18px',
      '& th, & td': {
        padding: '5px 12px',
        textAlign: 'right',
        whiteSpace: 'nowrap',
        borderBottom: `1px solid ${tones.line}`,
      },
      '& th': { fontWeight: 600, color: tones.textSecond },
      '& thead th': {
        position: 'sticky',
        top: 0,
        background: tones.sunken,
        fontSize: 12,
        zIndex: 1,
      },
      '& th:first-child': { textAlign: 'left' },
    },
    hidden: visuallyHidden,
  };
});

/** The data of the charts as a table, newest first. */
export function DataTable(props: {
  models: readonly ChartModel[];
  times: readonly number[];
}) {
  const { models, times } = props;
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  const columns = columnsOf(models, t);
  const length = times[times.length - 1] - times[0];
  const newestFirst = times.map((_, index) => times.length - 1 - index);
  return (
    <div
      className={classes.root}
      role="region"
      aria-labelledby={id}
      // What scrolls must be reachable by the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table}>
        <caption id={id} className={classes.hidden}>
          {t('chart.caption')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {columns.map(column => (
              <th key={column.id} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(index => (
            <Values
              key={times[index]}
              time={times[index]}
              day={length > 86_400}
              values={columns.map(({ text }) => text(index))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Values(props: {
  time: number;
  day: boolean;
  values: (string | undefined)[];
}) {
  const { time, day, values } = props;
  const classes = useStyles();
  const t = useWords();
  const iso = new Date(time * 1000).toISOString();
  const clock = timeLabel(time, 0);
  return (
    <tr>
      <th scope="row">
        <time dateTime={iso} title={formatExact(iso)}>
          {day ? `${timeLabel(time, Infinity)} ${clock}` : clock}
        </time>
      </th>
      {values.map((value, index) => (
        <td key={index}>
          {value ?? (
            <>
              <span aria-hidden>–</span>
              <span className={classes.hidden}>{t('figure.notKnown')}</span>
            </>
          )}
        </td>
      ))}
    </tr>
  );
}
