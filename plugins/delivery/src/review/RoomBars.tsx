import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ClusterRoom,
  PlanOffer,
} from '@slipway/backstage-plugin-delivery-common';
import { narrow, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { figure } from '../tenants/amounts';
import { formatMoment } from '../time/format';
import { type DeliveryWords, useWords } from '../translation';
import { type RoomAmount, roomFor } from './room';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    list: {
      listStyle: 'none',
      margin: '8px 0 0',
      padding: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: '10px 16px',
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    name: { fontSize: 13, fontWeight: 600 },
    bar: {
      display: 'flex',
      height: 8,
      margin: '4px 0',
      borderRadius: 4,
      overflow: 'hidden',
      background: tones.line,
    },
    unknown: {
      background: `repeating-linear-gradient(135deg, ${tones.idle.line} 0 3px, transparent 3px 7px)`,
    },
    before: { background: tones.idle.mark },
    more: { background: tones.accent.mark, minWidth: 3 },
    full: { background: tones.critical.mark, minWidth: 3 },
    words: { fontSize: 12.5, lineHeight: '17px', color: tones.textSecond },
    second: {
      margin: '8px 0 0',
      fontSize: 13,
      lineHeight: '18px',
      color: tones.textSecond,
    },
  };
});

function wordsOf(
  { name, before, after, capacity }: RoomAmount,
  t: DeliveryWords,
): string {
  const unit = t(name === 'cpu' ? 'review.roomCpu' : 'review.roomBytes');
  const say = (value: number) => figure(value, name !== 'cpu');
  if (before === undefined) return t('review.roomUnknown');
  const change =
    after === undefined ? say(before) : `${say(before)} → ${say(after)}`;
  return capacity === undefined
    ? t('review.roomNoEnd', { change, unit })
    : t('review.roomOf', { change, unit, capacity: say(capacity) });
}

function Bar({ amount }: { amount: RoomAmount }) {
  const { before, after, capacity } = amount;
  const classes = useStyles();
  if (before === undefined || !capacity) {
    return <div aria-hidden className={`${classes.bar} ${classes.unknown}`} />;
  }
  const width = (value: number) =>
    `${Math.min(100, (100 * value) / capacity)}%`;
  const isFull = after !== undefined && after > capacity;
  return (
    <div aria-hidden className={classes.bar}>
      <div className={classes.before} style={{ width: width(before) }} />
      {after === undefined ? undefined : (
        <div
          className={isFull ? classes.full : classes.more}
          style={{ width: width(after - before) }}
        />
      )}
    </div>
  );
}

/** What of a cluster is promised, before and after. */
export function RoomBars(props: { plan: PlanOffer; room: ClusterRoom }) {
  const { plan, room } = props;
  const classes = useStyles();
  const t = useWords();
  const { cluster, silentSince, measuredAt, cause = '' } = room;
  return (
    <>
      <ul className={classes.list} aria-label={t('review.roomIn', { cluster })}>
        {roomFor(plan, room).map(amount => (
          <li key={amount.name}>
            <div className={classes.name}>
              {t(`tenantQuota.${amount.name}`)}
            </div>
            <Bar amount={amount} />
            <div className={classes.words}>{wordsOf(amount, t)}</div>
          </li>
        ))}
      </ul>
      {silentSince ? (
        <p className={classes.second}>
          {t('tenantQuota.asLastSeen', {
            time: formatMoment(measuredAt, Date.now()),
            cause,
          })}
        </p>
      ) : undefined}
    </>
  );
}
