import { makeStyles, type Theme } from '@material-ui/core/styles';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { formatClock } from '../time/format';
import { useLive } from './Live';
import type { Resource } from './useResource';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
    whiteSpace: 'nowrap',
  },
  broken: { color: tonesOf(theme).warning.text, fontWeight: 600 },
}));

/** *Live · 14:07:12 CET*, or that it is not. */
export function LiveLabel(props: {
  of: Pick<Resource<unknown>, 'error' | 'loadedAt'>;
}) {
  const classes = useStyles();
  const t = useWords();
  const { connected, heardAt = 0 } = useLive();
  const { error, loadedAt } = props.of;
  if (!connected || error) {
    return (
      <span className={`${classes.root} ${classes.broken}`} role="status">
        {t('live.broken')}
        {loadedAt
          ? `, ${t('live.asOf', { time: formatClock(loadedAt) })}`
          : undefined}
      </span>
    );
  }
  return (
    <span className={classes.root} role="status" aria-live="off">
      {loadedAt
        ? t('live.live', { time: formatClock(Math.max(loadedAt, heardAt)) })
        : undefined}
    </span>
  );
}
