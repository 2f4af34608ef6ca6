import { useApi } from '@backstage/core-plugin-api';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { useWords } from '../../translation';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
import { useAsked } from '../kit/useAsked';
import { wordsFrom } from '../kit/wordsFrom';
import { lengthOf, lifeOptions, lifeWords, longestLife } from './lives';

/** Schema of `DeliveryTimeToLive`; the lives are the enum of the parameter. */
export const timeToLiveSchema = makeFieldSchema({
  output: z => z.string(),
});

/** How long an environment lives: one of a few, within what its kind allows. */
export function TimeToLiveField(props: typeof timeToLiveSchema.TProps) {
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const { schema, formData } = props;
  const asked = useAsked('kinds', async options => {
    const { kinds = [] } = await delivery.environments(options);
    return kinds;
  });
  const lives = (schema.enum ?? []).map(String);
  const longest = longestLife(asked.value ?? []);
  const options = lifeOptions(lives, longest, t);
  const chosen = options.find(({ value }) => value === formData);
  const note: FieldNote | undefined = chosen?.disabledBecause
    ? {
        ...{ tone: 'critical', icon: 'block' },
        words: chosen.disabledBecause,
      }
    : undefined;
  return (
    <ChoiceField
      field={props}
      // Nothing but these is taken, also while the limit is not known.
      asked={{ value: options, loading: asked.loading }}
      note={note}
      nothing={t('fields.noLife')}
    />
  );
}

/** Refuses a life that is longer than any kind of environment allows. */
export const validateTimeToLive: CustomFieldValidator<string> = async (
  life,
  field,
  { apiHolder },
) => {
  const delivery = apiHolder.get(deliveryApiRef);
  if (!delivery || !life) return;
  // The backend refuses it as well; a portal in trouble is no reason here.
  const known = await delivery.environments().catch(() => undefined);
  const longest = longestLife(known?.kinds ?? []);
  if (longest && (lengthOf(life) ?? 0) > lengthOf(longest)!) {
    const t = await wordsFrom(apiHolder);
    field.addError(t('fields.lifeTooLong', { longest: lifeWords(longest, t) }));
  }
};
