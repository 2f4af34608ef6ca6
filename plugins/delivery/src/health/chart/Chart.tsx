import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import type { DeployMarker } from '@slipway/backstage-plugin-delivery-common';
import { useMemo, useRef } from 'react';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { formatMoment } from '../../time/format';
import { useNow } from '../../time/Clock';
import { useWords, type DeliveryWords } from '../../translation';
import { formatFigure, formatTick } from '../figures';
import { highestOf, topOf, type ChartModel } from './model';
import type { ChartPlan } from './options';
import type { Phase } from './phases';
import { useDrawing, useWidth, type Marked } from './useDrawing';

/** Height of a small chart. */
export const CHART_HEIGHT = 168;

const useStyles = makeStyles<Theme, { height: number }>(theme => {
  const tones = tonesOf(theme);
  const placed = { position: 'absolute', pointerEvents: 'none' } as const;
  return {
    root: {
      height: ({ height }) => height,
      minWidth: 0,
      overflow: 'hidden',
      '& .uplot': { width: 'min-content' },
      '& .u-wrap': { position: 'relative', userSelect: 'none' },
      '& .u-over, & .u-under': { position: 'absolute' },
      '& canvas': { display: 'block', width: '100%', height: '100%' },
      '& .u-axis': { position: 'absolute' },
      '& .u-select': { ...placed, background: tones.accent.mark, opacity: 0.2 },
      '& .u-cursor-x': {
        ...placed,
        left: 0,
        top: 0,
        height: '100%',
        borderRight: `1px dashed ${tones.control}`,
      },
      '& .u-off, & .u-cursor-y, & .u-cursor-pt': { display: 'none' },
    },
    message: { color: tones.textSecond, fontSize: 13, lineHeight: '18px' },
  };
});

/** The chart in a sentence, for those who do not see it. */
export function chartLabel(
  model: ChartModel,
  times: readonly number[],
  now: number,
  t: DeliveryWords,
): string {
  const { title, headline, unit } = model;
  const change =
    headline &&
    [headline.of, headline.change, `(${headline.message})`]
      .filter(Boolean)
      .join(' ');
  const highest = highestOf(model, times);
  const rest = highest
    ? t('chart.highest', {
        value: formatFigure(highest.value, unit, t),
        time: formatMoment(new Date(highest.time * 1000).toISOString(), now),
      })
    : t('chart.nothing');
  return `${change ? `${title} ${change}` : title}. ${rest}`;
}

/** Properties of {@link Chart}. */
export interface ChartProps {
  model: ChartModel;
  times: readonly number[];
  phases: readonly Phase[];
  markers: readonly DeployMarker[];
  marked: Marked;
  height?: number;
  nowLabel?: string;
  endPoint?: boolean;
  onRead(index: number | undefined): void;
  onSelect(from: number, to: number): void;
}

function usePlan(props: ChartProps, width: number): ChartPlan {
  const { model, times, phases, markers, nowLabel, endPoint } = props;
  const { height = CHART_HEIGHT } = props;
  const theme = useTheme();
  const t = useWords();
  return useMemo(
    () => ({
      ...{ model, times, phases, markers, nowLabel, endPoint },
      size: { width, height },
      font: theme.typography.fontFamily ?? 'sans-serif',
      ink: {
        tones: tonesOf(theme),
        flag: theme.palette.text.primary,
        onFlag: theme.palette.background.paper,
      },
      format: value => formatFigure(value, model.unit, t),
      formatTick: value => formatTick(value, topOf(model), model.unit, t),
    }),
    [
      model,
      times,
      phases,
      markers,
      nowLabel,
      endPoint,
      width,
      height,
      theme,
      t,
    ],
  );
}

/** One chart: lines, deploys, limit, and what is not known as hatching. */
export function Chart(props: ChartProps) {
  const { model, times, marked, onRead, onSelect } = props;
  const classes = useStyles({ height: props.height ?? CHART_HEIGHT });
  const t = useWords();
  const now = useNow();
  const element = useRef<HTMLDivElement>(null);
  const plan = usePlan(props, useWidth(element));
  const { failed } = useDrawing(element, plan, { onRead, onSelect }, marked);
  return (
    <>
      <div
        ref={element}
        className={classes.root}
        role="img"
        aria-label={chartLabel(model, times, now, t)}
      />
      {failed ? (
        <p className={classes.message}>{t('chart.failed')}</p>
      ) : undefined}
    </>
  );
}
