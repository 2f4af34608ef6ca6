import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { RepositoryPrefix } from '@slipway/backstage-plugin-delivery-common';
import { useEffect, useRef } from 'react';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf, bareName } from '../kit/answers';
import { ChoiceField } from '../kit/ChoiceField';
import type { FieldNote } from '../kit/FieldFrame';
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
  prefixes: readonly RepositoryPrefix[] | undefined,
  t: DeliveryWords,
): FieldNote | undefined {
  if (!address || !prefixes?.length) return undefined;
  return prefixOf(address, prefixes)
    ? { tone: 'ok', icon: 'checkOutline', words: t('fields.repositoryKnown') }
    : {
        ...{ tone: 'warning', icon: 'problem' },
        words: t('fields.repositoryUnknown'),
      };
}

/** Keeps the address at what the name makes of it, until a person changes it. */
function useFollowed(
  value: string,
  offered: string | undefined,
  onChange: (value: string) => void,
) {
  const followed = useRef(value);
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    // What is not the last offer was written by a person.
    if (offered && value === followed.current && value !== offered) {
      followed.current = offered;
      change.current(offered);
    }
  }, [value, offered]);
}

/** Where the new repository is made: below a configured address, by the name. */
export function RepositoryField(props: typeof repositorySchema.TProps) {
  const t = useWords();
  const { formData = '', onChange } = props;
  const settings = useFormsSettings();
  const prefixes = settings.value?.repositories;
  const name = bareName(answerOf(props, props.uiSchema['ui:options']?.name));
  const options = (prefixes ?? []).map(({ urlPrefix }) => ({
    ...{ value: `${urlPrefix}${name ?? ''}${name ? '.git' : ''}` },
    ...{ label: `${urlPrefix}${name ?? ''}${name ? '.git' : ''}` },
  }));
  useFollowed(formData, name ? options[0]?.value : undefined, onChange);
  return (
    <ChoiceField
      field={props}
      free
      asked={{ loading: false, value: options }}
      note={noteOf(formData, prefixes, t)}
      nothing={t('fields.repositoryFree')}
    />
  );
}
