import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { HealthAlert } from '@slipway/backstage-plugin-delivery-common';
import { Chip, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatMoment } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { Part } from './Part';

const useStyles = makeStyles<Theme>(theme => ({
  list: { listStyle: 'none', margin: '6px 0 0', padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 10px',
    alignItems: 'baseline',
    padding: '6px 0',
  },
  second: {
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
    overflowWrap: 'anywhere',
  },
}));

/** A silenced alert is known to somebody; a pending one may go by itself. */
function lookOf({ state, silencedBy }: HealthAlert, t: DeliveryWords) {
  const label = state === 'firing' ? t('alert.firing') : t('alert.pending');
  if (silencedBy) {
    return { tone: 'idle', icon: 'pause', label } as const;
  }
  return state === 'firing'
    ? ({ tone: 'critical', icon: 'error', label } as const)
    : ({ tone: 'warning', icon: 'schedule', label } as const);
}

function Alert(props: { alert: HealthAlert }) {
  const { alert } = props;
  const { name, url, since, summary, severity, silencedBy } = alert;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const notes = [
    severity,
    since && t('alert.since', { time: formatMoment(since, now) }),
    summary,
    silencedBy &&
      t('alert.silenced', {
        ...silencedBy,
        until: formatMoment(silencedBy.until, now),
      }),
  ];
  return (
    <li className={classes.item}>
      <Chip small {...lookOf(alert, t)} />
      <strong>{url ? <Link to={url}>{name}</Link> : name}</strong>
      <span className={classes.second}>
        {notes.filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}

/** Alerts of the source of health that are about this deployment. */
export function Alerts(props: { alerts: readonly HealthAlert[] }) {
  const classes = useStyles();
  const t = useWords();
  if (!props.alerts.length) {
    return null;
  }
  return (
    <Part title={t('alert.title')}>
      <ul className={classes.list}>
        {props.alerts.map(alert => (
          <Alert
            key={`${alert.name}${JSON.stringify(alert.labels)}`}
            alert={alert}
          />
        ))}
      </ul>
    </Part>
  );
}
