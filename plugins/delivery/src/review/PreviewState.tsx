import {
  ActButton,
  Card,
  LoadingRows,
  StateWord,
} from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import { formatDuration } from '../time/format';
import { useWords } from '../translation';
import { FilesCard } from './FilesCard';
import type { Preview } from './usePreview';

/** After so many seconds it is said that it still goes on. */
const LONG = 4;

function Trouble(props: { title: string; cause: string; onAgain(): void }) {
  const t = useWords();
  return (
    <Card title={t('review.committed')}>
      <div role="alert">
        <StateWord tone="critical" icon="error" label={props.title} />
        <p>{props.cause}</p>
      </div>
      <ActButton look="outlined" onClick={props.onAgain}>
        {t('review.again')}
      </ActButton>
    </Card>
  );
}

/** What would be committed, or why that is not known. */
export function PreviewState(props: { preview: Preview }) {
  const { value, error, loading, seconds, again } = props.preview;
  const t = useWords();
  if (loading) {
    return (
      <Card title={t('review.committed')}>
        <p aria-live="polite">
          {t('review.trying')}{' '}
          {seconds >= LONG
            ? t('review.tryingLong', { time: formatDuration(seconds, t) })
            : ''}
        </p>
        <LoadingRows label={t('review.trying')} rows={6} height={30} />
      </Card>
    );
  }
  if (error) {
    const cause = failureMessage(error);
    return (
      <Trouble title={t('review.notTried')} {...{ cause, onAgain: again }} />
    );
  }
  if (value?.problem) {
    const cause = value.problem;
    return (
      <Trouble title={t('review.wouldFail')} {...{ cause, onAgain: again }} />
    );
  }
  return <FilesCard changes={value?.changes ?? []} />;
}
