import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import {
  focusRing,
  narrow,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { formatExact } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { timeLabel } from './chart/axes';
import { Chart } from './chart/Chart';
import type { ChartModel } from './chart/model';
import type { Phase } from './chart/phases';
import { pressKey, type Reading } from './chart/reading';
import { columnsOf, valuesAt } from './chart/values';

function headStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: '0 12px',
      minHeight: 20,
    },
    name: { fontWeight: 600 },
    second: { color: tones.textSecond, fontSize: 13, lineHeight: '18px' },
    worse: { color: tones.critical.text, fontWeight: 650 as 600 },
    better: { color: tones.ok.text, fontWeight: 650 as 600 },
    same: { color: theme.palette.text.primary, fontWeight: 650 as 600 },
    unknown: { fontWeight: 600 },
  });
}

function gridStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
      gap: '14px 24px',
      marginTop: 8,
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    // Heads may take two lines; the charts below them stay in one row.
    chart: {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      margin: 0,
      minWidth: 0,
    },
    reading: {
      marginTop: 6,
      padding: '5px 10px',
      minHeight: 30,
      borderRadius: 4,
      background: tones.sunken,
      color: tones.textSecond,
      fontSize: 13,
      lineHeight: '20px',
      '&:focus-visible': focusRing(theme),
    },
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...headStyles(theme),
  ...gridStyles(theme),
}));

function ChartHead(props: { model: ChartModel }) {
  const { title, headline } = props.model;
  const classes = useStyles();
  return (
    <figcaption className={classes.head}>
      <span className={classes.name}>{title}</span>
      {headline ? (
        <span className={classes.second}>
          {headline.of ? `${headline.of} ` : undefined}
          <span className={classes[headline.result]}>{headline.change}</span>
          {` · ${headline.message}`}
        </span>
      ) : undefined}
    </figcaption>
  );
}

/** Properties of {@link ChartsView}. */
export interface ChartsViewProps {
  models: readonly ChartModel[];
  times: readonly number[];
  phases: readonly Phase[];
  markers: readonly DeployMarker[];
  nowLabel?: string;
  onTable(): void;
  /** True when the charts before these had the keyboard, so that it is not lost. */
  takesFocus?: boolean;
  /** Seconds since 1970. */
  onZoom(span: { from: number; to: number }, byKeys: boolean): void;
}

function readingText(
  { models, times }: ChartsViewProps,
  { index, brush }: Reading,
  t: DeliveryWords,
): string {
  const length = times[times.length - 1] - times[0];
  const clock = (at: number) =>
    `${length > 86_400 ? `${timeLabel(times[at], Infinity)} ` : ''}${timeLabel(times[at], 0)}`;
  if (index === undefined || index >= times.length) {
    return t('chart.readNone');
  }
  const values = valuesAt(columnsOf(models, t), index, t);
  const read = t('chart.readAt', { time: clock(index), values });
  return brush === undefined || brush >= times.length
    ? read
    : `${read}. ${t('chart.brushing', { time: clock(brush) })}`;
}

/** What all charts show at one time; carries the keyboard for all of them. */
function ReadingPoint(props: ChartsViewProps & { reading: Reading }) {
  const { times, reading, takesFocus } = props;
  const slider = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) {
      slider.current?.focus();
    }
  }, [takesFocus]);
  const { index } = reading;
  const classes = useStyles();
  const t = useWords();
  const keysId = useId();
  const text = readingText(props, reading, t);
  const at = index === undefined ? undefined : times[index];
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      className={classes.reading}
      aria-label={t('chart.reading')}
      aria-valuemin={0}
      aria-valuemax={times.length - 1}
      aria-valuenow={index ?? times.length - 1}
      aria-valuetext={text}
      aria-describedby={keysId}
      title={
        at === undefined
          ? t('chart.keys')
          : formatExact(new Date(at * 1000).toISOString())
      }
    >
      {text}
      <span id={keysId} hidden>
        {t('chart.keys')}
      </span>
    </div>
  );
}

/** Charts of one card: they share their time, their reading point and a mark. */
export function ChartsView(props: ChartsViewProps) {
  const { models, times, phases, markers, nowLabel, onTable, onZoom } = props;
  const classes = useStyles();
  const [reading, setReading] = useState<Reading>({});
  const zoom = (from: number, to: number, byKeys = false) => {
    if (to > from) {
      setReading({});
      onZoom({ from: times[from], to: times[to] }, byKeys);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const pressed = pressKey(event.key, reading, times.length);
    if (!pressed) {
      return;
    }
    event.preventDefault();
    setReading(pressed.reading);
    if (pressed.act?.type === 'table') {
      onTable();
    } else if (pressed.act) {
      zoom(pressed.act.from, pressed.act.to, true);
    }
  };
  return (
    // The keys belong to the slider in it, from wherever they come.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={press}>
      <ReadingPoint {...props} reading={reading} />
      <div className={classes.grid}>
        {models.map(model => (
          <figure key={model.id} className={classes.chart}>
            <ChartHead model={model} />
            <Chart
              {...{ model, times, phases, markers, nowLabel }}
              marked={reading}
              onRead={index =>
                setReading(old =>
                  old.brush === undefined && old.index !== index
                    ? { index }
                    : old,
                )
              }
              onSelect={(from, to) => zoom(from, to)}
            />
          </figure>
        ))}
      </div>
    </div>
  );
}
