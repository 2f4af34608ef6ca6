import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  ActButton,
  Card,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { failureMessage, failureStatus, isRefusal } from '../api/errors';
import { RETRY_SECONDS, type Loaded } from '../state/useLoaded';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  text: { margin: '8px 0 12px', color: tonesOf(theme).textSecond },
  acts: { display: 'flex', alignItems: 'center', gap: 12, flexWrap: 'wrap' },
}));

/** Why something could not be loaded, and what can be done. */
export function Failure(props: {
  loaded: Pick<Loaded<unknown>, 'error' | 'value' | 'refresh'>;
}) {
  const { error, value, refresh } = props.loaded;
  const classes = useStyles();
  const t = useWords();
  if (!error) return null;
  const status = failureStatus(error);
  const isForbidden = isRefusal(error);
  const title =
    (isForbidden && t('failure.forbidden')) ||
    (status === 404 && t('failure.notFound')) ||
    (status >= 500 || status === 0
      ? t('failure.trouble')
      : t('failure.failed'));
  return (
    <Card label={title}>
      <div role="alert">
        <StateWord
          tone={isForbidden ? 'idle' : 'critical'}
          icon={isForbidden ? 'lock' : 'error'}
          label={title}
        />
        <p className={classes.text}>
          {failureMessage(error)} {value ? t('failure.kept') : undefined}
        </p>
      </div>
      {isForbidden ? undefined : (
        <div className={classes.acts}>
          <ActButton look="outlined" onClick={refresh}>
            {t('failure.again')}
          </ActButton>
          {t('failure.retry', { seconds: String(RETRY_SECONDS) })}
        </div>
      )}
    </Card>
  );
}
