import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { StateIcon, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatAge, secondsSince } from '../time/format';
import { useWords } from '../translation';

const AGAIN_MS = 30 * 60_000;

const useStyles = makeStyles<Theme>(theme => {
  const { warning } = tonesOf(theme);
  return {
    line: {
      display: 'flex',
      gap: 8,
      alignItems: 'flex-start',
      padding: '8px 12px',
      borderRadius: 6,
      border: `1px solid ${warning.line}`,
      background: warning.soft,
      color: warning.text,
    },
  };
});

/** The rollback that ended a short while ago, when there was one. */
export function recentRollback(
  { lastOperation }: Pick<Deployment, 'lastOperation'>,
  now: number,
) {
  const ended = lastOperation?.endedAt;
  const isRollback = lastOperation?.type === 'rollback';
  return ended && isRollback && now - Date.parse(ended) < AGAIN_MS
    ? lastOperation
    : undefined;
}

/** A second rollback within half an hour: perhaps the cause lies further back. */
export function AgainLine(props: { deployment: Deployment }) {
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  const last = recentRollback(props.deployment, now);
  if (!last?.endedAt) {
    return null;
  }
  const words = {
    ...{ from: last.fromVersion, to: last.toVersion },
    age: formatAge(secondsSince(last.endedAt, now), t),
  };
  return (
    <div className={classes.line} role="note">
      <StateIcon name="problem" />
      <span>{t('rollback.again', words)}</span>
    </div>
  );
}
