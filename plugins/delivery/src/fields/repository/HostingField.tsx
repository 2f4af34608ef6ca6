import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  REPOSITORY_HOSTINGS,
  type RepositoryHosting,
} from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useRef } from 'react';
import { useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
import { useRemembered } from '../kit/FieldMemory';
import { useFormsSettings } from '../kit/useForms';
import { prefixOf } from './RepositoryField';

/** Schema of `DeliveryHosting`. */
export const hostingSchema = makeFieldSchema({
  output: z => z.enum(REPOSITORY_HOSTINGS),
  uiOptions: z =>
    z.object({
      repository: z
        .string()
        .describe('Field that holds the address of the repository'),
    }),
});

type HostingProps = typeof hostingSchema.TProps;

/** Sets what is known, unless a person chose something else. */
function useKnown(
  { idSchema, schema, formData, onChange }: HostingProps,
  address: string | undefined,
  known: RepositoryHosting | undefined,
) {
  const followed = useRemembered<RepositoryHosting>(idSchema.$id);
  const latest = useRef({ formData, onChange });
  latest.current = { formData, onChange };
  // With an address that is there already the page was left and opened again.
  const isNew = useRef(address === undefined);
  useEffect(() => {
    if (!known) return;
    const { formData: value, onChange: change } = latest.current;
    const isFollowing =
      value === undefined ||
      value === followed.current ||
      (isNew.current && value === schema.default);
    followed.current = known;
    isNew.current = false;
    if (isFollowing && value !== known) change(known);
  }, [known, followed, schema.default]);
}

/** What serves the repository; set by itself where the configuration knows it. */
export function HostingField(props: HostingProps) {
  const t = useWords();
  const { formData, onChange } = props;
  const settings = useFormsSettings();
  const address = answerOf(props, props.uiSchema['ui:options']?.repository);
  const known =
    address === undefined
      ? undefined
      : prefixOf(address, settings.value?.repositories)?.hosting;
  useKnown(props, address, known);
  const note: FieldNote | undefined =
    known && known === formData
      ? { tone: 'ok', icon: 'checkOutline', words: t('fields.hostingKnown') }
      : undefined;
  const field = {
    ...props,
    // The list gives texts, and only these.
    onChange: (value?: string) => onChange(value as RepositoryHosting),
  };
  return (
    <ChoiceField
      field={field}
      asked={{
        loading: false,
        value: REPOSITORY_HOSTINGS.map(value => ({
          ...{ value, label: t(`hosting.${value}`) },
        })),
      }}
      note={note}
      nothing={t('fields.noHosting')}
    />
  );
}
