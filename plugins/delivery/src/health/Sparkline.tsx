import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { DeploymentHealth } from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { formatFigure } from './figures';
import { sparkShape, type SparkShape } from './sparkShape';

const BOX = { width: 124, height: 24 };

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: { display: 'block', width: BOX.width, maxWidth: '100%' },
    line: { fill: 'none', strokeWidth: 1.5, stroke: tones.idle.mark },
    bad: { fill: 'none', strokeWidth: 1.5, stroke: tones.critical.mark },
    area: { fill: tones.critical.mark, fillOpacity: 0.14 },
    deploy: {
      stroke: theme.palette.text.primary,
      strokeWidth: 1,
      strokeDasharray: '2 2',
    },
    flag: { fill: theme.palette.text.primary },
    hatch: { stroke: tones.idle.line, strokeWidth: 1 },
    none: { color: tones.textSecond, fontSize: 12.5, lineHeight: '18px' },
  };
});

/** The line in words. */
export function sparkLabel(
  { sparkline, since, version }: DeploymentHealth,
  shape: SparkShape,
  now: number,
  t: DeliveryWords,
): string {
  const known = (sparkline?.values ?? []).filter(
    (value): value is number => value !== null,
  );
  if (!known.length) {
    return t('spark.unknown');
  }
  const label = t('spark.label', {
    last: formatFigure(known[known.length - 1], 'ratio', t),
    highest: formatFigure(Math.max(...known), 'ratio', t),
  });
  const gaps = shape.gaps.length ? t('spark.gaps') : '';
  const live =
    shape.deploy !== undefined && since && version
      ? `. ${t('spark.version', { version, time: formatMoment(since, now) })}`
      : '';
  return `${label}${gaps}${live}`;
}

/** Trouble that began before the line does colours all of it. */
function Picture(props: { shape: SparkShape; bad: boolean }) {
  const { shape, bad } = props;
  const classes = useStyles();
  const pattern = useId();
  const { deploy, gaps } = shape;
  return (
    <>
      {gaps.length ? (
        <defs>
          <pattern
            id={pattern}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line y2="5" className={classes.hatch} />
          </pattern>
        </defs>
      ) : undefined}
      {gaps.map(([from, to]) => (
        <rect
          key={from}
          x={from}
          y={BOX.height - 10}
          width={Math.max(to - from, 1)}
          height={9}
          fill={`url(#${pattern})`}
        />
      ))}
      {bad ? <path d={shape.area} className={classes.area} /> : undefined}
      <path
        d={shape.before}
        className={bad && deploy === undefined ? classes.bad : classes.line}
      />
      <path d={shape.after} className={bad ? classes.bad : classes.line} />
      {deploy === undefined ? undefined : (
        <>
          <path
            d={`M${deploy} 3V${BOX.height - 1}`}
            className={classes.deploy}
          />
          <path d={`M${deploy - 3} 0h6l-3 4z`} className={classes.flag} />
        </>
      )}
    </>
  );
}

/** Failed requests of the last two hours, in the scale of its column. */
export function SparklinePicture(props: {
  health: DeploymentHealth | undefined;
  top: number;
}) {
  const { health, top } = props;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const { sparkline, since, status } = health ?? {};
  if (!health || !sparkline?.values.length) {
    return <span className={classes.none}>{t('spark.none')}</span>;
  }
  const shape = sparkShape(sparkline, top, since, BOX);
  const label = sparkLabel(health, shape, now, t);
  return (
    <svg
      className={classes.root}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      height={BOX.height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <Picture
        shape={shape}
        bad={status === 'burning' || status === 'over-limit'}
      />
    </svg>
  );
}
