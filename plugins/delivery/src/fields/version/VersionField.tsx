import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import {
  type ComboboxOption,
  StateWord,
} from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { asSentence, verdictLook } from '../../history/verdict';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import { wordsFrom } from '../kit/wordsFrom';
import { type OfferedVersion, whyNotVersion } from './offeredVersions';
import { findAtPlace, useVersions, type VersionsPlace } from './useVersions';

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
  offered: OfferedVersion,
  t: DeliveryWords,
): ComboboxOption {
  const { version, verdict, verdictText, refused, untold, place } = offered;
  const { tone, icon } = verdictLook(verdict);
  return {
    ...{ value: version, label: version },
    beside: <StateWord {...{ tone, icon }} label={t(`verdict.${verdict}`)} />,
    hint: untold
      ? t('fields.burnsUnknown', { version, place, cause: untold })
      : t('fields.verdictIn', { verdict: asSentence(verdictText), place }),
    ...(refused && {
      disabledBecause: t('fields.notOffered', {
        ...{ place, reason: asSentence(refused) },
      }),
    }),
  };
}

type VersionProps = typeof versionSchema.TProps;
type Options = NonNullable<VersionProps['uiSchema']['ui:options']>;

function wantedPlace(
  props: Parameters<typeof answerOf>[0],
  options: Options | undefined,
): VersionsPlace | undefined {
  const component = answerOf(props, options?.component);
  return component
    ? {
        component,
        environment: answerOf(props, options?.environment),
        tenant: answerOf(props, options?.tenant),
      }
    : undefined;
}

/** The versions of a component, newest first, with what is known of each. */
export function VersionField(props: VersionProps) {
  const t = useWords();
  const place = wantedPlace(props, props.uiSchema['ui:options']);
  const asked = useVersions(place);
  return (
    <ChoiceField
      field={props}
      asked={{
        ...asked,
        value: asked.value?.map(version => versionOption(version, t)),
      }}
      // A version may be new: what is typed counts as well.
      free
      nothing={place ? t('fields.noVersion') : t('fields.componentFirst')}
    />
  );
}

/** Refuses what burns or is banned, however fast somebody goes on. */
export const validateVersion: CustomFieldValidator<string, Options> = async (
  version,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const delivery = apiHolder.get(deliveryApiRef);
  const place = wantedPlace(
    { formContext: { formData }, idSchema: { $id: 'root' } },
    uiSchema?.['ui:options'],
  );
  if (!delivery || !place || !version || typeof version !== 'string') return;
  // What is typed counts where the list of deployments is missing.
  const found = await findAtPlace(delivery, place, {}).catch(() => undefined);
  const t = await wordsFrom(apiHolder);
  const why = found && (await whyNotVersion(t, delivery, found, version));
  if (why) field.addError(why);
};
