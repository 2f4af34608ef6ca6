import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  DeploymentHealth,
  Sparkline,
} from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { timeLabel, timeTicks, valueTicks } from './chart/axes';
import { formatTick } from './figures';
import { sparkLabel } from './Sparkline';
import { sparkShape, sparkTop } from './sparkShape';

const HOUR = 3600;
/** The picture in its own units; it grows with its column. */
const SIZE = { width: 320, height: 140 };
const PLOT = { left: 36, top: 24, width: 276, height: 96 };
const FLAG = { width: 96, height: 18 };

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: { margin: 0 },
    title: { color: tones.textSecond, fontSize: 12.5, lineHeight: '18px' },
    picture: { display: 'block', width: '100%', maxWidth: 380 },
    text: { fill: tones.textSecond, fontSize: 11 },
    grid: { stroke: tones.line },
    before: { fill: 'none', stroke: tones.idle.mark, strokeWidth: 1.75 },
    after: { fill: 'none', stroke: tones.critical.mark, strokeWidth: 1.75 },
    area: { fill: tones.critical.mark, fillOpacity: 0.12 },
    flag: { fill: theme.palette.text.primary },
    deploy: { stroke: theme.palette.text.primary, strokeWidth: 1.5 },
    flagText: {
      fill: theme.palette.background.paper,
      fontSize: 11,
      fontWeight: 600,
    },
  };
});

/** The last hour of a line. */
export function lastHour(line: Sparkline): Sparkline {
  const points = Math.round(HOUR / line.step) + 1;
  const skipped = Math.max(line.values.length - points, 0);
  return {
    ...line,
    from: line.from + skipped * line.step,
    values: line.values.slice(skipped),
  };
}

function Axes(props: { line: Sparkline; top: number }) {
  const { line, top } = props;
  const classes = useStyles();
  const t = useWords();
  const to = line.from + (line.values.length - 1) * line.step;
  const x = (time: number) =>
    PLOT.left + ((time - line.from) / (to - line.from)) * PLOT.width;
  const y = (value: number) => PLOT.top + (1 - value / top) * PLOT.height;
  const ticks = timeTicks(line.from, to, 5).filter(
    time => to - time > HOUR / 8 && time - line.from > HOUR / 24,
  );
  return (
    <g className={classes.text}>
      {valueTicks(top, 'ratio').map(value => (
        <g key={value}>
          <path
            className={classes.grid}
            d={`M${PLOT.left} ${y(value)}h${PLOT.width}`}
          />
          <text x={PLOT.left - 6} y={y(value) + 4} textAnchor="end">
            {formatTick(value, top, 'ratio', t)}
          </text>
        </g>
      ))}
      {ticks.map(time => (
        <text key={time} x={x(time)} y={SIZE.height - 4} textAnchor="middle">
          {timeLabel(time, to - line.from)}
        </text>
      ))}
      <text x={PLOT.left + PLOT.width} y={SIZE.height - 4} textAnchor="end">
        {t('chart.now')}
      </text>
    </g>
  );
}

/** A line and a flag where the version went live. */
function Deploy(props: { at: number; label: string }) {
  const { at, label } = props;
  const classes = useStyles();
  const x = PLOT.left + at;
  const left = Math.max(x - FLAG.width, 0);
  const flagTop = PLOT.top - FLAG.height - 2;
  return (
    <>
      <path
        className={classes.deploy}
        d={`M${x} ${flagTop}V${PLOT.top + PLOT.height}`}
      />
      <rect
        className={classes.flag}
        x={left}
        y={flagTop}
        width={FLAG.width}
        height={FLAG.height}
        rx="2"
      />
      <text
        className={classes.flagText}
        x={left + FLAG.width / 2}
        y={flagTop + 13}
        textAnchor="middle"
      >
        {label}
      </text>
    </>
  );
}

/** The last hour of failed requests; nothing where none was measured. */
export function HourChart(props: { health: DeploymentHealth }) {
  const { health } = props;
  const { sparkline, since, version } = health;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  if (!sparkline?.values.some(value => value !== null)) {
    return null;
  }
  const line = lastHour(sparkline);
  const top = sparkTop([line]) * 1.15;
  const shape = sparkShape(line, top, since, PLOT);
  const whole = shape.deploy === undefined;
  return (
    <figure className={classes.root}>
      <figcaption className={classes.title}>{t('trouble.chart')}</figcaption>
      <svg
        className={classes.picture}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={sparkLabel({ ...health, sparkline: line }, shape, now, t)}
      >
        <Axes line={line} top={top} />
        <g transform={`translate(${PLOT.left} ${PLOT.top})`}>
          <path className={classes.area} d={shape.area} />
          <path
            className={whole ? classes.after : classes.before}
            d={shape.before}
          />
          <path className={classes.after} d={shape.after} />
        </g>
        {shape.deploy !== undefined && since ? (
          <Deploy
            at={shape.deploy}
            label={t('trouble.flag', {
              version: version ?? '',
              time: formatMoment(since, now),
            })}
          />
        ) : undefined}
      </svg>
    </figure>
  );
}
