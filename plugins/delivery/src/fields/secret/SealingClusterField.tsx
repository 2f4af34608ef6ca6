import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../../translation';
import { ChoiceField } from '../kit/ChoiceField';
import { useFormsSettings } from '../kit/useForms';

/** Schema of `DeliverySealingCluster`. */
export const sealingClusterSchema = makeFieldSchema({
  output: z => z.string(),
});

/** A cluster that secrets can be sealed for; the only one is chosen at once. */
export function SealingClusterField(props: typeof sealingClusterSchema.TProps) {
  const t = useWords();
  const { formData, onChange } = props;
  const asked = useFormsSettings();
  const clusters = asked.value?.sealingClusters;
  const only = clusters?.length === 1 ? clusters[0] : undefined;
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (only && !formData) change.current(only);
  }, [only, formData]);
  return (
    <ChoiceField
      field={props}
      asked={{
        ...{ loading: asked.loading, error: asked.error },
        value: clusters?.map(value => ({ value, label: value })),
      }}
      nothing={t('fields.noSealingCluster')}
    />
  );
}
