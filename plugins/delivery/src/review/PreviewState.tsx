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

/** A tick of the form that lets pass what is in the way. */
export interface WayOn {
  page: string;
  field: string;
  onGo(): void;
}

function Trouble(props: {
  title: string;
  cause: string;
  wayOn?: WayOn;
  onAgain(): void;
}) {
  const { wayOn } = props;
  const t = useWords();
  return (
    <Card title={t('review.committed')}>
      <div role="alert">
        <StateWord tone="critical" icon="error" label={props.title} />
        <p>{props.cause}</p>
        {wayOn ? (
          <p>
            {t('review.overQuota', { page: wayOn.page, field: wayOn.field })}
          </p>
        ) : undefined}
      </div>
      {wayOn ? (
        <ActButton look="outlined" onClick={wayOn.onGo}>
          {t('review.goTo', { page: wayOn.page })}
        </ActButton>
      ) : undefined}{' '}
      <ActButton look="outlined" onClick={props.onAgain}>
        {t('review.again')}
      </ActButton>
    </Card>
  );
}

/** What would be committed, or why that is not known. */
export function PreviewState(props: {
  preview: Preview;
  /** Where the form lets pass what asks for more than it may use. */
  overQuota?: WayOn;
}) {
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
    const isOver = value.problemKind === 'over-quota';
    return (
      <Trouble
        title={t('review.wouldFail')}
        {...{ cause, onAgain: again }}
        wayOn={isOver ? props.overQuota : undefined}
      />
    );
  }
  return <FilesCard changes={value?.changes ?? []} />;
}
