import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  type ComboboxOption,
  StateWord,
} from '@slipway/backstage-plugin-kit-react';
import { asSentence, verdictLook } from '../../history/verdict';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { type OfferedVersion, useVersions } from './useVersions';

/** Schema of `DeliveryVersion`. */
export const versionSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      component: z
        .string()
        .describe('Field that names the component, by name or entity ref'),
      environment: z
        .string()
        .optional()
        .describe('Field that names the environment whose versions count'),
      tenant: z
        .string()
        .optional()
        .describe('Field that names the tenant whose versions count'),
    }),
});

/** A version with its verdict, as an option. */
export function versionOption(
  { version, verdict, verdictText, refused, place }: OfferedVersion,
  t: DeliveryWords,
): ComboboxOption {
  const { tone, icon } = verdictLook(verdict);
  return {
    ...{ value: version, label: version },
    beside: <StateWord {...{ tone, icon }} label={t(`verdict.${verdict}`)} />,
    hint: t('fields.verdictIn', { verdict: asSentence(verdictText), place }),
    ...(refused && {
      disabledBecause: t('fields.notOffered', {
        ...{ place, reason: asSentence(refused) },
      }),
    }),
  };
}

/** The versions of a component, newest first, with what is known of each. */
export function VersionField(props: typeof versionSchema.TProps) {
  const t = useWords();
  const options = props.uiSchema['ui:options'];
  const component = answerOf(props, options?.component);
  const environment = answerOf(props, options?.environment);
  const tenant = answerOf(props, options?.tenant);
  const asked = useVersions(
    component ? { component, environment, tenant } : undefined,
  );
  return (
    <ChoiceField
      field={props}
      asked={{
        ...asked,
        value: asked.value?.map(version => versionOption(version, t)),
      }}
      // A version may be new: what is typed counts as well.
      free
      nothing={component ? t('fields.noVersion') : t('fields.componentFirst')}
    />
  );
}
