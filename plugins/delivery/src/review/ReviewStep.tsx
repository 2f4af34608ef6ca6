import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { ReviewStepProps } from '@backstage/plugin-scaffolder-react';
import { ReviewState } from '@backstage/plugin-scaffolder-react/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useParams } from 'react-router-dom';
import { useAsked } from '../fields/kit/useAsked';
import { useWords } from '../translation';
import { isOwnTemplate } from './isOwnTemplate';
import { Review } from './Review';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: 8,
    marginTop: 16,
  },
});

/** The review of Backstage itself, for what says nothing beforehand. */
function PlainReview(props: ReviewStepProps) {
  const { formData, steps, handleBack, handleCreate, disableButtons } = props;
  const classes = useStyles();
  const t = useWords();
  const disabledBecause = disableButtons ? t('review.creating') : undefined;
  return (
    <>
      <ReviewState formState={formData} schemas={steps as never} />
      <div className={classes.foot}>
        <ActButton {...{ disabledBecause }} onClick={handleBack}>
          {t('review.back')}
        </ActButton>
        <ActButton
          look="filled"
          {...{ disabledBecause }}
          onClick={() => handleCreate()}
        >
          {t('review.create')}
        </ActButton>
      </div>
    </>
  );
}

/**
 * The last step of the wizard: the very files and lines that a template would
 * commit, beside the answers. For apps on the older frontend system, as
 * `ReviewStepComponent` of the `ScaffolderPage`.
 *
 * @public
 */
export function DeliveryReviewStep(props: ReviewStepProps) {
  const catalog = useApi(catalogApiRef);
  const { namespace = 'default', templateName: name = '' } = useParams();
  const templateRef = stringifyEntityRef({ kind: 'Template', namespace, name });
  const asked = useAsked(templateRef, () =>
    catalog.getEntityByRef(templateRef),
  );
  if (asked.loading) return <Progress />;
  return asked.value && isOwnTemplate(asked.value) ? (
    <Review {...props} templateRef={templateRef} />
  ) : (
    <PlainReview {...props} />
  );
}
