import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { RepositoryPrefix } from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useRef } from 'react';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf, bareName } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
import { useRemembered } from '../kit/FieldMemory';
import { useFormsSettings } from '../kit/useForms';

/** Schema of `DeliveryRepository`. */
export const repositorySchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      name: z
        .string()
        .optional()
        .describe('Field whose answer the new repository is called by'),
    }),
});

type RepositoryProps = typeof repositorySchema.TProps;

/** The longest prefix of an address, which is what its credentials go by. */
export function prefixOf(
  address: string,
  prefixes: readonly RepositoryPrefix[] = [],
): RepositoryPrefix | undefined {
  return [...prefixes]
    .sort((a, b) => b.urlPrefix.length - a.urlPrefix.length)
    .find(({ urlPrefix }) => address.startsWith(urlPrefix));
}

function noteOf(
  address: string,
  name: string | undefined,
  prefixes: readonly RepositoryPrefix[] | undefined,
  t: DeliveryWords,
): FieldNote | undefined {
  if (!address || !prefixes?.length) return undefined;
  if (!prefixOf(address, prefixes)) {
    return {
      ...{ tone: 'warning', icon: 'problem' },
      words: t('fields.repositoryUnknown'),
    };
  }
  // Whoever renamed the service may have forgotten what was typed here.
  const isNamed =
    !name || [`/${name}`, `/${name}.git`].some(end => address.endsWith(end));
  return isNamed
    ? { tone: 'ok', icon: 'checkOutline', words: t('fields.repositoryKnown') }
    : {
        ...{ tone: 'idle', icon: 'help' },
        words: t('fields.repositoryOther', { name }),
      };
}

/**
 * Fills an empty address by the name, and goes on with the name as long as the
 * address is what the name before made of it.
 */
function useFollowed(
  { idSchema, formData = '', onChange }: RepositoryProps,
  offered: string | undefined,
) {
  const followed = useRemembered<string>(idSchema.$id);
  const latest = useRef({ formData, onChange });
  latest.current = { formData, onChange };
  useEffect(() => {
    if (!offered) return;
    const { formData: value, onChange: change } = latest.current;
    // All else was written by a person.
    const isFollowing = value === '' || value === followed.current;
    followed.current = offered;
    if (isFollowing && value !== offered) change(offered);
  }, [offered, followed]);
}

/** Where the new repository is made: below a configured address, by the name. */
export function RepositoryField(props: RepositoryProps) {
  const t = useWords();
  const { formData = '' } = props;
  const settings = useFormsSettings();
  const prefixes = settings.value?.repositories;
  const name = bareName(answerOf(props, props.uiSchema['ui:options']?.name));
  const options = (prefixes ?? []).map(({ urlPrefix }) => ({
    ...{ value: `${urlPrefix}${name ?? ''}${name ? '.git' : ''}` },
    ...{ label: `${urlPrefix}${name ?? ''}${name ? '.git' : ''}` },
  }));
  useFollowed(props, name ? options[0]?.value : undefined);
  return (
    <ChoiceField
      field={props}
      free
      asked={{ loading: false, value: options }}
      note={noteOf(formData, name, prefixes, t)}
      nothing={t('fields.repositoryFree')}
    />
  );
}
