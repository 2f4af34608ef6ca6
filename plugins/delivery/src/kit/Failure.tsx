import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import {
  ActButton,
  type IconName,
  StateIcon,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { failureKind, failureMessage } from '../api/errors';
import { RETRY_SECONDS } from '../live/useResource';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    margin: '8px 0 4px',
    fontSize: 16,
    lineHeight: '24px',
    fontWeight: 650 as 600,
  },
  text: { margin: '0 0 8px', maxWidth: 720 },
  acts: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: 12,
    color: tonesOf(theme).textSecond,
    fontSize: 13,
  },
}));

/** A sentence that says what is, with an icon, and what to press. */
export function Notice(props: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  acts?: ReactNode;
  urgent?: boolean;
}) {
  const classes = useStyles();
  return (
    <div role={props.urgent ? 'alert' : undefined}>
      <h3 className={classes.title}>
        <StateIcon name={props.icon} size={20} />
        {props.title}
      </h3>
      <div className={classes.text}>{props.children}</div>
      {props.acts ? (
        <div className={classes.acts}>{props.acts}</div>
      ) : undefined}
    </div>
  );
}

function Sentence(props: { error: Error; kept?: boolean }) {
  const t = useWords();
  const cause = failureMessage(props.error);
  if (failureKind(props.error) !== 'unreachable') {
    return <>{cause}</>;
  }
  return (
    <>
      {props.kept
        ? t('failure.troubleKept', { cause: `${cause}.` })
        : t('failure.troubleEmpty', { cause: `${cause}.` })}
    </>
  );
}

/**
 * Says what failed and what to do. It keeps apart: you may not, there is none,
 * the portal is in trouble, and all else.
 */
export function Failure(props: {
  error: Error;
  onRetry(): void;
  /** True while older values are still on the page. */
  kept?: boolean;
  forbiddenTitle?: string;
  forbiddenHelp?: ReactNode;
}) {
  const t = useWords();
  const kind = failureKind(props.error);
  if (kind === 'forbidden') {
    return (
      <Notice
        icon="lock"
        title={props.forbiddenTitle ?? t('failure.forbiddenTitle')}
      >
        {props.forbiddenHelp ?? failureMessage(props.error)}
      </Notice>
    );
  }
  const title = {
    'not-found': t('failure.notFoundTitle'),
    unreachable: t('failure.troubleTitle'),
  }[kind as 'not-found' | 'unreachable'];
  return (
    <Notice
      urgent
      icon="error"
      title={title ?? t('failure.failedTitle')}
      acts={
        <>
          <ActButton look="outlined" onClick={props.onRetry}>
            {t('act.tryAgain')}
          </ActButton>
          {kind === 'not-found'
            ? undefined
            : t('failure.nextTry', { seconds: String(RETRY_SECONDS) })}
        </>
      }
    >
      <Sentence error={props.error} kept={props.kept} />
    </Notice>
  );
}
