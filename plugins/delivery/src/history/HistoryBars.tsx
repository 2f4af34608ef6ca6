import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  Deployment,
  RevisionsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';
import {
  narrow,
  StateIcon,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { isInTrouble } from '../state/judge';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { staysBetween, type Stay } from './stays';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

function rowStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    root: { margin: '8px 0 12px', [narrow]: { display: 'none' } },
    row: {
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr)',
      alignItems: 'center',
      gap: 8,
      height: 28,
      fontSize: 12,
    },
    place: {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    bar: { position: 'relative', height: 22 },
    axis: {
      position: 'relative',
      height: 16,
      marginLeft: 120,
      color: tones.textSecond,
      fontSize: 11,
      lineHeight: '16px',
    },
    tick: {
      position: 'absolute',
      whiteSpace: 'nowrap',
      '&:last-child': { transform: 'translateX(-100%)' },
    },
  });
}

function stayStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    stay: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      display: 'flex',
      alignItems: 'center',
      gap: 4,
      padding: '0 6px',
      borderRadius: 3,
      background: tones.idle.soft,
      border: `1px solid ${tones.line}`,
      fontWeight: 600,
      lineHeight: '20px',
      overflow: 'hidden',
      whiteSpace: 'nowrap',
    },
    narrowStay: { padding: 0 },
    wanted: { borderColor: tones.lineStrong },
    rollback: {
      background: tones.accent.soft,
      borderColor: theme.palette.primary.main,
      color: tones.accent.text,
    },
    bad: {
      background: tones.critical.soft,
      borderColor: tones.critical.mark,
      color: tones.critical.text,
      // A version taken back soon is a sliver beside a long stay.
      zIndex: 1,
    },
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...rowStyles(theme),
  ...stayStyles(theme),
}));

function sentence(
  place: string,
  stays: readonly Stay[],
  now: number,
  t: DeliveryWords,
): string {
  const moment = (millis: number) =>
    formatMoment(new Date(millis).toISOString(), now);
  const segments = stays.map(stay =>
    t(stay.takenBack ? 'history.segmentTakenBack' : 'history.segment', {
      version: String(stay.version),
      from: moment(stay.from),
      until: stay.wanted ? t('history.now') : moment(stay.until),
    }),
  );
  return t('history.bar', {
    place,
    segments: segments.join('; ') || t('history.nothing'),
  });
}

function Bar(props: {
  stays: readonly Stay[];
  start: number;
  end: number;
  /** The wanted version is in trouble now. */
  trouble: boolean;
}) {
  const { stays, start, end, trouble } = props;
  const classes = useStyles();
  const t = useWords();
  const percent = (millis: number) => (100 * millis) / (end - start);
  return (
    <div className={classes.bar} aria-hidden>
      {stays.map(stay => {
        const width = percent(stay.until - stay.from);
        const roomy = width > 5;
        return (
          <span
            key={stay.from}
            title={stay.version}
            className={[
              classes.stay,
              stay.wanted && classes.wanted,
              stay.rollback && classes.rollback,
              (stay.takenBack || (stay.wanted && trouble)) && classes.bad,
              !roomy && classes.narrowStay,
            ]
              .filter(Boolean)
              .join(' ')}
            style={{
              left: `${percent(stay.from - start)}%`,
              width: `max(4px, calc(${width}% - 2px))`,
            }}
          >
            {roomy && stay.rollback ? (
              <StateIcon name="restore" size={14} />
            ) : undefined}
            {roomy && stay.rollback
              ? t('history.backTo', { version: String(stay.version) })
              : undefined}
            {roomy && !stay.rollback ? stay.version : undefined}
          </span>
        );
      })}
    </div>
  );
}

function Axis(props: { start: number; end: number }) {
  const classes = useStyles();
  const t = useWords();
  const ticks = [0, 0.2, 0.4, 0.6, 0.8];
  return (
    <div className={classes.axis} aria-hidden>
      {ticks.map(part => (
        <span
          key={part}
          className={classes.tick}
          style={{ left: `${part * 100}%` }}
        >
          {DateTime.fromMillis(
            props.start + part * (props.end - props.start),
          ).toFormat('d LLL')}
        </span>
      ))}
      <span className={classes.tick} style={{ left: '100%' }}>
        {t('history.now')}
      </span>
    </div>
  );
}

/** What ran where in the last 30 days; hidden on narrow pages. */
export function HistoryBars(props: {
  deployments: readonly Deployment[];
  pages: ReadonlyMap<string, RevisionsPage>;
}) {
  const classes = useStyles();
  const t = useWords();
  const end = useNow();
  const start = end - DAYS * DAY_MS;
  return (
    <div className={classes.root} role="group" aria-label={t('history.bars')}>
      {props.deployments.map(deployment => {
        const page = props.pages.get(deployment.id);
        const stays = staysBetween(page?.items ?? [], start, end);
        const place = placeOf(deployment, t);
        return (
          <div
            key={deployment.id}
            className={classes.row}
            role="img"
            aria-label={sentence(place, stays, end, t)}
          >
            <span className={classes.place}>{place}</span>
            <Bar
              stays={stays}
              start={start}
              end={end}
              trouble={isInTrouble(deployment)}
            />
          </div>
        );
      })}
      <Axis start={start} end={end} />
    </div>
  );
}
