import {
  type ReviewStepProps,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import { makeStyles } from '@material-ui/core/styles';
import { Stack, tight } from '@slipway/backstage-plugin-kit-react';
import { useEffect, useState } from 'react';
import { useWords } from '../translation';
import { usePageFocus } from '../wizard/PageTitle';
import { answerOfField, placeOfField, reviewAnswers } from './answers';
import { AnswersCard } from './AnswersCard';
import { ChecksCard } from './ChecksCard';
import { CostCard } from './CostCard';
import { PreviewState } from './PreviewState';
import { type Preview, usePreview } from './usePreview';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(260px, 1fr) minmax(0, 2fr)',
    gap: 16,
    alignItems: 'start',
    fontSize: 14,
    lineHeight: '20px',
    '&:focus': { outline: 'none' },
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** What forms call the tick, as the actions do their input. */
const ACCEPT_OVER_QUOTA = 'acceptOverQuota';

/** Whether it was tried and would work. */
function isFine({ value }: Preview): boolean {
  return value !== undefined && !value.problem;
}

/** Starts it once, and knows while that goes on. */
function useCreating(handleCreate: ReviewStepProps['handleCreate']) {
  const [isCreating, setIsCreating] = useState(false);
  const create = async () => {
    setIsCreating(true);
    try {
      await handleCreate();
    } finally {
      setIsCreating(false);
    }
  };
  return { isCreating, create };
}

/** What is being made, which its page is called by. */
function useNamed(
  { formData }: Pick<ReviewStepProps, 'formData'>,
  onNamed: ((name: string | undefined) => void) | undefined,
): string | undefined {
  const name = typeof formData.name === 'string' ? formData.name : undefined;
  useEffect(() => {
    onNamed?.(name);
    return () => onNamed?.(undefined);
  }, [onNamed, name]);
  return name;
}

/** The answers beside what they would change, before anything is done. */
export function Review(
  props: ReviewStepProps & {
    templateRef: string;
    createLabel?: string;
    /** Told what is made while the review is open, and nothing after it. */
    onNamed?(name: string | undefined): void;
  },
) {
  const { templateRef, formData, steps, handleBack, handleCreate } = props;
  const classes = useStyles();
  const t = useWords();
  const region = usePageFocus<HTMLElement>();
  const { secrets } = useTemplateSecrets();
  const preview = usePreview(templateRef, formData, secrets);
  // What was let pass counts for the trial that was seen, and for no other.
  const [acceptedRound, setAcceptedRound] = useState<number>();
  const { isCreating, create } = useCreating(handleCreate);
  const name = useNamed(props, props.onNamed);
  const { createLabel } = props;
  const act =
    createLabel && name
      ? t('review.createNamed', { act: createLabel, name })
      : (createLabel ?? t('review.create'));
  const words = { yes: t('review.yes'), no: t('review.no') };
  const answer = (field: string) => answerOfField(steps, formData, field);
  const plan = answer('DeliveryPlan');
  const edit = (index: number) => {
    // The wizard knows no other way back than page by page.
    for (let page = steps.length; page > index; page -= 1) handleBack();
  };
  const tick = placeOfField(steps, formData, ACCEPT_OVER_QUOTA);
  const mustAccept = !preview.loading && Boolean(preview.error);
  const accepted = acceptedRound === preview.round;
  const setAccepted = (on: boolean) =>
    setAcceptedRound(on ? preview.round : undefined);
  const reason =
    (isCreating && t('review.creating')) ||
    (preview.loading && t('review.waits')) ||
    (preview.value?.problem && t('review.mustCorrect')) ||
    (mustAccept && !accepted && t('review.mustAccept'));
  return (
    <section
      ref={region}
      className={classes.root}
      aria-label={t('review.title')}
      tabIndex={-1}
      data-review
    >
      <AnswersCard
        pages={reviewAnswers(steps, formData, words)}
        answers={formData}
        onEdit={edit}
      />
      <Stack>
        <PreviewState
          preview={preview}
          overQuota={
            tick && {
              page:
                tick.page ?? t('review.page', { n: String(tick.index + 1) }),
              field: tick.field,
              onGo: () => edit(tick.index),
            }
          }
        />
        {plan ? (
          <CostCard
            plan={plan}
            environment={answer('DeliveryEnvironment')}
            tenant={answer('DeliveryTenant')}
            quota={formData.quota}
          />
        ) : undefined}
        <ChecksCard
          preview={isFine(preview) ? preview.value : undefined}
          accept={
            mustAccept
              ? { checked: accepted, onChange: setAccepted }
              : undefined
          }
          createLabel={act}
          disabledBecause={reason || undefined}
          onBack={handleBack}
          onCreate={create}
        />
      </Stack>
    </section>
  );
}
